import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { businessMinutesBetween, clockAt, deadlineOf, pausesOf, type StatusChange } from './sla.model.ts';

const sydney = { timeZone: 'Australia/Sydney', holidays: new Set<string>() };
const zones = [
  'Australia/Sydney',
  'Australia/Brisbane',
  'Australia/Adelaide',
  'Australia/Perth',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
];
const moment = fc.date({ min: new Date('2024-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });
const calendar = fc.record({
  timeZone: fc.constantFrom(...zones),
  holidays: fc
    .array(moment, { maxLength: 20 })
    .map((days) => new Set(days.map((day) => day.toISOString().slice(0, 10)))),
});
const at = (text: string): Date => new Date(text);

describe('the clock of a dispute', () => {
  it.each([
    ['in office hours', '2026-03-03T00:00:00Z', 480, '2026-03-04T00:00:00.000Z'],
    ['on a Friday afternoon', '2026-03-06T05:00:00Z', 120, '2026-03-08T23:00:00.000Z'],
    ['on a Sunday', '2026-03-08T03:00:00Z', 60, '2026-03-08T23:00:00.000Z'],
    ['over the end of daylight saving', '2026-04-03T05:00:00Z', 120, '2026-04-06T00:00:00.000Z'],
    ['over its beginning', '2026-10-02T06:00:00Z', 120, '2026-10-04T23:00:00.000Z'],
  ])('E13 started %s runs in office hours alone', (_, start, minutes, due) => {
    expect(deadlineOf(sydney, at(start), minutes)?.toISOString()).toBe(due);
  });

  it('E13 stands still on a public holiday', () => {
    const anzac = { ...sydney, holidays: new Set(['2025-04-25']) };
    expect(deadlineOf(anzac, at('2025-04-24T06:30:00Z'), 60)?.toISOString()).toBe('2025-04-27T23:30:00.000Z');
  });

  it('E13 is due when exactly so many business minutes have run, in any zone and over any change of clocks', () => {
    fc.assert(
      fc.property(calendar, moment, fc.integer({ min: 1, max: 6_000 }), (days, start, minutes) => {
        const due = deadlineOf(days, start, minutes) as Date;
        expect(businessMinutesBetween(days, start, due)).toBe(minutes);
        expect(businessMinutesBetween(days, start, new Date(due.getTime() - 1))).toBe(minutes - 1);
      }),
      { numRuns: 300 },
    );
  });

  it('E13 gives back every business minute of every pause, and keeps pauses whatever follows', () => {
    const hours = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(
        calendar,
        moment,
        fc.array(fc.tuple(hours, hours), { maxLength: 5 }),
        (days, start, gaps) => {
          let time = start.getTime();
          const changes: StatusChange[] = [{ at: start, to: 'raised' }];
          for (const [run, stand] of gaps) {
            time += run * 3_600_000;
            changes.push({ at: new Date(time), to: 'awaiting_client' });
            time += stand * 3_600_000;
            changes.push({ at: new Date(time), to: 'under_review' });
          }
          const pauses = pausesOf(changes);
          expect(pauses).toHaveLength(gaps.length);
          const due = deadlineOf(days, start, 4_800, pauses) as Date;
          const stood = pauses
            .filter((pause) => pause.from < due)
            .reduce((sum, pause) => sum + businessMinutesBetween(days, pause.from, pause.to as Date), 0);
          const ran = businessMinutesBetween(days, start, due);
          // Each pause may cut a minute in two.
          expect(Math.abs(ran - stood - 4_800)).toBeLessThanOrEqual(gaps.length);
          expect(pausesOf([...changes, { at: new Date(time + 1), to: 'proposed' }])).toEqual(pauses);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('E13 has no end while it waits for the client, and says since when and how long', () => {
    const changes: StatusChange[] = [
      { at: at('2026-03-03T00:00:00Z'), to: 'raised' },
      { at: at('2026-03-03T01:00:00Z'), to: 'acknowledged' },
      { at: at('2026-03-03T01:00:00Z'), to: 'under_review' },
      { at: at('2026-03-03T02:00:00Z'), to: 'awaiting_client' },
    ];
    const clock = clockAt(sydney, at('2026-03-03T00:00:00Z'), changes, at('2026-03-03T04:30:00Z'));
    expect(clock).toMatchObject({
      respondBy: null,
      resolveBy: null,
      pausedSince: at('2026-03-03T02:00:00Z'),
      pausedMinutes: 150,
      late: false,
    });
  });

  it('E13 is late when nobody has answered in time', () => {
    const raised = at('2026-03-03T00:00:00Z');
    expect(clockAt(sydney, raised, [{ at: raised, to: 'raised' }], at('2026-03-04T00:00:01Z')).late).toBe(
      true,
    );
    expect(clockAt(sydney, raised, [{ at: raised, to: 'raised' }], at('2026-03-03T23:59:59Z')).late).toBe(
      false,
    );
  });
});
