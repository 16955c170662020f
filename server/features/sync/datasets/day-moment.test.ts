import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentOf } from './day-moment.ts';

describe('momentOf', () => {
  it.each([
    ['2026-01-15', 'Australia/Sydney', '2026-01-15T01:00:00.000Z'],
    ['2026-07-15', 'Australia/Sydney', '2026-07-15T02:00:00.000Z'],
    ['2026-07-15', 'Australia/Darwin', '2026-07-15T02:30:00.000Z'],
  ])('is noon of %s in %s', (day, zone, moment) => {
    expect(momentOf(day, zone).toISOString()).toBe(moment);
  });

  it('F27 is the same day in every Australian time zone, also when clocks change', () => {
    const zones = ['Australia/Sydney', 'Australia/Perth', 'Australia/Adelaide', 'Australia/Lord_Howe'];
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        (date, zone) => {
          const day = date.toISOString().slice(0, 10);
          const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(
            momentOf(day, 'Australia/Sydney'),
          );
          expect(shown).toBe(day);
        },
      ),
    );
  });
});
