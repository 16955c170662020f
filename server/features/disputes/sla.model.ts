import type { DisputeStatus } from './disputes.contract.ts';

/** When a contractor's office answers: Monday to Friday in a site's zone, without its public holidays. */
export type BusinessCalendar = { timeZone: string; holidays: ReadonlySet<string> };

export type Pause = { from: Date; to: Date | null };

const opens = 9 * 60;
const closes = 17 * 60;
const businessDay = closes - opens;
const minuteMs = 60_000;
const dayMs = 86_400_000;

/** First answer within one business day, settlement within ten. */
export const disputeTerms = { respondMinutes: businessDay, resolveMinutes: 10 * businessDay };

/** By time zone: making one costs more than reading it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-AU', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(timeZone, made);
  return made;
}

/** What a clock on the wall shows at a moment, as if it were UTC. */
function wallTime(timeZone: string, moment: number): number {
  const part = new Map(
    clockOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const at = (type: Intl.DateTimeFormatPartTypes): number => part.get(type) ?? 0;
  return Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
}

/** The moment at which a clock on the wall shows this. Clocks change at night: office hours happen once. */
function momentOf(timeZone: string, wall: number): number {
  const guess = wall - (wallTime(timeZone, wall) - wall);
  return wall - (wallTime(timeZone, guess) - guess);
}

/** Office hours from the day of a moment on, one business day after the other. */
function* officeHours(calendar: BusinessCalendar, from: number): Generator<{ from: number; to: number }> {
  const today = Math.floor(wallTime(calendar.timeZone, from) / dayMs) * dayMs;
  for (let day = today; ; day += dayMs) {
    const weekday = new Date(day).getUTCDay();
    if (weekday === 0 || weekday === 6 || calendar.holidays.has(new Date(day).toISOString().slice(0, 10)))
      continue;
    yield {
      from: momentOf(calendar.timeZone, day + opens * minuteMs),
      to: momentOf(calendar.timeZone, day + closes * minuteMs),
    };
  }
}

/** Business time between two moments, in milliseconds. */
function businessMs(calendar: BusinessCalendar, from: number, to: number): number {
  let sum = 0;
  if (to <= from) return 0;
  for (const hours of officeHours(calendar, from)) {
    if (hours.from >= to) return sum;
    sum += Math.max(0, Math.min(to, hours.to) - Math.max(from, hours.from));
  }
  return sum;
}

/** Whole business minutes between two moments; 0 when the second is not later. */
export const businessMinutesBetween = (calendar: BusinessCalendar, from: Date, to: Date): number =>
  Math.floor(businessMs(calendar, from.getTime(), to.getTime()) / minuteMs);

function advance(calendar: BusinessCalendar, from: number, ms: number): number {
  let left = ms;
  for (const hours of officeHours(calendar, from)) {
    const start = Math.max(from, hours.from);
    if (start >= hours.to) continue;
    if (left <= hours.to - start) return start + left;
    left -= hours.to - start;
  }
  return from;
}

/**
 * When so many business minutes have run since the start, the pauses not counted. Null while the clock stands: how long
 * it will stand is not known. Pauses are in order and do not overlap.
 */
export function deadlineOf(
  calendar: BusinessCalendar,
  start: Date,
  minutes: number,
  pauses: readonly Pause[] = [],
): Date | null {
  let left = minutes * minuteMs;
  let from = start.getTime();
  for (const pause of pauses) {
    const ran = businessMs(calendar, from, pause.from.getTime());
    if (ran >= left) break;
    if (pause.to === null) return null;
    left -= ran;
    from = pause.to.getTime();
  }
  return new Date(advance(calendar, from, left));
}

export type StatusChange = { at: Date; to: DisputeStatus };

/** The times during which the contractor waited for the client. What changes besides leaves them as they were. */
export function pausesOf(changes: readonly StatusChange[]): Pause[] {
  const pauses: Pause[] = [];
  for (const change of changes) {
    const last = pauses.at(-1);
    const isPaused = last !== undefined && last.to === null;
    if (change.to === 'awaiting_client' && !isPaused) pauses.push({ from: change.at, to: null });
    else if (change.to !== 'awaiting_client' && isPaused) last.to = change.at;
  }
  return pauses;
}

export type Clock = {
  respondBy: Date | null;
  resolveBy: Date | null;
  pausedSince: Date | null;
  pausedMinutes: number;
  late: boolean;
};

/** How the clock of a dispute stands: from its history alone, so that nothing that happened to it is forgotten. */
export function clockAt(
  calendar: BusinessCalendar,
  raisedAt: Date,
  changes: readonly StatusChange[],
  now: Date,
): Clock {
  const pauses = pausesOf(changes);
  const pausedSince = pauses.at(-1)?.to === null ? (pauses.at(-1)?.from ?? null) : null;
  const isOver = changes.some(({ to }) => to === 'closed' || to === 'withdrawn');
  const isAnswered = changes.some(({ to }) => to !== 'raised');
  const respondBy = isAnswered ? null : deadlineOf(calendar, raisedAt, disputeTerms.respondMinutes);
  const resolveBy = isOver ? null : deadlineOf(calendar, raisedAt, disputeTerms.resolveMinutes, pauses);
  return {
    respondBy,
    resolveBy,
    pausedSince,
    pausedMinutes: pauses.reduce(
      (sum, pause) => sum + businessMinutesBetween(calendar, pause.from, pause.to ?? now),
      0,
    ),
    late: [respondBy, resolveBy].some((due) => due !== null && due < now),
  };
}
