import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forClient } from '../../../test/support/for-client.ts';
import { houseScope } from '../../db/scope.ts';
import type { Ctx } from '../../ports/context.ts';
import { payInvoices } from './pay-invoices.ts';
import { paymentRequest } from './payments.contract.ts';
import { processInbox } from './process-inbox.ts';
import { receiveEvent } from './receive-event.ts';
import { showPayment } from './show-payment.ts';
import { sweepPayments } from './sweep-payments.ts';
import { createFakeGateway, type FakeGateway } from './testing/fake-gateway.ts';
import { createWorld, ledgerFaults, silent, type World } from './testing/world.ts';

let world: World<FakeGateway>;
let ctx: Ctx;
const traceId = 'a'.repeat(32);
const full = process.env.FOYER_FULL === '1';

beforeAll(async () => {
  world = await createWorld(createFakeGateway());
  ctx = await world.user();
});
afterAll(() => world.close());

type Event = ReturnType<FakeGateway['eventOf']>;
const deliver = (event: Event) =>
  receiveEvent({ deps: world.deps, input: { vendor: 'stripe', ...event }, traceId });
const refOf = (paymentId: string): string =>
  [...world.gateway.payments.values()].find((row) => row.paymentId === paymentId)?.vendorRef ?? '';
const show = (id: string) => showPayment({ ctx, deps: world.deps, id });

async function open(totalCents = 11_000, amountCents = totalCents) {
  const invoiceId = await world.invoice({ totalCents });
  const request = paymentRequest.parse({
    lines: [{ invoiceId, amountCents }],
    expectedTotalCents: amountCents,
    rail: 'card' as const,
  });
  const { id } = await payInvoices({ ctx, deps: world.deps, input: { id: uuidv7(), request } });
  return { id, invoiceId, ref: refOf(id) };
}
const allocated = async (invoiceId: string) =>
  (
    await world.sql<
      { n: number }[]
    >`select allocated_cents::integer as n from invoice where id = ${invoiceId}`
  )[0]?.n;
const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, key: Math.random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);

async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
    }),
  );
}

describe('vendor events', () => {
  it('settle a payment once, however often they come', async () => {
    const { id, invoiceId, ref } = await open();
    world.gateway.succeed(ref);
    const event = world.gateway.eventOf(ref);
    expect(await deliver(event)).toBe('applied');
    for (let n = 0; n < 9; n += 1) expect(await deliver(event)).toBe('duplicate');
    expect(await deliver(world.gateway.eventOf(ref))).toBe('unchanged');
    expect(await show(id)).toMatchObject({ status: 'succeeded' });
    expect(await allocated(invoiceId)).toBe(11_000);
    const [row] =
      await world.sql`select outcome, client_id, attempts from inbox where event_id = ${event.eventId}`;
    expect(row).toEqual({ outcome: 'applied', client_id: world.clients.a, attempts: 1 });
  });

  it(`F1 ${full ? '10,000' : '1,000'} deliveries, 64 at a time, shuffled: nothing twice, nothing lost`, async () => {
    const payments = await Promise.all(
      Array.from({ length: full ? 500 : 50 }, () => open(10_000 + Math.floor(Math.random() * 9_999))),
    );
    const events = payments.flatMap(({ ref }) => {
      const early = world.gateway.eventOf(ref, 'payment_intent.created');
      world.gateway.process(ref);
      const middle = world.gateway.eventOf(ref, 'payment_intent.processing');
      world.gateway.succeed(ref);
      return [
        early,
        middle,
        world.gateway.eventOf(ref, 'payment_intent.succeeded'),
        world.gateway.eventOf(ref, 'charge.succeeded'),
      ];
    });
    const deliveries = shuffled(Array.from({ length: 5 }, () => events).flat());
    expect(deliveries).toHaveLength(full ? 10_000 : 1_000);
    const started = performance.now();
    await inParallel(deliveries, 64, deliver);
    const rate = Math.round((deliveries.length / (performance.now() - started)) * 1_000);
    console.log(
      JSON.stringify({ name: 'webhook inbox, shuffled with duplicates', value: rate, unit: 'deliveries/s' }),
    );
    const ids = payments.map(({ id }) => id);
    const [sums] = await world.sql`
      select count(*)::integer as payments, sum(captured_cents)::integer as captured, sum(allocated_cents)::integer as allocated,
        (select count(*)::integer from receipt where payment_id = any(${ids})) as receipts,
        (select sum(amount_cents)::integer from allocation where payment_id = any(${ids})) as ledger
      from payment where id = any(${ids}) and status = 'succeeded'`;
    const total = payments.reduce(
      (sum, { ref }) => sum + (world.gateway.payments.get(ref)?.amountCents ?? 0),
      0,
    );
    expect(sums).toEqual({
      payments: ids.length,
      captured: total,
      allocated: total,
      receipts: ids.length,
      ledger: total,
    });
    expect(await ledgerFaults(world.sql)).toEqual([]);
    const mails = (await world.jobs()).filter(
      ({ task, payload }) => task === 'send-receipt' && ids.includes(payload.paymentId ?? ''),
    );
    expect(mails).toHaveLength(ids.length);
  }, 300_000);

  it('F2 refund before success, success before creation: the ledger ends the same', async () => {
    for (let n = 0; n < 12; n += 1) {
      const { id, invoiceId, ref } = await open(10_000);
      const events = [world.gateway.eventOf(ref)];
      world.gateway.succeed(ref);
      events.push(world.gateway.eventOf(ref));
      world.gateway.refund(ref, 2_500);
      events.push(world.gateway.eventOf(ref));
      for (const event of shuffled(events)) await deliver(event);
      expect(await show(id)).toMatchObject({ status: 'refunded_part', unallocatedCents: 0 });
      expect(await allocated(invoiceId)).toBe(7_500);
      world.gateway.refund(ref, 7_500);
      await deliver(world.gateway.eventOf(ref));
      expect(await show(id)).toMatchObject({ status: 'refunded' });
      expect(await allocated(invoiceId)).toBe(0);
    }
    expect(await ledgerFaults(world.sql)).toEqual([]);
  });

  it('I1 money that no invoice can take stays as credit on account, and goes back first', async () => {
    const { id, invoiceId, ref } = await open(10_000);
    await forClient(
      world.sql,
      world.clients.a,
      (tx) => tx`update invoice set standing = 'void' where id = ${invoiceId}`,
    );
    world.gateway.succeed(ref);
    await deliver(world.gateway.eventOf(ref));
    expect(await show(id)).toMatchObject({
      status: 'succeeded',
      unallocatedCents: 10_000,
      lines: [{ allocatedCents: 0 }],
    });
    world.gateway.refund(ref, 4_000);
    await deliver(world.gateway.eventOf(ref));
    expect(await show(id)).toMatchObject({ status: 'refunded_part', unallocatedCents: 6_000 });
  });

  it('F7 an event before its row is parked and applied when the row is there', async () => {
    const { id, ref } = await open();
    world.gateway.succeed(ref);
    const event = world.gateway.eventOf(ref);
    // The row as it was before its transaction committed: not there.
    const tables = ['payment_attempt', 'payment_line', 'payment'] as const;
    const kept = new Map<string, Record<string, unknown>[]>();
    for (const table of tables) {
      const key = table === 'payment' ? 'id' : 'payment_id';
      kept.set(
        table,
        await world.sql`delete from ${world.sql(table)} where ${world.sql(key)} = ${id} returning *`,
      );
    }
    expect(await deliver(event)).toBe('parked');
    expect(await deliver(event)).toBe('duplicate');
    const work = {
      deps: world.deps,
      log: silent,
      vendor: 'stripe' as const,
      eventId: event.eventId,
      traceId,
    };
    await processInbox(work);
    const waiting = await world.sql<{ soon: boolean }[]>`
      select run_at < now() + interval '5 seconds' as soon from graphile_worker._private_jobs
      where key = ${`process-inbox:stripe:${event.eventId}`}`;
    expect([...waiting]).toEqual([{ soon: true }]);
    for (const table of [...tables].reverse())
      await world.sql`insert into ${world.sql(table)} ${world.sql((kept.get(table) ?? []).map(({ held_cents: _derived, ...row }) => row))}`;
    await processInbox(work);
    await processInbox(work);
    expect(await show(id)).toMatchObject({ status: 'succeeded' });
    const [row] =
      await world.sql`select outcome, processed_at is not null as processed from inbox where event_id = ${event.eventId}`;
    expect(row).toEqual({ outcome: 'applied', processed: true });
  });

  it('S60 refuses what is not signed, and keeps nothing of it', async () => {
    const { ref } = await open();
    const event = world.gateway.eventOf(ref);
    await expect(
      deliver({ ...event, headers: new Headers({ 'fake-signature': 'bad' }) }),
    ).rejects.toMatchObject({ code: 'signature_invalid' });
    expect(await world.sql`select 1 from inbox where event_id = ${event.eventId}`).toHaveLength(0);
  });

  it("S40 an event that names the payment of one client as another's changes nothing", async () => {
    const { id, ref } = await open();
    const payment = world.gateway.succeed(ref);
    const forged = {
      eventId: 'evt_forged',
      type: 'x',
      occurredAt: new Date().toISOString(),
      payment: { ...payment, clientId: world.clients.b },
      vendorRef: payment.vendorRef,
    };
    const rawBody = Buffer.from(JSON.stringify(forged));
    expect(
      await deliver({ rawBody, headers: new Headers({ 'fake-signature': 'good' }), eventId: 'evt_forged' }),
    ).toBe('parked');
    expect((await show(id)).status).toBe('requires_action');
    const other = { ...forged, eventId: 'evt_other_ref', payment: { ...payment, vendorRef: 'pi_another' } };
    expect(
      await deliver({
        rawBody: Buffer.from(JSON.stringify(other)),
        headers: new Headers({ 'fake-signature': 'good' }),
        eventId: 'evt_other_ref',
      }),
    ).toBe('mismatched');
    expect((await show(id)).status).toBe('requires_action');
  });

  it('keeps an event of a kind that it does not know', async () => {
    const body = {
      eventId: 'evt_news',
      type: 'something.new',
      occurredAt: new Date().toISOString(),
      payment: null,
      vendorRef: null,
    };
    const event = {
      rawBody: Buffer.from(JSON.stringify(body)),
      headers: new Headers({ 'fake-signature': 'good' }),
      eventId: 'evt_news',
    };
    expect(await deliver(event)).toBe('ignored');
    expect(await deliver(event)).toBe('duplicate');
  });

  it('F3 a payment whose webhook never came is found by the sweep', async () => {
    const { id, ref } = await open();
    world.gateway.succeed(ref);
    await sweepPayments({ deps: world.deps, traceId });
    const due = async () =>
      (await world.jobs()).filter(
        ({ task, payload }) =>
          task === 'settle-payment' && payload.paymentId === id && payload.traceId === traceId,
      );
    expect(await due()).toHaveLength(0);
    world.advance(11 * 60_000);
    expect(await sweepPayments({ deps: world.deps, traceId })).toBeGreaterThan(0);
    expect(await due()).toHaveLength(1);
    const { findOutcome } = await import('./find-outcome.ts');
    await findOutcome({
      deps: world.deps,
      scope: houseScope('settle-payment', traceId, world.clients.a),
      paymentId: id,
    });
    expect((await show(id)).status).toBe('succeeded');
  });
});
