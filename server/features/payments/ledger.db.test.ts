import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../../ports/context.ts';
import { Fault } from '../../ports/fault.ts';
import { payInvoices } from './pay-invoices.ts';
import { paymentTimeline } from './payment-timeline.contract.ts';
import { paymentRequest } from './payments.contract.ts';
import { receiveEvent } from './receive-event.ts';
import { showTimeline } from './show-timeline.ts';
import { createFakeGateway, type FakeGateway } from './testing/fake-gateway.ts';
import { createWorld, ledgerFaults, type World } from './testing/world.ts';

const full = process.env.FOYER_FULL === '1';
const histories = full ? 10_000 : 120;
const abreast = 4;

let world: World<FakeGateway>;
let ctx: Ctx;
beforeAll(async () => {
  world = await createWorld(createFakeGateway());
  ctx = await world.user();
});
afterAll(() => world.close());

type Basket = {
  lines: { invoiceId: string; amountCents: number }[];
  credits?: { kind: 'credit_note' | 'payment'; id: string; invoiceId: string; amountCents: number }[];
};
async function pay({ lines, credits = [] }: Basket): Promise<string> {
  const request = paymentRequest.parse({
    lines,
    credits,
    expectedTotalCents: lines.reduce((sum, { amountCents }) => sum + amountCents, 0),
    rail: lines.length === 0 ? 'credit' : 'card',
  });
  const { id } = await payInvoices({ ctx, deps: world.deps, input: { id: uuidv7(), request } });
  return id;
}
const refOf = (paymentId: string): string =>
  [...world.gateway.payments.values()].find((row) => row.paymentId === paymentId)?.vendorRef ?? '';
const deliver = (event: ReturnType<FakeGateway['eventOf']>) =>
  receiveEvent({ deps: world.deps, input: { vendor: 'stripe', ...event }, traceId: 'a'.repeat(32) });

async function creditNote(ofInvoiceId: string, totalCents: number): Promise<string> {
  const id = uuidv7();
  const gst = Math.round(totalCents / 11);
  await world.sql`
    insert into credit_note (client_id, id, number, issued_on, of_invoice_id, reason, gst_rounding_method, net_cents, gst_cents, total_cents, source, external_id, source_updated_at)
    values (${world.clients.a}, ${id}, ${`ACN-${id.slice(-6)}`}, '2026-04-01', ${ofInvoiceId}, 'Service not performed', 'total', ${totalCents - gst}, ${gst}, ${totalCents}, 'test', ${id}, now())`;
  return id;
}

type Standing = { held: number; allocated: number; status: string };
const paymentOf = async (id: string): Promise<Standing> => {
  const [row] = await world.sql<Standing[]>`
    select held_cents::integer as held, allocated_cents::integer as allocated, status from payment where id = ${id}`;
  if (!row) throw new Error('no such payment');
  return row;
};
const balanceOf = async (id: string): Promise<number> => {
  const [row] = await world.sql<{ cents: number }[]>`
    select (total_cents - allocated_cents)::integer as cents from invoice where id = ${id}`;
  return row?.cents ?? Number.NaN;
};

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, n) =>
    permutations([...items.slice(0, n), ...items.slice(n + 1)]).map((rest) => [item, ...rest]),
  );
}

describe('the ledger', () => {
  it('F2 all 120 orders of created, succeeded, refunded, disputed and dishonoured end in one ledger', async () => {
    const ends = new Set<string>();
    for (const order of permutations([0, 1, 2, 3, 4])) {
      const invoiceIds = [
        await world.invoice({ totalCents: 7_000 }),
        await world.invoice({ totalCents: 5_000 }),
      ];
      const id = await pay({
        lines: invoiceIds.map((invoiceId, n) => ({ invoiceId, amountCents: n === 0 ? 7_000 : 4_000 })),
      });
      const ref = refOf(id);
      const events = [world.gateway.eventOf(ref, 'created')];
      world.gateway.succeed(ref);
      events.push(world.gateway.eventOf(ref, 'succeeded'));
      world.gateway.refund(ref, 1_500);
      events.push(world.gateway.eventOf(ref, 'refunded'));
      world.gateway.dispute(ref, 'open', 2_000);
      events.push(world.gateway.eventOf(ref, 'disputed'));
      world.gateway.dishonour(ref);
      events.push(world.gateway.eventOf(ref, 'dishonoured'));
      for (const n of order) {
        const event = events[n];
        if (event) await deliver(event);
      }
      ends.add(
        JSON.stringify([
          await paymentOf(id),
          await Promise.all(invoiceIds.map((invoiceId) => balanceOf(invoiceId))),
        ]),
      );
    }
    expect([...ends]).toEqual([
      JSON.stringify([{ held: 0, allocated: 0, status: 'dishonoured' }, [7_000, 5_000]]),
    ]);
    expect(await ledgerFaults(world.sql)).toEqual([]);
  }, 300_000);

  it('F2 a chargeback opens the invoices again, and one that is won pays them again', async () => {
    const [first, second] = [
      await world.invoice({ totalCents: 7_000 }),
      await world.invoice({ totalCents: 5_000 }),
    ];
    const id = await pay({
      lines: [
        { invoiceId: first, amountCents: 7_000 },
        { invoiceId: second, amountCents: 5_000 },
      ],
    });
    const ref = refOf(id);
    world.gateway.succeed(ref);
    await deliver(world.gateway.eventOf(ref));
    world.gateway.dispute(ref, 'open');
    await deliver(world.gateway.eventOf(ref));
    expect(await paymentOf(id)).toMatchObject({ held: 0, allocated: 0, status: 'disputed' });
    expect([await balanceOf(first), await balanceOf(second)]).toEqual([7_000, 5_000]);
    world.gateway.dispute(ref, 'won');
    await deliver(world.gateway.eventOf(ref));
    expect(await paymentOf(id)).toMatchObject({ held: 12_000, allocated: 12_000, status: 'succeeded' });
    expect([await balanceOf(first), await balanceOf(second)]).toEqual([0, 0]);
  });

  it('F2 the timeline tells every movement of a payment, and adds up to the ledger', async () => {
    const invoiceId = await world.invoice({ totalCents: 7_000 });
    const id = await pay({ lines: [{ invoiceId, amountCents: 7_000 }] });
    const ref = refOf(id);
    world.gateway.succeed(ref);
    await deliver(world.gateway.eventOf(ref));
    world.gateway.refund(ref, 1_500);
    await deliver(world.gateway.eventOf(ref));
    world.gateway.dishonour(ref);
    await deliver(world.gateway.eventOf(ref));
    await timelineFoots(id);
    const { items } = await showTimeline({ ctx, deps: world.deps, input: { id } });
    expect(items[0]).toMatchObject({ kind: 'initiated', amountCents: 7_000, by: 'Asha Rao' });
    const told = items.map(({ kind, amountCents }) => `${kind} ${amountCents}`);
    expect(told.filter((one) => /^(capture|refund|dishonour) /.test(one))).toEqual([
      'capture 7000',
      'refund -1500',
      'dishonour -5500',
    ]);
    expect(items.filter(({ kind }) => kind === 'allocated')[0]).toMatchObject({
      invoiceId,
      amountCents: 7_000,
    });
    const other = await world.user({ clientId: world.clients.b });
    await expect(showTimeline({ ctx: other, deps: world.deps, input: { id } })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('F2 S40 who sees some sites is told how much of the money is on invoices of others', async () => {
    const payer = await world.user({ siteIds: [world.sites[0] ?? ''] });
    const [mine, moved] = [
      await world.invoice({ totalCents: 4_000 }),
      await world.invoice({ totalCents: 3_000 }),
    ];
    const request = paymentRequest.parse({
      lines: [
        { invoiceId: mine, amountCents: 4_000 },
        { invoiceId: moved, amountCents: 3_000 },
      ],
      expectedTotalCents: 7_000,
      rail: 'card',
    });
    const { id } = await payInvoices({ ctx: payer, deps: world.deps, input: { id: uuidv7(), request } });
    world.gateway.succeed(refOf(id));
    await deliver(world.gateway.eventOf(refOf(id)));
    const seen = async () => {
      const { items, ...sums } = await showTimeline({ ctx: payer, deps: world.deps, input: { id } });
      return { ...sums, on: items.flatMap(({ invoiceId }) => invoiceId ?? []).sort() };
    };
    expect(await seen()).toMatchObject({ hiddenCents: 0, on: [mine, moved].sort() });
    await world.sql`update invoice set site_ids = ${[world.sites[1] ?? '']}::uuid[] where id = ${moved}`;
    expect(await seen()).toMatchObject({ allocatedCents: 7_000, hiddenCents: 3_000, on: [mine] });
    await timelineFoots(id);
  });

  it('F2 the timeline tells a surcharge apart, whole until a refund reaches it', async () => {
    const surcharges = [{ rail: 'card' as const, from: '2026-01-01', basisPoints: 100 }];
    const deps = { ...world.deps, rails: { ...world.deps.rails, surcharges } };
    const invoiceId = await world.invoice({ totalCents: 10_000 });
    const request = paymentRequest.parse({
      lines: [{ invoiceId, amountCents: 10_000 }],
      expectedTotalCents: 10_000,
      expectedSurchargeCents: 100,
      rail: 'card',
    });
    const { id } = await payInvoices({ ctx, deps, input: { id: uuidv7(), request } });
    const ref = refOf(id);
    const told = async () => {
      await timelineFoots(id);
      const { items } = await showTimeline({ ctx, deps, input: { id } });
      return items.filter(({ kind }) => kind === 'surcharge').map(({ amountCents }) => amountCents);
    };
    world.gateway.succeed(ref);
    await deliver(world.gateway.eventOf(ref));
    expect(await told()).toEqual([-100]);
    world.gateway.refund(ref, 10_050);
    await deliver(world.gateway.eventOf(ref));
    expect(await told()).toEqual([-50]);
  });

  it('F3 a credit note pays first, and its rest stays with it', async () => {
    const invoiceId = await world.invoice({ totalCents: 10_000 });
    const note = await creditNote(invoiceId, 4_000);
    const use = { kind: 'credit_note' as const, id: note, invoiceId, amountCents: 3_000 };
    const id = await pay({ lines: [{ invoiceId, amountCents: 7_000 }], credits: [use] });
    expect(await balanceOf(invoiceId)).toBe(10_000);
    world.gateway.succeed(refOf(id));
    await deliver(world.gateway.eventOf(refOf(id)));
    expect(await balanceOf(invoiceId)).toBe(0);
    const [row] =
      await world.sql`select (total_cents - allocated_cents)::integer as cents from credit_note where id = ${note}`;
    expect(row?.cents).toBe(1_000);
    const [receipt] =
      await world.sql`select content->'credits' as credits, content->'lines'->0 as line from receipt where payment_id = ${id}`;
    expect(receipt?.credits).toEqual([expect.objectContaining({ allocatedCents: 3_000 })]);
    expect(receipt?.line).toMatchObject({ allocatedCents: 7_000, creditCents: 3_000, balanceAfterCents: 0 });
  });

  it('F3 F7 a dishonour takes back the money and leaves the credits of the basket where they went', async () => {
    const invoiceId = await world.invoice({ totalCents: 10_000 });
    const note = await creditNote(invoiceId, 4_000);
    const remainder = async (): Promise<number> => {
      const [row] = await world.sql<{ cents: number }[]>`
        select (total_cents - allocated_cents)::integer as cents from credit_note where id = ${note}`;
      return row?.cents ?? Number.NaN;
    };
    const use = { kind: 'credit_note' as const, id: note, invoiceId, amountCents: 4_000 };
    const id = await pay({ lines: [{ invoiceId, amountCents: 6_000 }], credits: [use] });
    world.gateway.succeed(refOf(id));
    await deliver(world.gateway.eventOf(refOf(id)));
    expect([await balanceOf(invoiceId), await remainder()]).toEqual([0, 0]);
    world.gateway.dishonour(refOf(id));
    await deliver(world.gateway.eventOf(refOf(id)));
    expect(await paymentOf(id)).toMatchObject({ held: 0, allocated: 0, status: 'dishonoured' });
    expect([await balanceOf(invoiceId), await remainder()]).toEqual([6_000, 0]);
    const again = await pay({ lines: [{ invoiceId, amountCents: 6_000 }] });
    world.gateway.succeed(refOf(again));
    await deliver(world.gateway.eventOf(refOf(again)));
    expect([await balanceOf(invoiceId), await remainder()]).toEqual([0, 0]);
    expect(await ledgerFaults(world.sql)).toEqual([]);
  });

  it('F6 credits alone pay a basket at once, with a receipt', async () => {
    const invoiceId = await world.invoice({ totalCents: 2_000 });
    const note = await creditNote(invoiceId, 2_500);
    const id = await pay({
      lines: [],
      credits: [{ kind: 'credit_note', id: note, invoiceId, amountCents: 2_000 }],
    });
    expect((await paymentOf(id)).status).toBe('succeeded');
    expect(await balanceOf(invoiceId)).toBe(0);
    expect(await world.sql`select 1 from receipt where payment_id = ${id}`).toHaveLength(1);
  });

  it.each([
    ['more than the credit holds', 2_501, 'credit_above_remainder'],
    ['more than the invoice owes', 2_001, 'amount_above_balance'],
  ])('S62 refuses %s', async (_name, amountCents, code) => {
    const invoiceId = await world.invoice({ totalCents: 2_000 });
    const credits = [
      { kind: 'credit_note' as const, id: await creditNote(invoiceId, 2_500), invoiceId, amountCents },
    ];
    const refused = await pay({ lines: [], credits }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Fault);
    expect(refused).toMatchObject({ code });
  });

  it('S62 two baskets cannot use one credit twice', async () => {
    const [a, b] = [await world.invoice({ totalCents: 2_000 }), await world.invoice({ totalCents: 2_000 })];
    const note = await creditNote(a, 2_000);
    const use = (invoiceId: string) =>
      pay({ lines: [], credits: [{ kind: 'credit_note', id: note, invoiceId, amountCents: 2_000 }] }).then(
        () => 'paid',
        (error: Fault) => error.code,
      );
    expect((await Promise.all([use(a), use(b)])).sort()).toEqual(['credit_above_remainder', 'paid']);
    expect(await ledgerFaults(world.sql)).toEqual([]);
  });

  it(
    `F2 S62 ${histories} random histories: what is allocated is what is held, never above an invoice, never below nothing`,
    async () => {
      const cents = fc.integer({ min: 1, max: 20_000 });
      const step = fc.oneof(
        fc.record({
          do: fc.constant('pay' as const),
          share: fc.integer({ min: 1, max: 100 }),
          credit: fc.boolean(),
        }),
        fc.record({
          do: fc.constantFrom('succeed' as const, 'dishonour' as const, 'won' as const, 'lost' as const),
          of: fc.nat(3),
        }),
        fc.record({ do: fc.constantFrom('refund' as const, 'dispute' as const), of: fc.nat(3), cents }),
        fc.record({ do: fc.constantFrom('deliver' as const, 'again' as const), of: fc.nat(20) }),
        fc.record({ do: fc.constant('surplus' as const), of: fc.nat(3) }),
      );
      const history = fc.record({
        totals: fc.array(cents, { minLength: 1, maxLength: 3 }),
        note: cents,
        steps: fc.array(step, { minLength: 3, maxLength: 14 }),
      });
      // Side by side: each has invoices and payments of its own.
      const some = fc.array(history, { minLength: abreast, maxLength: abreast });
      const liveAll = async (lives: History[]) => void (await Promise.all(lives.map(live)));
      await fc.assert(fc.asyncProperty(some, liveAll), { numRuns: histories / abreast });
      expect(await ledgerFaults(world.sql)).toEqual([]);
    },
    full ? 3_600_000 : 300_000,
  );
});

type Step = {
  do:
    | 'pay'
    | 'succeed'
    | 'dishonour'
    | 'won'
    | 'lost'
    | 'refund'
    | 'dispute'
    | 'deliver'
    | 'again'
    | 'surplus';
  of?: number;
  cents?: number;
  share?: number;
  credit?: boolean;
};

type History = { totals: number[]; note: number; steps: Step[] };

/** Lives one history and holds the ledger to its rule after every step. */
async function live({
  totals,
  note,
  steps,
}: {
  totals: number[];
  note: number;
  steps: Step[];
}): Promise<void> {
  const invoiceIds: string[] = [];
  for (const totalCents of totals) invoiceIds.push(await world.invoice({ totalCents }));
  const noteId = await creditNote(invoiceIds[0] ?? '', note);
  const payments: string[] = [];
  const events: ReturnType<FakeGateway['eventOf']>[] = [];
  const some = <T>(list: readonly T[], of = 0): T | undefined => list[of % Math.max(1, list.length)];
  for (const now of steps) {
    const paymentId = some(payments, now.of);
    const ref = paymentId ? refOf(paymentId) : '';
    const vendor = world.gateway.payments.get(ref);
    const isCaptured = vendor?.state === 'succeeded';
    switch (now.do) {
      case 'pay':
        await open(now, invoiceIds, noteId).then(
          (id) => payments.push(id),
          (error: unknown) => expect(error).toBeInstanceOf(Fault),
        );
        break;
      case 'surplus':
        if (paymentId) await useSurplus(paymentId, invoiceIds);
        break;
      case 'deliver':
      case 'again': {
        const event = some(events, now.of);
        if (event) await deliver(event);
        break;
      }
      case 'succeed':
        if (vendor?.state === 'requires_action') world.gateway.succeed(ref);
        break;
      case 'refund':
        if (isCaptured) world.gateway.refund(ref, now.cents ?? 1);
        break;
      case 'dispute':
        if (isCaptured && vendor.dispute === 'none') world.gateway.dispute(ref, 'open', now.cents);
        break;
      case 'won':
      case 'lost':
        if (vendor?.dispute === 'open') world.gateway.dispute(ref, now.do, vendor.disputedCents);
        break;
      case 'dishonour':
        if (isCaptured) world.gateway.dishonour(ref);
        break;
    }
    if (ref && world.gateway.payments.has(ref)) events.push(world.gateway.eventOf(ref));
    await holdToTheRule(invoiceIds, payments);
  }
  for (const event of events) await deliver(event);
  await holdToTheRule(invoiceIds, payments);
  for (const id of payments) {
    await matchesVendor(id);
    await timelineFoots(id);
  }
}

async function open(
  { share = 100, credit = false }: Step,
  invoiceIds: string[],
  noteId: string,
): Promise<string> {
  const lines: Basket['lines'] = [];
  const credits: NonNullable<Basket['credits']> = [];
  for (const invoiceId of invoiceIds) {
    const wanted = Math.max(1, Math.floor(((await balanceOf(invoiceId)) * share) / 100));
    const half = Math.floor(wanted / 2);
    if (credit && credits.length === 0 && half > 0) {
      credits.push({ kind: 'credit_note', id: noteId, invoiceId, amountCents: half });
      lines.push({ invoiceId, amountCents: wanted - half });
    } else lines.push({ invoiceId, amountCents: wanted });
  }
  return pay({ lines, credits });
}

/** Money on account pays another invoice. */
async function useSurplus(paymentId: string, invoiceIds: string[]): Promise<void> {
  const { held, allocated } = await paymentOf(paymentId);
  for (const invoiceId of invoiceIds) {
    const amountCents = Math.min(held - allocated, await balanceOf(invoiceId));
    if (amountCents <= 0) continue;
    await pay({ lines: [], credits: [{ kind: 'payment', id: paymentId, invoiceId, amountCents }] }).catch(
      (error: unknown) => expect(error).toBeInstanceOf(Fault),
    );
    return;
  }
}

async function holdToTheRule(invoiceIds: string[], payments: string[]): Promise<void> {
  const broken = await world.sql`
    select i.id from invoice i
    where i.id = any(${invoiceIds}::uuid[]) and (
      i.allocated_cents not between 0 and i.total_cents
      or i.allocated_cents <> (select coalesce(sum(a.amount_cents), 0) from allocation a where a.client_id = i.client_id and a.invoice_id = i.id))
    union all
    select p.id from payment p
    where p.id = any(${payments}::uuid[]) and (
      p.allocated_cents not between 0 and p.held_cents
      or p.allocated_cents <> (select coalesce(sum(a.amount_cents), 0) from allocation a where a.client_id = p.client_id and a.payment_id = p.id)
      or app.kept_cents(p) <> (select coalesce(sum(m.amount_cents), 0) from money_movement m where m.client_id = p.client_id and m.payment_id = p.id))`;
  expect([...broken]).toEqual([]);
}

/** Once every event was heard, what is held is what the vendor left us. */
async function matchesVendor(paymentId: string): Promise<void> {
  const seen = world.gateway.payments.get(refOf(paymentId));
  if (!seen) return;
  const withdrawn = seen.dispute === 'open' || seen.dispute === 'lost' ? seen.disputedCents : 0;
  const left = seen.dishonoured ? 0 : Math.max(0, seen.capturedCents - seen.refundedCents - withdrawn);
  expect((await paymentOf(paymentId)).held).toBe(left);
}

/** What a reader adds up is what the ledger says. */
async function timelineFoots(paymentId: string): Promise<void> {
  const seen = await showTimeline({ ctx, deps: world.deps, input: { id: paymentId } });
  expect(paymentTimeline.strict().safeParse(seen).error).toBeUndefined();
  const sumOf = (kinds: readonly string[]) =>
    seen.items.reduce((sum, { kind, amountCents }) => sum + (kinds.includes(kind) ? amountCents : 0), 0);
  const { held, allocated } = await paymentOf(paymentId);
  const money = [
    'capture',
    'correction',
    'refund',
    'chargeback',
    'chargeback_reversed',
    'dishonour',
    'surcharge',
  ];
  expect(sumOf(money)).toBe(held);
  expect(sumOf(['allocated', 'reversed'])).toBe(allocated);
  expect(seen).toMatchObject({
    heldCents: held,
    allocatedCents: allocated,
    unallocatedCents: held - allocated,
    hiddenCents: 0,
  });
}
