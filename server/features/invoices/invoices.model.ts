import type { AgingBucketKey, InvoiceStatus } from './invoices.contract.ts';

const dayMs = 86_400_000;

/** By time zone: making one costs more than the rest of a request's dates. */
const calendars = new Map<string, Intl.DateTimeFormat>();

function calendarOf(timeZone: string): Intl.DateTimeFormat {
  const known = calendars.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-AU', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  calendars.set(timeZone, made);
  return made;
}

/** The day that a moment falls on in a time zone, as `YYYY-MM-DD`. */
export function dayIn(timeZone: string, moment: Date): string {
  const parts = calendarOf(timeZone).formatToParts(moment);
  const part = (type: string): string => parts.find((found) => found.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** Whole days from one day to a later one. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** Days overdue, from and to, in the order that people read them. */
const bounds: Record<AgingBucketKey, { from: number; to: number }> = {
  current: { from: Number.NEGATIVE_INFINITY, to: 0 },
  '1_30': { from: 1, to: 30 },
  '31_60': { from: 31, to: 60 },
  '61_90': { from: 61, to: 90 },
  '91_120': { from: 91, to: 120 },
  '121_plus': { from: 121, to: Number.POSITIVE_INFINITY },
};
export const bucketKeys = Object.keys(bounds) as AgingBucketKey[];

/** The due days that make up a bucket today; null where it has no end. */
export function bucketRange(key: AgingBucketKey, today: string): { from: string | null; to: string | null } {
  const { from, to } = bounds[key];
  return {
    from: Number.isFinite(to) ? addDays(today, -to) : null,
    to: Number.isFinite(from) ? addDays(today, -from) : null,
  };
}

export type Lateness = { overdue: boolean; daysOverdue: number; agingBucket: AgingBucketKey | null };

/** How late an invoice is: only money that is still owed can be. Due today is not late. */
export function latenessOf(
  { dueOn, balanceCents }: { dueOn: string; balanceCents: number },
  today: string,
): Lateness {
  if (balanceCents <= 0) return { overdue: false, daysOverdue: 0, agingBucket: null };
  const days = daysBetween(dueOn, today);
  const bucket = bucketKeys.find((key) => days >= bounds[key].from && days <= bounds[key].to);
  return { overdue: days > 0, daysOverdue: Math.max(0, days), agingBucket: bucket ?? null };
}

/** What is printed across a document of which nothing is owed. */
export const watermarkOf = (status: InvoiceStatus): string | null =>
  ({ issued: null, part_paid: null, paid: 'PAID', void: 'VOID', written_off: 'WRITTEN OFF' })[status];
