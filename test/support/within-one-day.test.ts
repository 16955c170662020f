import { describe, expect, it } from 'vitest';
import { waitForOneDay } from './within-one-day.ts';

describe('tests that need one day', () => {
  it.each([
    ['a minute is left in summer time', '2026-11-29T12:59:00Z', 61_000],
    ['a minute is left in standard time', '2026-06-29T13:59:00Z', 61_000],
    ['three minutes are left', '2026-11-29T12:57:00Z', 0],
    ['the day has just begun', '2026-11-29T13:00:00Z', 0],
  ])('wait when %s as long as that day lasts', (_name, now, expected) => {
    expect(waitForOneDay(120, new Date(now))).toBe(expected);
  });
});
