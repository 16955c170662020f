import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withinOneDay } from '../../../test/support/within-one-day.ts';
import type { Ctx } from '../../ports/context.ts';
import type { VendorMovement } from '../../ports/vendor-ledger.ts';
import { payInvoices } from '../payments/pay-invoices.ts';
import { paymentRequest } from '../payments/payments.contract.ts';
import { canonicalJson } from '../payments/receipt.model.ts';
import { receiveEvent } from '../payments/receive-event.ts';
import { createFakeGateway, type FakeGateway } from '../payments/testing/fake-gateway.ts';
import { createWorld, ledgerFaults, silent, type World } from '../payments/testing/world.ts';
import { getCertificate, getCertificatePdf } from './get-certificate.ts';
import { listDiscrepancies } from './list-discrepancies.ts';
import { reconcile } from './reconcile.ts';
import { requestReconciliation } from './request-reconciliation.ts';
import { approveFix, assignDiscrepancy, proposeFix, rejectFix } from './resolve-discrepancy.ts';
import { showReconciliation } from './show-reconciliation.ts';

let world: World<FakeGateway>;
let payer: Ctx;
let ops: Ctx;
let admin: Ctx;
/** The vendor's account, line by line; a test may lose a line or add one. */
const lines: VendorMovement[] = [];
let deps: World<FakeGateway>['deps'];

beforeAll(async () => {
  await withinOneDay(40);
  world = await createWorld(createFakeGateway());
  payer = await world.user();
  const house = async (): Promise<Ctx> => {
    const { scope, log } = await world.user({ capabilities: ['reconciliation:manage'] });
    return { scope: { ...scope, house: true, clientId: null }, log };
  };
  [ops, admin] = [await house(), await house()];
  const ledger = {
    vendor: 'stripe' as const,
    listMovements: async ({ from, to }: { from: Date; to: Date }) =>
      lines.filter(({ at }) => at >= from && at < to),
  };
  deps = { ...world.deps, vendorLedgers: { stripe: ledger } };
});
afterAll(() => world.close());

const book = (ref: string, kind: VendorMovement['kind'], amountCents: number): void =>
  void lines.push({
    id: `txn_${lines.length}`,
    kind,
    amountCents,
    feeCents: 0,
    at: new Date(Date.now() - 1_000),
    vendorRef: ref,
    payoutRef: null,
  });

async function paid(totalCents: number): Promise<{ ref: string; invoiceId: string }> {
  const invoiceId = await world.invoice({ totalCents });
  const request = paymentRequest.parse({
    lines: [{ invoiceId, amountCents: totalCents }],
    expectedTotalCents: totalCents,
    rail: 'card',
  });
  const { id } = await payInvoices({ ctx: payer, deps, input: { id: uuidv7(), request } });
  const ref = [...world.gateway.payments.values()].find((row) => row.paymentId === id)?.vendorRef ?? '';
  world.gateway.succeed(ref);
  book(ref, 'charge', totalCents);
  return { ref, invoiceId };
}
const deliver = (ref: string) =>
  receiveEvent({
    deps,
    input: { vendor: 'stripe', ...world.gateway.eventOf(ref) },
    traceId: 'b'.repeat(32),
  });
const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Australia/Sydney' }).format(new Date());

async function compare(): Promise<string> {
  const request = { account: 'stripe' as const, from: today(), to: today() };
  const { id } = await requestReconciliation({ ctx: ops, deps, input: { id: uuidv7(), request } });
  await work(id);
  return id;
}
const work = (id: string) => reconcile({ deps, log: silent, reconciliationId: id, traceId: 'c'.repeat(32) });
const show = (id: string) => showReconciliation({ ctx: ops, deps, input: { id } });
const casesOf = async (reconciliationId: string) =>
  (await listDiscrepancies({ ctx: ops, deps, input: { limit: 50, reconciliationId } })).items;
const balanceOf = async (id: string) => {
  const [row] = await world.sql<{ cents: number }[]>`
    select (total_cents - allocated_cents)::integer as cents from invoice where id = ${id}`;
  return row?.cents;
};

describe('reconciliation of a vendor', () => {
  it('R8 comes out even, with a certificate that foots on both sides', async () => {
    const { ref } = await paid(11_000);
    await deliver(ref);
    world.gateway.refund(ref, 1_000);
    book(ref, 'refund', -1_000);
    await deliver(ref);
    const id = await compare();
    const shown = await show(id);
    expect(shown).toMatchObject({ status: 'balanced', openDiscrepancies: 0 });
    const { sha256, ...content } = await getCertificate({ ctx: ops, deps, input: { id } });
    for (const { openingCents, chargesCents, refundsCents, withdrawalsCents, closingCents } of [
      content.facts.portal,
      content.facts.vendor,
    ])
      expect(openingCents + chargesCents + refundsCents + withdrawalsCents).toBe(closingCents);
    expect(content.facts).toMatchObject({ differenceCents: 0, portal: { closingCents: 10_000 } });
    expect(createHash('sha256').update(canonicalJson(content)).digest('hex')).toBe(sha256);
    const { bytes } = await getCertificatePdf({ ctx: ops, deps, input: { id } });
    expect(Buffer.from(bytes).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('F3 heals what a lost webhook never told: every payment in one run', async () => {
    const lost = await Promise.all([paid(1_000), paid(2_000), paid(3_000)]);
    for (const { invoiceId } of lost) expect(await balanceOf(invoiceId)).toBeGreaterThan(0);
    const id = await compare();
    for (const { invoiceId } of lost) expect(await balanceOf(invoiceId)).toBe(0);
    expect(await show(id)).toMatchObject({ status: 'balanced', healed: 3 });
    expect(await ledgerFaults(world.sql)).toEqual([]);
  });

  it('R7 a difference that stays is a case: owner, proposal, and another pair of eyes for money', async () => {
    book('pi_nobody_knows', 'charge', 777);
    const id = await compare();
    expect(await show(id)).toMatchObject({ status: 'with_breaks', openDiscrepancies: 1, certificate: null });
    const [found] = await casesOf(id);
    expect(found).toMatchObject({ kind: 'missing_left', reference: 'pi_nobody_knows', theirsCents: 777 });
    const input = { id: found?.id ?? '' };
    await assignDiscrepancy({ ctx: ops, deps, input });
    const proposal = {
      fix: 'accept_difference' as const,
      reason: 'A charge of another system on the same account',
    };
    await proposeFix({ ctx: ops, deps, input: { ...input, proposal } });
    await expect(approveFix({ ctx: ops, deps, input })).rejects.toMatchObject({ code: 'forbidden' });
    await rejectFix({ ctx: admin, deps, input });
    await expect(approveFix({ ctx: admin, deps, input })).rejects.toMatchObject({ code: 'conflict' });
    await proposeFix({ ctx: ops, deps, input: { ...input, proposal } });
    expect(await approveFix({ ctx: admin, deps, input })).toMatchObject({ status: 'accepted' });
    const certificate = await getCertificate({ ctx: ops, deps, input: { id } });
    expect(certificate.accepted).toMatchObject([{ reference: 'pi_nobody_knows', theirsCents: 777 }]);
    expect(certificate.facts.differenceCents).toBe(777);
  });

  it('R8 the day after carries what was accepted, and says what is only booked later', async () => {
    const { ref } = await paid(2_500);
    await deliver(ref);
    const line = lines.at(-1);
    if (!line) throw new Error('no line');
    const dayMs = 86_400_000;
    line.at = new Date(line.at.getTime() + dayMs);
    const now = await show(await compare());
    expect(now).toMatchObject({ facts: { inTransitCents: -2_500 } });
    const tomorrow = new Intl.DateTimeFormat('en-CA', { timeZone: 'Australia/Sydney' }).format(
      Date.now() + dayMs,
    );
    const request = { account: 'stripe' as const, from: tomorrow, to: tomorrow };
    const { id } = await requestReconciliation({ ctx: ops, deps, input: { id: uuidv7(), request } });
    await work(id);
    expect(await show(id)).toMatchObject({
      status: 'balanced',
      facts: { differenceCents: 777, inTransitCents: 0, carriedCents: 777 },
    });
    line.at = new Date(line.at.getTime() - dayMs);
  });

  it('a job that runs twice leaves what running once leaves', async () => {
    const id = await compare();
    const before = [await show(id), await casesOf(id)];
    await work(id);
    expect([await show(id), await casesOf(id)].map((value) => JSON.stringify(value, stable))).toEqual(
      before.map((value) => JSON.stringify(value, stable)),
    );
  });

  it('S9 a client of the portal has no way in', async () => {
    const rows = await world.db.read(payer.scope, (tx) => tx`select 1 from reconciliation`);
    expect(rows).toHaveLength(0);
  });
});

const stable = (key: string, value: unknown) => (key === 'asOf' ? undefined : value);
