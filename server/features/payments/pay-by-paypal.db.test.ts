import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../host-demo/sandbox/create-sandbox.ts';
import { atPaypal, paypalDoes, paypalEvents, paypalOn } from '../../../test/support/paypal.ts';
import { houseScope } from '../../db/scope.ts';
import type { Ctx } from '../../ports/context.ts';
import type { PaymentGateway } from '../../ports/payment-gateway.ts';
import { cancelPayment } from './cancel-payment.ts';
import { findOutcome } from './find-outcome.ts';
import { payInvoices } from './pay-invoices.ts';
import { paymentRequest } from './payments.contract.ts';
import { processInbox } from './process-inbox.ts';
import { receiveEvent } from './receive-event.ts';
import { settlePayment } from './settle-payment.ts';
import { showPayment } from './show-payment.ts';
import { sweepPayments } from './sweep-payments.ts';
import { createWorld, ledgerFaults, silent, type World } from './testing/world.ts';

let sandbox: Sandbox;
let world: World<PaymentGateway>;
let ctx: Ctx;
const traceId = 'a'.repeat(32);

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 });
  world = await createWorld(paypalOn(sandbox));
  ctx = await world.user();
});
afterAll(async () => {
  await world.close();
  await sandbox.close();
});
beforeEach(async () => {
  sandbox.faults.reset();
  await world.sql`delete from graphile_worker._private_jobs`;
});

async function open(totalCents = 11_000, invoiceId?: string) {
  const invoice = invoiceId ?? (await world.invoice({ totalCents }));
  const request = paymentRequest.parse({
    lines: [{ invoiceId: invoice, amountCents: totalCents }],
    expectedTotalCents: totalCents,
    rail: 'paypal' as const,
  });
  const opened = await payInvoices({ ctx, deps: world.deps, input: { id: uuidv7(), request } });
  const ref = atPaypal(sandbox, opened.id).orders[0]?.id ?? '';
  return { id: opened.id, invoice, ref, opened };
}
const settle = (id: string) => settlePayment({ ctx, deps: world.deps, input: { id } });
const cancel = (id: string) => cancelPayment({ ctx, deps: world.deps, input: { id } });
const show = (id: string) => showPayment({ ctx, deps: world.deps, id });
const approve = (ref: string, funding = 'balance') =>
  paypalDoes(sandbox, `orders/${ref}/approve`, { funding });
const capturesOf = (id: string) => atPaypal(sandbox, id).captures;

/** Delivers what PayPal says of one payment, then does what waits in the inbox. */
async function deliver(id: string, type?: string) {
  const results = [];
  const named = [id, ...capturesOf(id).map((capture) => capture.id)];
  for (const { event, rawBody, headers } of paypalEvents(sandbox, type)) {
    if (!named.some((name) => JSON.stringify(event).includes(name))) continue;
    results.push(
      await receiveEvent({ deps: world.deps, input: { vendor: 'paypal', rawBody, headers }, traceId }),
    );
    await processInbox({ deps: world.deps, log: silent, vendor: 'paypal', eventId: event.id, traceId });
  }
  return results;
}
const settleJobs = async () => (await world.jobs()).filter(({ task }) => task === 'settle-payment');
const allocated = async (invoiceId: string) => {
  const [row] = await world.sql<
    { n: number }[]
  >`select allocated_cents::integer as n from invoice where id = ${invoiceId}`;
  return row?.n;
};

describe('E12 paying by PayPal', () => {
  it('hands an order over, takes the money once it is approved, and writes one receipt', async () => {
    const { id, invoice, ref, opened } = await open();
    expect(opened).toMatchObject({
      status: 'requires_action',
      handover: { vendor: 'paypal', clientId: 'client', orderId: ref },
    });
    expect(await settle(id)).toMatchObject({ status: 'requires_action', handover: { orderId: ref } });
    await approve(ref);
    expect(await settle(id)).toMatchObject({
      status: 'succeeded',
      handover: null,
      lines: [{ allocatedCents: 11_000 }],
    });
    expect(await settle(id)).toMatchObject({ status: 'succeeded' });
    expect(capturesOf(id)).toHaveLength(1);
    expect(await allocated(invoice)).toBe(11_000);
    const [row] = await world.sql<
      { fee: number }[]
    >`select fee_cents::integer as fee from payment where id = ${id}`;
    expect(row?.fee).toBe(316);
    expect(await ledgerFaults(world.sql)).toEqual([]);
  });

  it('two pages and a job that settle at once capture once', async () => {
    const { id, ref } = await open();
    await approve(ref);
    await Promise.all([settle(id), settle(id), settle(id)]);
    expect(await settle(id)).toMatchObject({ status: 'succeeded' });
    expect(capturesOf(id)).toHaveLength(1);
    expect(await ledgerFaults(world.sql)).toEqual([]);
  });

  it('ends a payment that PayPal declines at the capture, and lets another one begin', async () => {
    const { id, ref, invoice } = await open();
    await approve(ref, 'declined_card');
    expect(await settle(id)).toMatchObject({
      status: 'failed',
      failureCode: 'card_declined',
      handover: null,
    });
    expect(await allocated(invoice)).toBe(0);
    const again = await open(11_000, invoice);
    await approve(again.ref);
    expect(await settle(again.id)).toMatchObject({ status: 'succeeded' });
    expect(await ledgerFaults(world.sql)).toEqual([]);
  });

  it('shows a payment that PayPal reviews as under way, and follows the review', async () => {
    for (const [outcome, status] of [
      ['completed', 'succeeded'],
      ['declined', 'failed'],
    ]) {
      const { id, ref } = await open();
      await approve(ref, 'under_review');
      expect(await settle(id)).toMatchObject({ status: 'processing' });
      await expect(cancel(id)).rejects.toMatchObject({ code: 'payment_not_cancellable' });
      await paypalDoes(sandbox, `captures/${capturesOf(id)[0]?.id}/review`, { outcome });
      await deliver(id);
      expect(await show(id)).toMatchObject({ status });
    }
    expect(await ledgerFaults(world.sql)).toEqual([]);
  });

  it('cancels what nobody captured, whatever was approved, and nothing else', async () => {
    const { id, ref } = await open();
    await approve(ref);
    expect(await cancel(id)).toMatchObject({ status: 'cancelled', handover: null });
    expect(await cancel(id)).toMatchObject({ status: 'cancelled' });
    expect(await settle(id)).toMatchObject({ status: 'cancelled' });
    await deliver(id);
    expect(await show(id)).toMatchObject({ status: 'cancelled' });
    expect(capturesOf(id)).toEqual([]);

    const paid = await open();
    await approve(paid.ref);
    await settle(paid.id);
    await expect(cancel(paid.id)).rejects.toMatchObject({ code: 'payment_not_cancellable' });
  });

  it('either cancels or captures when both are asked for at once', async () => {
    const seen = new Set<string>();
    for (let n = 0; n < 20; n += 1) {
      const { id, ref } = await open();
      await approve(ref);
      const [, cancelled] = await Promise.allSettled([settle(id), cancel(id)]);
      const { status } = await settle(id);
      seen.add(status);
      expect(status).toBe(cancelled.status === 'fulfilled' ? 'cancelled' : 'succeeded');
      expect(capturesOf(id)).toHaveLength(status === 'succeeded' ? 1 : 0);
    }
    expect([...seen].every((status) => status === 'succeeded' || status === 'cancelled')).toBe(true);
    expect(await ledgerFaults(world.sql)).toEqual([]);
  });

  it('a newer payment takes the place of one that waits, approved or not', async () => {
    const first = await open();
    await approve(first.ref);
    const second = await open(11_000, first.invoice);
    expect(await settle(first.id)).toMatchObject({ status: 'cancelled', failureCode: 'superseded' });
    await approve(second.ref);
    expect(await settle(second.id)).toMatchObject({ status: 'succeeded' });
    expect(capturesOf(first.id)).toEqual([]);
    expect(await ledgerFaults(world.sql)).toEqual([]);
  });
});

describe('E16 events of PayPal', () => {
  it('take an approved payment without its payer: the page was closed', async () => {
    const { id, ref } = await open();
    await approve(ref);
    expect(await deliver(id)).toEqual(['unchanged']);
    expect(await settleJobs()).toMatchObject([{ payload: { paymentId: id } }]);
    const scope = houseScope('settle-payment', traceId, world.clients.a);
    await findOutcome({ deps: world.deps, scope, paymentId: id });
    expect(await show(id)).toMatchObject({ status: 'succeeded' });
  });

  it('before, after and twice change nothing more', async () => {
    const { id, ref, invoice } = await open();
    await approve(ref);
    await deliver(id, 'CHECKOUT.ORDER.APPROVED');
    await settle(id);
    expect(await deliver(id)).toEqual(['duplicate', 'unchanged']);
    expect(await deliver(id)).toEqual(['duplicate', 'duplicate']);
    expect(await allocated(invoice)).toBe(11_000);
    expect(await ledgerFaults(world.sql)).toEqual([]);
  });

  it('that never come leave it to the sweep', async () => {
    const { id, ref } = await open();
    await approve(ref);
    world.advance(11 * 60_000);
    expect(await sweepPayments({ deps: world.deps, traceId })).toBeGreaterThan(0);
    expect(await settleJobs()).toContainEqual(
      expect.objectContaining({ payload: expect.objectContaining({ paymentId: id }) }),
    );
    const scope = houseScope('settle-payment', traceId, world.clients.a);
    await findOutcome({ deps: world.deps, scope, paymentId: id });
    expect(await show(id)).toMatchObject({ status: 'succeeded' });
  });

  it('of refunds and complaints reach the ledger, in any order', async () => {
    const { id, ref, invoice } = await open(10_000);
    await approve(ref);
    await settle(id);
    const [capture] = capturesOf(id);
    await paypalDoes(sandbox, `captures/${capture?.id}/refund`, { amountCents: 2_500 });
    await deliver(id);
    expect(await show(id)).toMatchObject({ status: 'refunded_part' });
    expect(await allocated(invoice)).toBe(7_500);
    const dispute = await paypalDoes(sandbox, `captures/${capture?.id}/dispute`, { amountCents: 7_500 });
    await deliver(id);
    expect(await show(id)).toMatchObject({ status: 'disputed' });
    expect(await allocated(invoice)).toBe(0);
    await paypalDoes(sandbox, `disputes/${dispute.dispute_id}/close`, { outcome: 'lost' });
    await deliver(id, 'CUSTOMER.DISPUTE.RESOLVED');
    await deliver(id, 'PAYMENT.CAPTURE.REVERSED');
    expect(await show(id)).toMatchObject({ status: 'charged_back' });
    expect(await allocated(invoice)).toBe(0);
    expect(await ledgerFaults(world.sql)).toEqual([]);
  });

  it('an order that lapses at PayPal ends here', async () => {
    const { id, ref } = await open();
    await paypalDoes(sandbox, `orders/${ref}/expire`);
    expect(await settle(id)).toMatchObject({ status: 'cancelled', handover: null });
  });
});
