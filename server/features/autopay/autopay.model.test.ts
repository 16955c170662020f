import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, payDay } from './autopay.model.ts';

describe('F6 the day on which an invoice pays itself', () => {
  it.each([
    ['so many days before it is due', '2026-04-02', 3, '2026-03-03', '2026-03-30'],
    ['on the day it is due', '2026-03-04', 0, '2026-03-03', '2026-03-04'],
    ['over the end of a month of 28 days', '2026-03-02', 3, '2026-02-01', '2026-02-27'],
    ['never before a day of notice', '2026-03-03', 5, '2026-03-03', '2026-03-04'],
    ['when it was due long ago', '2026-01-01', 0, '2026-03-03', '2026-03-04'],
  ])('%s', (_name, dueOn, before, today, expected) => {
    expect(payDay(dueOn, before, today)).toBe(expected);
  });

  it('is at least a day ahead, and no later than due unless that has passed', () => {
    const days = fc.integer({ min: 0, max: 4_000 }).map((n) => addDays('2020-01-01', n));
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 30 }), days, (dueOn, before, today) => {
        const day = payDay(dueOn, before, today);
        expect(day > today).toBe(true);
        expect(day <= dueOn || day === addDays(today, 1)).toBe(true);
      }),
    );
  });
});
