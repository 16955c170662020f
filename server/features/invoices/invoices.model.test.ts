import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketKeys, bucketRange, dayIn, daysBetween, latenessOf, watermarkOf } from './invoices.model.ts';

const anyDay = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('latenessOf', () => {
  it.each([
    ['2026-03-03', false, 0, 'current'],
    ['2026-03-02', true, 1, '1_30'],
    ['2026-02-01', true, 30, '1_30'],
    ['2026-01-31', true, 31, '31_60'],
    ['2026-01-02', true, 60, '31_60'],
    ['2026-01-01', true, 61, '61_90'],
    ['2025-12-03', true, 90, '61_90'],
    ['2025-12-02', true, 91, '91_120'],
  ])('F1 due %s is overdue %s, by %i days, in %s on 3 March', (dueOn, overdue, daysOverdue, agingBucket) => {
    expect(latenessOf({ dueOn, balanceCents: 1 }, '2026-03-03')).toEqual({
      overdue,
      daysOverdue,
      agingBucket,
    });
  });

  it('never calls late what is paid', () => {
    expect(latenessOf({ dueOn: '2020-01-01', balanceCents: 0 }, '2026-03-03')).toEqual({
      overdue: false,
      daysOverdue: 0,
      agingBucket: null,
    });
  });

  it('F1 puts every open invoice into exactly one bucket, the one whose range of due days holds it', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (dueOn, today) => {
        const holding = bucketKeys.filter((key) => {
          const { from, to } = bucketRange(key, today);
          return (from === null || dueOn >= from) && (to === null || dueOn <= to);
        });
        expect(holding).toEqual([latenessOf({ dueOn, balanceCents: 1 }, today).agingBucket]);
      }),
    );
  });
});

describe('days', () => {
  it.each([
    ['2026-04-04T12:59:59Z', '2026-04-04'],
    ['2026-04-04T13:00:00Z', '2026-04-05'],
    ['2026-04-05T13:59:59Z', '2026-04-05'],
    ['2026-04-05T14:00:00Z', '2026-04-06'],
    ['2026-10-03T13:59:59Z', '2026-10-03'],
    ['2026-10-04T12:59:59Z', '2026-10-04'],
    ['2026-10-04T13:00:00Z', '2026-10-05'],
  ])('F27 %s is %s in Sydney, on days of 23 and 25 hours too', (moment, day) => {
    expect(dayIn('Australia/Sydney', new Date(moment))).toBe(day);
  });

  it('counts whole days over changes of clocks and leap days', () => {
    expect(daysBetween('2026-04-04', '2026-04-06')).toBe(2);
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  });
});

describe('watermarkOf', () => {
  it('says in words that nothing is owed', () => {
    expect(watermarkOf('paid')).toBe('PAID');
    expect(watermarkOf('void')).toBe('VOID');
    expect(watermarkOf('part_paid')).toBeNull();
  });
});
