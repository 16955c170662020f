import type { StatementLine } from './statements.contract.ts';
import type { Entry } from './statements.repository.ts';

const dayMs = 86_400_000;
const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export const firstOfMonth = (day: string): string => `${day.slice(0, 8)}01`;
export const dayBefore = (day: string): string => new Date(midnight(day) - dayMs).toISOString().slice(0, 10);

export type Sums = { addedCents: number; takenCents: number; closingCents: number };

/** Lines with their running balance, and what they come to. */
export function foot(
  openingCents: number,
  entries: readonly Entry[],
  asAt: string,
): Sums & { lines: StatementLine[] } {
  let balanceCents = openingCents;
  const lines = entries.map((entry) => {
    balanceCents += entry.amountCents;
    const late =
      entry.dueOn && entry.kind === 'invoice' ? (midnight(asAt) - midnight(entry.dueOn)) / dayMs : 0;
    return { ...entry, daysOverdue: Math.max(0, Math.round(late)), balanceCents };
  });
  const sum = (keep: (cents: number) => boolean): number =>
    entries.reduce((total, { amountCents }) => total + (keep(amountCents) ? amountCents : 0), 0);
  return {
    lines,
    addedCents: sum((cents) => cents > 0),
    takenCents: sum((cents) => cents < 0),
    closingCents: balanceCents,
  };
}
