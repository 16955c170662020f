import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../../ports/context.ts';
import { GatewayUnknown } from '../../ports/payment-gateway.ts';
import type { VendorMovement, VendorPayout } from '../../ports/vendor-ledger.ts';
import { payInvoices } from '../payments/pay-invoices.ts';
import { paymentRequest } from '../payments/payments.contract.ts';
import { createFakeGateway, type FakeGateway } from '../payments/testing/fake-gateway.ts';
import { createWorld, type World } from '../payments/testing/world.ts';
import { payoutContents } from './payout-contents.contract.ts';
import { showPayout } from './show-payout.ts';

let world: World<FakeGateway>;
let ops: Ctx;
const payouts = new Map<string, () => VendorPayout | null>();

beforeAll(async () => {
  world = await createWorld(createFakeGateway());
  const { scope, log } = await world.user({ capabilities: ['reconciliation:manage', 'invoices:read'] });
  ops = { scope: { ...scope, house: true, clientId: null }, log };
});
afterAll(() => world.close());

/** A card payment of an invoice of a client, as it comes to the vendor. */
async function paid(clientId: string, totalCents: number): Promise<{ ref: string; number: string }> {
  const invoiceId = await world.invoice({ clientId, totalCents });
  const request = paymentRequest.parse({
    lines: [{ invoiceId, amountCents: totalCents }],
    expectedTotalCents: totalCents,
    rail: 'card',
  });
  const ctx = await world.user({ clientId });
  const { id } = await payInvoices({ ctx, deps: world.deps, input: { id: uuidv7(), request } });
  const ref = [...world.gateway.payments.values()].find((row) => row.paymentId === id)?.vendorRef ?? '';
  const [invoice] = await world.sql`select number from invoice where id = ${invoiceId}`;
  return { ref, number: invoice?.number };
}
const charge = (vendorRef: string, amountCents: number, feeCents: number): VendorMovement => ({
  id: `txn_${vendorRef}`,
  kind: 'charge',
  amountCents,
  feeCents,
  at: new Date('2026-03-02T02:00:00Z'),
  vendorRef,
  payoutRef: null,
});
const sent = (amountCents: number, lines: VendorMovement[] | null): VendorPayout => ({
  amountCents,
  sentAt: new Date('2026-03-04T02:00:00Z'),
  arrivesAt: new Date('2026-03-06T02:00:00Z'),
  state: 'under_way',
  lines,
});
const show = (reference: string) =>
  showPayout({
    ctx: ops,
    deps: {
      ...world.deps,
      vendorLedgers: {
        stripe: {
          vendor: 'stripe',
          listMovements: async () => [],
          readPayout: async (ref) => payouts.get(ref)?.() ?? null,
        },
      },
    },
    input: { vendor: 'stripe', reference },
  });

describe('R6 what a payout is made of', () => {
  it("R6 names the payments and invoices of both clients, and what is nobody's", async () => {
    const { a, b } = world.clients;
    const [ours, theirs] = [await paid(a, 11_000), await paid(b, 22_000)];
    const lines = [
      charge(ours.ref, 11_000, 217),
      charge(theirs.ref, 22_000, 404),
      charge('pi_gone', 500, 39),
    ];
    payouts.set('po_1', () => sent(32_840, lines));
    const told = payoutContents.strict().parse(await show('po_1'));
    const { contents } = told;
    expect(contents).toMatchObject({
      chargesCents: 33_500,
      feesCents: 660,
      netCents: 32_840,
      differenceCents: 0,
    });
    expect(
      contents?.lines.map(({ payment }) => payment && [payment.clientId, payment.invoiceNumbers]),
    ).toEqual([[a, [ours.number]], [b, [theirs.number]], null]);
  });

  it('R6 says of a payout that was asked for by hand what it was, and no more', async () => {
    payouts.set('po_hand', () => sent(100, null));
    expect(await show('po_hand')).toMatchObject({ amountCents: 100, contents: null });
  });

  it('R6 knows no payout that the vendor does not know, and blames nobody while the vendor is silent', async () => {
    await expect(show('po_nobody')).rejects.toMatchObject({ code: 'not_found' });
    payouts.set('po_silent', () => {
      throw new GatewayUnknown('no answer');
    });
    await expect(show('po_silent')).rejects.toMatchObject({ code: 'vendor_unavailable' });
  });
});
