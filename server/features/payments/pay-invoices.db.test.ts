import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { houseScope } from '../../db/scope.ts';
import type { Ctx } from '../../ports/context.ts';
import { Fault } from '../../ports/fault.ts';
import { cancelPayment } from './cancel-payment.ts';
import { findOutcome } from './find-outcome.ts';
import { listPayments } from './list-payments.ts';
import { offerPaymentOptions } from './offer-payment-options.ts';
import { payInvoices } from './pay-invoices.ts';
import { paymentRequest } from './payments.contract.ts';
import { settlePayment } from './settle-payment.ts';
import { showPayment } from './show-payment.ts';
import { createFakeGateway, type FakeGateway } from './testing/fake-gateway.ts';
import { createWorld, ledgerFaults, type World } from './testing/world.ts';

const full = process.env.FOYER_FULL === '1';
const clicks = full ? 2_500 : 15;
const races = full ? 1_000 : 10;

let world: World<FakeGateway>;
let ctx: Ctx;

beforeAll(async () => {
  world = await createWorld(createFakeGateway());
  ctx = await world.user();
});
afterAll(() => world.close());
beforeEach(() => {
  world.gateway.outage = { create: 'none', read: 'none', cancel: 'none' };
  world.gateway.beforeAnswer = () => {};
});

type Line = { invoiceId: string; amountCents: number };
const request = (
  lines: Line[],
  expectedTotalCents = lines.reduce((sum, line) => sum + line.amountCents, 0),
) => paymentRequest.parse({ lines, expectedTotalCents, rail: 'card', clientReference: 'March' });
const pay = (lines: Line[], id = uuidv7(), as = ctx) =>
  payInvoices({ ctx: as, deps: world.deps, input: { id, request: request(lines) } });
const refOf = (paymentId: string): string =>
  [...world.gateway.payments.values()].find((row) => row.paymentId === paymentId)?.vendorRef ?? '';
const codeOf = (error: unknown): string => (error instanceof Fault ? error.code : String(error));
const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'accepted', codeOf);
const invoiceState = async (id: string) => {
  const [row] =
    await world.sql`select allocated_cents::integer as cents, app.invoice_status(standing, total_cents, allocated_cents) as status from invoice where id = ${id}`;
  return { cents: row?.cents, status: row?.status };
};

describe('paying invoices', () => {
  it('F6 pays two invoices in one basket, one of them in part', async () => {
    const [whole, part] = [await world.invoice(), await world.invoice({ totalCents: 22_000 })];
    const opened = await pay([
      { invoiceId: whole, amountCents: 11_000 },
      { invoiceId: part, amountCents: 5_000 },
    ]);
    expect(opened).toMatchObject({
      status: 'requires_action',
      amountCents: 16_000,
      receipt: null,
      handover: { vendor: 'stripe', clientSecret: `${refOf(opened.id)}_secret` },
      requestedBy: 'Asha Rao',
    });
    expect(opened.receiptEmail).toMatch(/@client\.example$/);
    world.gateway.succeed(refOf(opened.id));
    const settled = await settlePayment({ ctx, deps: world.deps, input: { id: opened.id } });
    expect(settled).toMatchObject({ status: 'succeeded', unallocatedCents: 0, handover: null });
    expect(settled.receipt?.number).toMatch(/^R-\d+$/);
    expect(await invoiceState(whole)).toEqual({ cents: 11_000, status: 'paid' });
    expect(await invoiceState(part)).toEqual({ cents: 5_000, status: 'part_paid' });
    expect(
      (await world.jobs()).filter(
        ({ task, payload }) => task === 'send-receipt' && payload.paymentId === opened.id,
      ),
    ).toHaveLength(1);
    const again = await settlePayment({ ctx, deps: world.deps, input: { id: opened.id } });
    expect({ ...again, asOf: '' }).toEqual({ ...settled, asOf: '' });
    expect(await ledgerFaults(world.sql)).toEqual([]);
  });

  it('writes audit and outbox with the change', async () => {
    const invoiceId = await world.invoice();
    const { id } = await pay([{ invoiceId, amountCents: 100 }]);
    world.gateway.succeed(refOf(id));
    await settlePayment({ ctx, deps: world.deps, input: { id } });
    const actions =
      await world.sql`select action, actor_id from audit_log where subject_id = ${id} order by seq`;
    expect(actions.map((row) => row.action)).toEqual([
      'payment.requested',
      'payment.requires_action',
      'payment.succeeded',
    ]);
    expect(new Set(actions.map((row) => row.actor_id))).toEqual(new Set([ctx.scope.actor.id]));
    const heard =
      await world.sql`select topic from outbox where subject_id = any(${[id, invoiceId]}) order by seq`;
    expect(heard.map((row) => row.topic)).toEqual([
      'payment.changed',
      'payment.changed',
      'payment.changed',
      'invoice.changed',
    ]);
  });

  describe('F6 a surcharge that changes with the day', () => {
    // Midnight in Sydney.
    const midnight = Date.parse('2026-11-30T13:00:00Z');
    const at = (ms: number) => ({
      ...world.deps,
      clock: { now: () => new Date(midnight + ms) },
      rails: {
        ...world.deps.rails,
        surcharges: [
          { rail: 'card' as const, from: '2026-12-01', basisPoints: 80 },
          { rail: 'card' as const, from: '2026-12-02', basisPoints: 40 },
        ],
      },
    });
    const day = 86_400_000;
    const shownAt = (ms: number, rail = 'card') =>
      offerPaymentOptions({ ctx, deps: at(ms), input: { totalCents: 10_000 } }).items.find(
        (offer) => offer.rail === rail,
      )?.surchargeCents;
    const payAt = (ms: number, invoiceId: string, more: object, id = uuidv7()) =>
      payInvoices({
        ctx,
        deps: at(ms),
        input: {
          id,
          request: paymentRequest.parse({
            lines: [{ invoiceId, amountCents: 10_000 }],
            expectedTotalCents: 10_000,
            rail: 'card',
            ...more,
          }),
        },
      });
    const opened = async (invoiceId: string) => {
      const [row] =
        await world.sql`select count(*)::integer as n from payment_line where invoice_id = ${invoiceId}`;
      return row?.n;
    };

    it.each([
      ['more', -1, 0, 80],
      ['less', day - 1, day, 40],
    ])('is charged only once it was shown: %s than before', async (_name, shown, paid, expected) => {
      const invoiceId = await world.invoice({ totalCents: 10_000 });
      const before = world.gateway.payments.size;
      const stale = { expectedSurchargeCents: shownAt(shown) };
      expect(await refusal(payAt(paid, invoiceId, stale))).toBe('surcharge_changed');
      const ofMethod = { ...stale, paymentMethodId: uuidv7() };
      expect(await refusal(payAt(paid, invoiceId, ofMethod))).toBe('surcharge_changed');
      expect([await opened(invoiceId), world.gateway.payments.size]).toEqual([0, before]);
      const fresh = { expectedSurchargeCents: shownAt(paid) };
      expect(await payAt(paid, invoiceId, fresh)).toMatchObject({
        surchargeCents: expected,
        amountCents: 10_000 + expected,
      });
    });

    it('is not charged to a caller that names none, who pays where none applies', async () => {
      const invoiceId = await world.invoice({ totalCents: 10_000 });
      expect(await refusal(payAt(0, invoiceId, {}))).toBe('surcharge_changed');
      expect(await opened(invoiceId)).toBe(0);
      expect(await payAt(-1, invoiceId, {})).toMatchObject({ surchargeCents: 0 });
    });

    it('is asked of the rail that pays: another rail brings its own figure', async () => {
      const invoiceId = await world.invoice({ totalCents: 10_000 });
      const asCard = { expectedSurchargeCents: 80 };
      await payAt(0, invoiceId, asCard);
      expect(await refusal(payAt(0, invoiceId, { ...asCard, rail: 'eft' }))).toBe('surcharge_changed');
      const asTransfer = { rail: 'eft', expectedSurchargeCents: shownAt(0, 'eft') };
      expect(await payAt(0, invoiceId, asTransfer)).toMatchObject({ surchargeCents: 0, amountCents: 10_000 });
    });

    it('leaves a payment that was opened before midnight at what was shown for it', async () => {
      const invoiceId = await world.invoice({ totalCents: 10_000 });
      const id = uuidv7();
      await payAt(-1, invoiceId, { expectedSurchargeCents: 0 }, id);
      expect(await payAt(0, invoiceId, { expectedSurchargeCents: 0 }, id)).toMatchObject({
        surchargeCents: 0,
        amountCents: 10_000,
      });
    });
  });

  it('F9 a repeat with the same id goes on from what stands', async () => {
    const invoiceId = await world.invoice();
    const id = uuidv7();
    const first = await pay([{ invoiceId, amountCents: 500 }], id);
    const second = await pay([{ invoiceId, amountCents: 500 }], id);
    expect({ ...second, asOf: '' }).toEqual({ ...first, asOf: '' });
    expect([...world.gateway.payments.values()].filter((row) => row.paymentId === id)).toHaveLength(1);
  });

  it('F9 the same request twice at once is one payment', async () => {
    for (let n = 0; n < 10; n += 1) {
      const invoiceId = await world.invoice();
      const id = uuidv7();
      const answers = await Promise.all([1, 2, 3].map(() => pay([{ invoiceId, amountCents: 500 }], id)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['requires_action']));
      expect([...world.gateway.payments.values()].filter((row) => row.paymentId === id)).toHaveLength(1);
    }
  });

  it(`F9 ${clicks} double clicks with two keys each leave one payable payment an invoice`, async () => {
    for (let n = 0; n < clicks; n += 1) {
      const invoiceId = await world.invoice();
      const ids = [uuidv7(), uuidv7()];
      const results = await Promise.all(
        ids.map((id) => refusal(pay([{ invoiceId, amountCents: 11_000 }], id))),
      );
      const open = [...world.gateway.payments.values()].filter(
        (row) => ids.includes(row.paymentId ?? '') && row.state === 'requires_action',
      );
      expect(open.length, results.join()).toBe(1);
    }
  }, 600_000);

  it('S62 two tabs that pay halves at once never allocate more than is owed', async () => {
    for (let n = 0; n < races; n += 1) {
      const invoiceId = await world.invoice({ totalCents: 10_001 });
      const ids = [uuidv7(), uuidv7(), uuidv7()];
      await Promise.all(ids.map((id) => refusal(pay([{ invoiceId, amountCents: 6_000 }], id))));
      for (const id of ids) if (refOf(id)) world.gateway.succeed(refOf(id));
      await Promise.all(ids.map((id) => refusal(settlePayment({ ctx, deps: world.deps, input: { id } }))));
      expect((await invoiceState(invoiceId)).cents).toBe(6_000);
    }
    expect(await ledgerFaults(world.sql)).toEqual([]);
  }, 600_000);

  it('S62 refuses what is not owed, and writes nothing', async () => {
    const invoiceId = await world.invoice({ totalCents: 1_000 });
    const before = await world.sql`select count(*)::integer as n from payment`;
    const tooMuch = payInvoices({
      ctx,
      deps: world.deps,
      input: { id: uuidv7(), request: request([{ invoiceId, amountCents: 1_001 }]) },
    });
    expect(await refusal(tooMuch)).toBe('amount_above_balance');
    const otherTotal = payInvoices({
      ctx,
      deps: world.deps,
      input: { id: uuidv7(), request: request([{ invoiceId, amountCents: 900 }], 901) },
    });
    expect(await refusal(otherTotal)).toBe('amount_changed');
    const twice = pay([
      { invoiceId, amountCents: 1 },
      { invoiceId, amountCents: 1 },
    ]);
    expect(await refusal(twice)).toBe('invalid_request');
    expect(
      await refusal(pay([{ invoiceId: await world.invoice({ standing: 'void' }), amountCents: 1 }])),
    ).toBe('invoice_not_payable');
    expect(await world.sql`select count(*)::integer as n from payment`).toEqual(before);
  });

  it("S40 answers another client's invoice and payment as ones that do not exist", async () => {
    const stranger = await world.user({ clientId: world.clients.b });
    const invoiceId = await world.invoice();
    expect(await refusal(pay([{ invoiceId, amountCents: 1 }], uuidv7(), stranger))).toBe('not_found');
    const { id } = await pay([{ invoiceId, amountCents: 1 }]);
    for (const verb of [settlePayment, cancelPayment]) {
      expect(await refusal(verb({ ctx: stranger, deps: world.deps, input: { id } }))).toBe('not_found');
    }
    expect(await refusal(showPayment({ ctx: stranger, deps: world.deps, id }))).toBe('not_found');
    expect((await listPayments({ ctx: stranger, deps: world.deps, input: { limit: 200 } })).items).toEqual(
      [],
    );
  });

  it('S40 a user of one site pays its invoices, sees own payments, and not those of others', async () => {
    const [site = '', other = ''] = world.sites;
    const local = await world.user({ siteIds: [site] });
    const mine = await world.invoice({ siteIds: [site] });
    expect(
      await refusal(
        pay([{ invoiceId: await world.invoice({ siteIds: [other] }), amountCents: 1 }], uuidv7(), local),
      ),
    ).toBe('not_found');
    const { id } = await pay([{ invoiceId: mine, amountCents: 100 }], uuidv7(), local);
    expect(
      (await listPayments({ ctx: local, deps: world.deps, input: { limit: 200 } })).items.map(
        (row) => row.id,
      ),
    ).toEqual([id]);
    // Somebody else's payment of the same invoice is in the way, though it cannot be seen.
    const { id: theirs } = await pay([{ invoiceId: mine, amountCents: 100 }]);
    world.gateway.process(refOf(theirs));
    await settlePayment({ ctx, deps: world.deps, input: { id: theirs } });
    expect(await refusal(pay([{ invoiceId: mine, amountCents: 100 }], uuidv7(), local))).toBe(
      'payment_in_progress',
    );
    expect(await refusal(showPayment({ ctx: local, deps: world.deps, id: theirs }))).toBe('not_found');
  });

  it('gives no handover to somebody who may not pay', async () => {
    const { id } = await pay([{ invoiceId: await world.invoice(), amountCents: 100 }]);
    const reader = await world.user({ capabilities: ['invoices:read'] });
    expect((await showPayment({ ctx: reader, deps: world.deps, id })).handover).toBeNull();
    expect((await showPayment({ ctx, deps: world.deps, id })).handover).toHaveProperty(
      'clientSecret',
      `${refOf(id)}_secret`,
    );
  });

  it('lists newest first, page by page, without gap or repeat', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listPayments({ ctx, deps: world.deps, input: { limit: 7, cursor } });
      seen.push(...page.items.map((row) => row.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    const [{ n } = { n: 0 }] = await world.sql<
      { n: number }[]
    >`select count(*)::integer as n from payment where client_id = ${world.clients.a}`;
    expect(seen).toHaveLength(n);
    expect(new Set(seen).size).toBe(n);
    expect(await refusal(listPayments({ ctx, deps: world.deps, input: { limit: 7, cursor: 'x' } }))).toBe(
      'invalid_cursor',
    );
  });
});

describe('another payment of the same invoice', () => {
  it('is cancelled at the vendor, and its tab can no longer pay', async () => {
    const invoiceId = await world.invoice();
    const old = await pay([{ invoiceId, amountCents: 11_000 }]);
    const fresh = await pay([{ invoiceId, amountCents: 11_000 }]);
    expect(fresh.status).toBe('requires_action');
    expect(world.gateway.payments.get(refOf(old.id))?.state).toBe('cancelled');
    expect(await showPayment({ ctx, deps: world.deps, id: old.id })).toMatchObject({
      status: 'cancelled',
      failureCode: 'superseded',
      handover: null,
    });
  });

  it('is settled when it was captured meanwhile, and the new one is refused', async () => {
    const invoiceId = await world.invoice();
    const old = await pay([{ invoiceId, amountCents: 11_000 }]);
    world.gateway.succeed(refOf(old.id));
    const id = uuidv7();
    expect(await refusal(pay([{ invoiceId, amountCents: 11_000 }], id))).toBe('amount_changed');
    expect(await showPayment({ ctx, deps: world.deps, id: old.id })).toMatchObject({ status: 'succeeded' });
    expect(await showPayment({ ctx, deps: world.deps, id })).toMatchObject({ status: 'cancelled' });
    expect(refOf(id)).toBe('');
    expect((await invoiceState(invoiceId)).status).toBe('paid');
  });

  it('stays payable when the vendor cannot be asked, so no second one is opened beside it', async () => {
    const invoiceId = await world.invoice();
    await pay([{ invoiceId, amountCents: 11_000 }]);
    world.gateway.outage.cancel = 'unknown';
    const id = uuidv7();
    expect(await refusal(pay([{ invoiceId, amountCents: 11_000 }], id))).toBe('vendor_unavailable');
    expect(refOf(id)).toBe('');
    world.gateway.outage.cancel = 'none';
    expect(await pay([{ invoiceId, amountCents: 11_000 }], id)).toMatchObject({ status: 'requires_action' });
  });

  it("that waits for the vendor's answer is taken out, and its own request hears of it", async () => {
    const invoiceId = await world.invoice();
    const slow = uuidv7();
    let fresh: Awaited<ReturnType<typeof pay>> | undefined;
    world.gateway.beforeAnswer = async (call, payment) => {
      if (call !== 'create' || payment.paymentId !== slow) return;
      fresh = await pay([{ invoiceId, amountCents: 11_000 }]);
    };
    expect(await refusal(pay([{ invoiceId, amountCents: 11_000 }], slow))).toBe('payment_superseded');
    expect(fresh?.status).toBe('requires_action');
    expect(world.gateway.payments.get(refOf(slow))?.state).toBe('cancelled');
  });

  it('that is being cleared stops the new one', async () => {
    const invoiceId = await world.invoice();
    const old = await pay([{ invoiceId, amountCents: 11_000 }]);
    world.gateway.process(refOf(old.id));
    await settlePayment({ ctx, deps: world.deps, input: { id: old.id } });
    expect(await refusal(pay([{ invoiceId, amountCents: 11_000 }]))).toBe('payment_in_progress');
  });
});

describe('an answer that never came', () => {
  const job = (paymentId: string) =>
    findOutcome({
      deps: world.deps,
      scope: houseScope('settle-payment', 'f'.repeat(32), world.clients.a),
      paymentId,
    });

  it.each(['unknown_after_effect', 'unknown_before_effect'] as const)(
    'F5 is unknown, never failed, and ends as one payment (%s)',
    async (outage) => {
      const invoiceId = await world.invoice();
      world.gateway.outage.create = outage;
      const unknown = await pay([{ invoiceId, amountCents: 11_000 }]);
      expect(unknown).toMatchObject({ status: 'unknown', failureCode: null, handover: null });
      expect(await refusal(pay([{ invoiceId, amountCents: 11_000 }]))).toBe('payment_in_progress');
      expect(
        (await world.jobs()).some(
          ({ task, payload }) => task === 'settle-payment' && payload.paymentId === unknown.id,
        ),
      ).toBe(true);
      world.gateway.outage.create = 'none';
      await job(unknown.id);
      expect(await showPayment({ ctx, deps: world.deps, id: unknown.id })).toMatchObject({
        status: 'requires_action',
      });
      expect([...world.gateway.payments.values()].filter((row) => row.paymentId === unknown.id)).toHaveLength(
        1,
      );
    },
  );

  it("F6 ends when the vendor's last word on the key is no answer and its list holds no payment", async () => {
    const invoiceId = await world.invoice();
    world.gateway.outage.create = 'unknown_before_effect';
    const { id } = await pay([{ invoiceId, amountCents: 11_000 }]);
    world.gateway.outage.create = 'unknown_for_ever';
    await job(id);
    expect(await showPayment({ ctx, deps: world.deps, id })).toMatchObject({
      status: 'failed',
      failureCode: 'vendor_refused',
    });
    world.gateway.outage.create = 'none';
    expect((await pay([{ invoiceId, amountCents: 11_000 }])).status).toBe('requires_action');
  });

  it('F6 goes on with what the vendor made, whatever its last word on the key was', async () => {
    const invoiceId = await world.invoice();
    world.gateway.outage.create = 'unknown_after_effect';
    const { id } = await pay([{ invoiceId, amountCents: 11_000 }]);
    world.gateway.outage.create = 'unknown_for_ever';
    // The repeat of the request, which asks the vendor without looking at its list first.
    const again = await pay([{ invoiceId, amountCents: 11_000 }], id);
    expect(again).toMatchObject({ status: 'requires_action', handover: { vendor: 'stripe' } });
  });

  it('F6 hands the payer over all the same when an event of the vendor came and its answer did not', async () => {
    const invoiceId = await world.invoice();
    world.gateway.outage.create = 'unknown_after_effect';
    world.gateway.beforeAnswer = async (call, { paymentId }) => {
      if (call === 'create') await job(paymentId ?? '');
    };
    const payment = await pay([{ invoiceId, amountCents: 11_000 }]);
    world.gateway.beforeAnswer = () => {};
    expect(payment).toMatchObject({ status: 'requires_action', handover: { vendor: 'stripe' } });
  });

  it('F6 fails only after proof that the vendor made none', async () => {
    const invoiceId = await world.invoice();
    world.gateway.outage.create = 'unknown_before_effect';
    const { id } = await pay([{ invoiceId, amountCents: 11_000 }]);
    await job(id);
    expect((await showPayment({ ctx, deps: world.deps, id })).status).toBe('unknown');
    world.advance(11 * 60_000);
    world.gateway.outage.read = 'unknown';
    await expect(job(id)).rejects.toThrow('no answer');
    expect((await showPayment({ ctx, deps: world.deps, id })).status).toBe('unknown');
    world.gateway.outage.read = 'none';
    await job(id);
    expect(await showPayment({ ctx, deps: world.deps, id })).toMatchObject({
      status: 'failed',
      failureCode: 'vendor_refused',
    });
    world.gateway.outage.create = 'none';
    expect((await pay([{ invoiceId, amountCents: 11_000 }])).status).toBe('requires_action');
  });

  it('a refusal is a failure that frees the invoice', async () => {
    const invoiceId = await world.invoice();
    world.gateway.outage.create = 'refused';
    expect(await pay([{ invoiceId, amountCents: 11_000 }])).toMatchObject({
      status: 'failed',
      failureCode: 'vendor_refused',
    });
    world.gateway.outage.create = 'none';
    expect((await pay([{ invoiceId, amountCents: 11_000 }])).status).toBe('requires_action');
  });

  it('closes at the vendor what was cancelled here before the vendor answered', async () => {
    const invoiceId = await world.invoice();
    world.gateway.outage.create = 'unknown_after_effect';
    const { id } = await pay([{ invoiceId, amountCents: 11_000 }]);
    await world.sql`update payment set status = 'cancelled', failure_code = 'superseded' where id = ${id}`;
    await job(id);
    expect(world.gateway.payments.get(refOf(id))?.state).toBe('cancelled');
    expect(await showPayment({ ctx, deps: world.deps, id })).toMatchObject({
      status: 'cancelled',
      failureCode: 'superseded',
    });
  });

  it('asks again about one that gave way and is not at the vendor, until a first call can no longer arrive', async () => {
    const invoiceId = await world.invoice();
    world.gateway.outage.create = 'unknown_before_effect';
    const { id } = await pay([{ invoiceId, amountCents: 11_000 }]);
    await world.sql`update payment set status = 'cancelled', failure_code = 'superseded' where id = ${id}`;
    await expect(job(id)).rejects.toThrow('too early');
    world.advance(11 * 60_000);
    await job(id);
    expect(await showPayment({ ctx, deps: world.deps, id })).toMatchObject({
      status: 'cancelled',
      failureCode: 'superseded',
    });
    const [attempt] = await world.sql`select outcome from payment_attempt where payment_id = ${id}`;
    expect(attempt?.outcome).toBe('refused');
  });

  it('a payer who left for a day has left', async () => {
    const { id } = await pay([{ invoiceId: await world.invoice(), amountCents: 11_000 }]);
    await job(id);
    expect((await showPayment({ ctx, deps: world.deps, id })).status).toBe('requires_action');
    world.advance(25 * 60 * 60_000);
    await job(id);
    expect((await showPayment({ ctx, deps: world.deps, id })).status).toBe('cancelled');
  });

  it('a payment declined while it was cleared fails with its reason and is closed at the vendor', async () => {
    const { id } = await pay([{ invoiceId: await world.invoice(), amountCents: 11_000 }]);
    world.gateway.process(refOf(id));
    await job(id);
    world.gateway.decline(refOf(id));
    await job(id);
    expect(await showPayment({ ctx, deps: world.deps, id })).toMatchObject({
      status: 'failed',
      failureCode: 'card_declined',
    });
    expect(world.gateway.payments.get(refOf(id))?.state).toBe('cancelled');
  });
});

describe('cancelling', () => {
  it('ends a payment that nobody paid, twice with the same answer', async () => {
    const { id } = await pay([{ invoiceId: await world.invoice(), amountCents: 100 }]);
    expect((await cancelPayment({ ctx, deps: world.deps, input: { id } })).status).toBe('cancelled');
    expect((await cancelPayment({ ctx, deps: world.deps, input: { id } })).status).toBe('cancelled');
  });

  it('is refused, and settles, when the money was taken meanwhile', async () => {
    const { id } = await pay([{ invoiceId: await world.invoice(), amountCents: 100 }]);
    world.gateway.succeed(refOf(id));
    expect(await refusal(cancelPayment({ ctx, deps: world.deps, input: { id } }))).toBe(
      'payment_not_cancellable',
    );
    expect((await showPayment({ ctx, deps: world.deps, id })).status).toBe('succeeded');
  });
});
