import { describe, expect, it } from 'vitest';
import { spanOfDays } from './period.model.ts';

describe('R8 the days of a period', () => {
  it.each([
    ['2026-07-01', '2026-07-01', '2026-06-30T14:00:00.000Z', 24],
    // Daylight saving begins on 4 October 2026 and ended on 5 April 2026.
    ['2026-10-04', '2026-10-04', '2026-10-03T14:00:00.000Z', 23],
    ['2026-04-05', '2026-04-05', '2026-04-04T13:00:00.000Z', 25],
  ])('from %s to %s begins at %s and lasts %i hours in Sydney', (from, to, start, hours) => {
    const span = spanOfDays(from, to, 'Australia/Sydney');
    expect(span.from.toISOString()).toBe(start);
    expect((span.to.getTime() - span.from.getTime()) / 3_600_000).toBe(hours);
  });
});
