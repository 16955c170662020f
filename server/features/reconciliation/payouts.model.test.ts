import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addBusinessDays } from './business-days.model.ts';
import { comparePayouts, type PayoutLine, type PayoutTerms, type SentPayout } from './payouts.model.ts';

const monday = '2026-11-16';
const friday = '2026-11-20';
const nextMonday = '2026-11-23';
const dueOn = (day: string) => addBusinessDays(day, 3, new Set());
const terms = (more: Partial<PayoutTerms> = {}): PayoutTerms => ({
  from: monday,
  to: friday,
  bankKnownThrough: '2026-12-31',
  dueOn,
  known: [],
  ...more,
});
const sent = (amountCents: number, sentOn = monday, payoutRef = 'po_a'): SentPayout => ({
  payoutRef,
  amountCents: -amountCents,
  sentOn,
});
const came = (amountCents: number, bookedOn = '2026-11-18', payoutRef = 'po_a'): PayoutLine => ({
  payoutRef,
  amountCents,
  bookedOn,
});
const compare = (vendor: SentPayout[], bank: PayoutLine[], more: Partial<PayoutTerms> = {}) =>
  comparePayouts({ vendor, bank, openings: { vendorCents: 0, bankCents: 0 } }, terms(more));

describe('R6 payouts between a vendor and the bank', () => {
  it.each([
    ['in one line', [sent(9_000)], [came(9_000)]],
    ['in two lines', [sent(9_000)], [came(4_000), came(5_000, '2026-11-19')]],
    [
      'sent and back on both sides, before the period',
      [sent(9_000, '2026-11-02'), sent(-9_000, '2026-11-04')],
      [],
    ],
  ])('finds nothing to say of a payout that came %s', (_name, vendor, bank) => {
    expect(compare(vendor, bank)).toMatchObject({
      breaks: [],
      facts: { differenceCents: 0, inTransitCents: 0 },
    });
  });

  it.each([
    ['was sent and is not due', [sent(9_000, '2026-11-19')], [], {}],
    ['is due on a day that no statement speaks of', [sent(9_000)], [], { bankKnownThrough: '2026-11-18' }],
    ['is due, and there is no statement at all', [sent(9_000)], [], { bankKnownThrough: null }],
    ['came late, after the period', [sent(9_000)], [came(9_000, nextMonday)], {}],
    ['came in part, the rest after the period', [sent(9_000)], [came(4_000), came(5_000, nextMonday)], {}],
  ])('counts as in transit what %s', (_name, vendor, bank, more) => {
    const { facts, breaks } = compare(vendor, bank, more);
    expect(breaks).toEqual([]);
    expect(facts.inTransitCents).toBeGreaterThan(0);
    expect(facts.differenceCents).toBe(facts.inTransitCents);
  });

  it.each([
    ['missing_left', 'never came', [sent(9_000)], [], 0, 9_000],
    ['missing_right', 'the vendor does not know', [], [came(700)], 700, 0],
    ['value', 'came short', [sent(9_000)], [came(8_970)], 8_970, 9_000],
    ['value', 'came with too much', [sent(9_000)], [came(9_010)], 9_010, 9_000],
    ['duplicate', 'stands twice in a file', [sent(9_000)], [came(9_000), came(9_000)], 18_000, 9_000],
    ['returned', 'failed', [sent(9_000), sent(-9_000, '2026-11-19')], [], 0, 0],
    [
      'returned',
      'came back at the vendor only',
      [sent(9_000), sent(-9_000, '2026-11-19')],
      [came(9_000)],
      9_000,
      0,
    ],
  ])('names a break of kind %s: it %s', (kind, _name, vendor, bank, oursCents, theirsCents) => {
    const { breaks } = compare(vendor, bank);
    expect(breaks).toMatchObject([{ kind, movement: 'payout', reference: 'po_a', oursCents, theirsCents }]);
  });

  it('carries what an earlier period made a case of, until it says something else', () => {
    const known = [{ reference: 'po_a', oursCents: 0, theirsCents: 9_000 }];
    const old = sent(9_000, '2026-11-02');
    const carried = comparePayouts(
      { vendor: [old], bank: [], openings: { vendorCents: 9_000, bankCents: 0 } },
      terms({ known }),
    );
    expect(carried).toMatchObject({ breaks: [], facts: { differenceCents: 9_000, carriedCents: 9_000 } });
    const short = comparePayouts(
      { vendor: [old], bank: [came(8_000)], openings: { vendorCents: 9_000, bankCents: 0 } },
      terms({ known }),
    );
    expect(short).toMatchObject({ breaks: [{ kind: 'value' }], facts: { carriedCents: 0 } });
  });

  it('R8 transit and breaks explain the difference to the cent, and both sides foot', () => {
    const day = fc.integer({ min: 1, max: 30 }).map((n) => `2026-11-${String(n).padStart(2, '0')}`);
    const ref = fc.constantFrom('po_a', 'po_b', 'po_c');
    const amount = fc.integer({ min: -9_000, max: 90_000 }).filter((cents) => cents !== 0);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(amount, day, ref), { maxLength: 12 }),
        fc.array(fc.tuple(amount, day, ref), { maxLength: 12 }),
        (vendorList, bankList) => {
          const vendor = vendorList.map((one) => sent(...one));
          const bank = bankList.map((one) => came(...one));
          const sumBefore = <T extends { amountCents: number }>(list: T[], on: (one: T) => string) =>
            list.filter((one) => on(one) < monday).reduce((sum, { amountCents }) => sum + amountCents, 0);
          const openings = {
            vendorCents: 0 - sumBefore(vendor, ({ sentOn }) => sentOn),
            bankCents: sumBefore(bank, ({ bookedOn }) => bookedOn),
          };
          const { facts, breaks } = comparePayouts({ vendor, bank, openings }, terms());
          for (const side of [facts.vendor, facts.bank])
            expect(side.openingCents + side.sentCents + side.returnedCents).toBe(side.closingCents);
          const ofBreaks = breaks.reduce(
            (sum, { oursCents, theirsCents }) => sum + theirsCents - oursCents,
            0,
          );
          expect(facts.differenceCents).toBe(facts.inTransitCents + ofBreaks);
          expect(facts.carriedCents).toBe(0);
        },
      ),
    );
  });

  it('counts business days over a weekend and a holiday', () => {
    expect(addBusinessDays('2026-11-19', 3, new Set())).toBe('2026-11-24');
    expect(addBusinessDays('2026-12-24', 1, new Set(['2026-12-25', '2026-12-28']))).toBe('2026-12-29');
  });
});
