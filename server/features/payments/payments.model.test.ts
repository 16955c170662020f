import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advance,
  allocate,
  balanceOf,
  basketProblem,
  type Observation,
  type PayableInvoice,
  reverse,
  type Standing,
} from './payments.model.ts';

const untouched = { dispute: 'none', disputedCents: 0, dishonoured: false } as const;
const fresh: Standing = {
  status: 'created',
  capturedCents: 0,
  refundedCents: 0,
  ...untouched,
  failure: null,
};
const seen = (state: Observation['state'], more: Partial<Observation> = {}): Observation => ({
  state,
  capturedCents: 0,
  refundedCents: 0,
  ...untouched,
  failure: null,
  ...more,
});
const run = (observations: readonly Observation[]): Standing => observations.reduce(advance, fresh);

/** One payment's life at the vendor: declined once, authenticated, captured, refunded in two steps. */
const life = [
  seen('requires_action'),
  seen('processing'),
  seen('succeeded', { capturedCents: 10_000 }),
  seen('succeeded', { capturedCents: 10_000, refundedCents: 2_500 }),
  seen('succeeded', { capturedCents: 10_000, refundedCents: 10_000 }),
];

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, n) =>
    permutations([...items.slice(0, n), ...items.slice(n + 1)]).map((rest) => [item, ...rest]),
  );
}

describe('standing of a payment', () => {
  it('F2 every one of the 120 orders of five events ends the same', () => {
    const orders = permutations(life);
    expect(orders).toHaveLength(120);
    for (const order of orders)
      expect(run(order)).toEqual({
        status: 'refunded',
        capturedCents: 10_000,
        refundedCents: 10_000,
        ...untouched,
        failure: null,
      });
  });

  it('F2 shuffled and repeated deliveries end as the ordered ones', () => {
    const lives = fc.constantFrom(
      life,
      life.slice(0, 3),
      life.slice(0, 4),
      [seen('requires_action'), seen('cancelled', { failure: 'superseded' })],
      [seen('requires_action'), seen('cancelled'), seen('cancelled', { failure: 'superseded' })],
      [seen('requires_action'), seen('processing'), seen('failed', { failure: 'card_declined' })],
      [seen('requires_action'), seen('cancelled'), seen('succeeded', { capturedCents: 700 })],
    );
    fc.assert(
      fc.property(
        lives.chain((events) =>
          fc.tuple(
            fc.constant(events),
            fc
              .array(fc.constantFrom(...events), { maxLength: 20 })
              .chain((extra) =>
                fc.shuffledSubarray([...events, ...extra], { minLength: events.length + extra.length }),
              ),
          ),
        ),
        ([events, shuffled]) => {
          expect(run(shuffled)).toEqual(run(events));
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it('never moves backwards', () => {
    const done = run(life.slice(0, 3));
    expect(advance(done, seen('requires_action'))).toEqual(done);
    expect(advance(done, seen('cancelled'))).toEqual(done);
    expect(advance(done, seen('failed', { failure: 'card_declined' }))).toEqual(done);
  });

  it('takes captured money over a cancellation, and forgets why it was cancelled', () => {
    const cancelled = run([seen('cancelled', { failure: 'superseded' })]);
    expect(cancelled).toMatchObject({ status: 'cancelled', failure: 'superseded' });
    expect(advance(cancelled, seen('succeeded', { capturedCents: 500 }))).toMatchObject({
      status: 'succeeded',
      capturedCents: 500,
      refundedCents: 0,
      failure: null,
    });
  });

  it('calls a success without an amount processing', () => {
    expect(advance(fresh, seen('succeeded')).status).toBe('processing');
  });

  it('leaves unknown by any word of the vendor', () => {
    expect(advance({ ...fresh, status: 'unknown' }, seen('requires_action')).status).toBe('requires_action');
  });
});

const amounts = fc.integer({ min: 1, max: 99_999_999_999 });
const basket = fc.uniqueArray(fc.tuple(fc.uuid(), amounts, fc.integer({ min: 0, max: 99_999_999_999 })), {
  selector: ([id]) => id,
  minLength: 1,
  maxLength: 12,
});

describe('allocation', () => {
  it('S62 allocates no more than the line, the balance or the money, and wastes none that fits', () => {
    fc.assert(
      fc.property(basket, fc.integer({ min: 0, max: 2 ** 45 }), (rows, available) => {
        const lines = rows.map(([invoiceId, amountCents]) => ({ invoiceId, amountCents }));
        const balances = new Map(rows.map(([invoiceId, , balance]) => [invoiceId, balance]));
        const portions = allocate(lines, balances, available);
        for (const { invoiceId, amountCents } of portions) {
          const line = lines.find((candidate) => candidate.invoiceId === invoiceId);
          expect(amountCents).toBeGreaterThan(0);
          expect(amountCents).toBeLessThanOrEqual(balances.get(invoiceId) ?? 0);
          expect(amountCents).toBeLessThanOrEqual(line?.amountCents ?? 0);
        }
        const spent = portions.reduce((sum, { amountCents }) => sum + amountCents, 0);
        const room = rows.reduce((sum, [, amount, balance]) => sum + Math.min(amount, balance), 0);
        expect(spent).toBe(Math.min(available, room));
      }),
    );
  });

  it('takes back exactly what a refund asks for, newest first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.uuid(), amounts), { minLength: 1, maxLength: 10 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, share) => {
          const live = rows.map(([id, amountCents]) => ({ id, invoiceId: id, amountCents, basketId: null }));
          const total = live.reduce((sum, { amountCents }) => sum + amountCents, 0);
          const wanted = Math.floor(total * share);
          const reversals = reverse(live, wanted);
          expect(reversals.reduce((sum, row) => sum + row.amountCents - row.keepCents, 0)).toBe(wanted);
          expect(reversals.slice(0, -1).every((row) => row.keepCents === 0)).toBe(true);
          expect(reversals.map(({ id }) => id)).toEqual(live.slice(0, reversals.length).map(({ id }) => id));
        },
      ),
    );
  });
});

describe('basket', () => {
  const invoice = (id: string, more: Partial<PayableInvoice> = {}): PayableInvoice => ({
    id,
    standing: 'issued',
    totalCents: 1_000,
    allocatedCents: 0,
    ...more,
  });
  const check = (lines: [string, number][], expected: number, invoices: PayableInvoice[]) =>
    basketProblem(
      {
        lines: lines.map(([invoiceId, amountCents]) => ({ invoiceId, amountCents, poNumber: null })),
        credits: [],
        expectedTotalCents: expected,
      },
      {
        invoices: new Map(invoices.map((row) => [row.id, { ...row, poNumber: null }])),
        remainders: new Map(),
        poRequired: false,
      },
    );

  it('takes several invoices, one of them in part', () => {
    expect(
      check(
        [
          ['a', 1_000],
          ['b', 250],
        ],
        1_250,
        [invoice('a'), invoice('b')],
      ),
    ).toBeNull();
  });

  it.each<[string, [string, number][], number, PayableInvoice[], string]>([
    [
      'an invoice twice',
      [
        ['a', 1],
        ['a', 1],
      ],
      2,
      [invoice('a')],
      'duplicate_invoice',
    ],
    ['an invoice that is not there', [['x', 1]], 1, [invoice('a')], 'invoice_missing'],
    ['another total than was shown', [['a', 1_000]], 999, [invoice('a')], 'amount_changed'],
    ['a void invoice', [['a', 1]], 1, [invoice('a', { standing: 'void' })], 'invoice_not_payable'],
    ['a paid invoice', [['a', 1]], 1, [invoice('a', { allocatedCents: 1_000 })], 'invoice_not_payable'],
    ['more than is owed', [['a', 901]], 901, [invoice('a', { allocatedCents: 100 })], 'amount_above_balance'],
  ])('S62 refuses %s', (_name, lines, expected, invoices, code) => {
    expect(check(lines, expected, invoices)).toMatchObject({ code });
  });

  it('counts nothing as owed on a void or written-off invoice', () => {
    expect(balanceOf(invoice('a', { standing: 'written_off' }))).toBe(0);
  });
});
