import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayInZone, daysBetween, formatDay, formatInstant, relativeDay, relativeInstant } from './dates.ts';

describe('days', () => {
  test('are written as people in Australia write them', () => {
    expect(formatDay('2026-03-03')).toBe('3 Mar 2026');
    expect(formatDay('2026-06-30')).toBe('30 Jun 2026');
    expect(formatDay('2026-09-01')).toBe('1 Sep 2026');
  });

  test('do not move with the time zone of the machine', () => {
    expect(formatDay('2026-01-01')).toBe('1 Jan 2026');
    expect(formatDay('2026-12-31')).toBe('31 Dec 2026');
  });

  test.each(['2026-02-30', '2026-13-01', '03/03/2026', '', '2026-3-3'])('%j is no day', (day) => {
    expect(() => formatDay(day)).toThrow(RangeError);
  });

  test('count across the days on which clocks change', () => {
    expect(daysBetween('2026-04-04', '2026-04-06')).toBe(2);
    expect(daysBetween('2026-10-05', '2026-10-03')).toBe(-2);
  });

  test('count the same there and back', () => {
    const day = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(fc.property(day, day, (a, b) => daysBetween(a, b) + daysBetween(b, a) === 0));
  });

  test('are told relative to today', () => {
    expect(relativeDay('2026-03-04', '2026-03-03')).toBe('tomorrow');
    expect(relativeDay('2026-02-20', '2026-03-03')).toBe('11 days ago');
    expect(relativeDay('2025-09-03', '2026-03-03')).toBe('6 months ago');
    expect(relativeDay('2023-03-03', '2026-03-03')).toBe('3 years ago');
  });
});

describe('instants', () => {
  test('are told in the time zone of the site', () => {
    expect(formatInstant('2026-03-03T03:05:00Z', 'Australia/Sydney')).toBe('3 Mar 2026, 2:05 pm AEDT');
    expect(formatInstant('2026-03-03T03:05:00Z', 'Australia/Perth')).toMatch(/^3 Mar 2026, 11:05 am/);
  });

  test('fall on the day of the time zone', () => {
    expect(dayInZone('2026-03-02T20:00:00Z', 'Australia/Sydney')).toBe('2026-03-03');
    expect(dayInZone('2026-03-02T20:00:00Z', 'UTC')).toBe('2026-03-02');
  });

  test.each(['yesterday', '2026-03-03', ''])('%j is no instant', (instant) => {
    expect(() => formatInstant(instant, 'UTC')).toThrow(RangeError);
  });

  test('are told relative to now', () => {
    expect(relativeInstant('2026-03-03T03:00:00Z', '2026-03-03T03:05:00Z')).toBe('5 minutes ago');
    expect(relativeInstant('2026-03-03T05:30:00Z', '2026-03-03T03:05:00Z')).toBe('in 2 hours');
  });
});
