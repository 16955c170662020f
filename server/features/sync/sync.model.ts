import { createHash } from 'node:crypto';

/** JSON with sorted keys: the same facts give the same text, however the sender ordered them. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}

export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Identifies what a row says, apart from when it was said. */
export function contentHash(row: { sourceUpdatedAt: string }): string {
  const { sourceUpdatedAt: _when, ...facts } = row;
  return sha256Hex(canonical(facts));
}

export type Sourced = { externalId: string; sourceUpdatedAt: string };

/** A row of the batch with its place in it. */
export type Incoming<Row extends Sourced> = { index: number; row: Row; hash: string };

/** What is stored of the same thing. */
export type Known = { id: string; externalId: string; sourceUpdatedAt: Date; contentHash: string | null };

export type Tally = { inserted: number; updated: number; unchanged: number; stale: number };
export const noTally = (): Tally => ({ inserted: 0, updated: 0, unchanged: 0, stale: 0 });
export const addTally = (a: Tally, b: Tally): Tally => ({
  inserted: a.inserted + b.inserted,
  updated: a.updated + b.updated,
  unchanged: a.unchanged + b.unchanged,
  stale: a.stale + b.stale,
});

export type Sorted<Row extends Sourced, K extends Known> = {
  /** To be written; `known` is null for what is new. */
  writes: (Incoming<Row> & { known: K | null })[];
  /** Says what is stored already, but later: only the moment moves on, so that an older row stays out. */
  confirmed: (Incoming<Row> & { known: K })[];
  tally: Tally;
};

/** Decides per row: new, changed, unchanged, or older than what is stored. */
export function sortRows<Row extends Sourced, K extends Known>(
  rows: readonly Incoming<Row>[],
  known: readonly K[],
): Sorted<Row, K> {
  const byExternalId = new Map(known.map((row) => [row.externalId, row]));
  const sorted: Sorted<Row, K> = { writes: [], confirmed: [], tally: noTally() };
  for (const incoming of rows) {
    const stored = byExternalId.get(incoming.row.externalId) ?? null;
    const age = stored ? Date.parse(incoming.row.sourceUpdatedAt) - stored.sourceUpdatedAt.getTime() : 0;
    if (stored && age < 0) {
      sorted.tally.stale += 1;
    } else if (stored && stored.contentHash === incoming.hash) {
      sorted.tally.unchanged += 1;
      if (age > 0) sorted.confirmed.push({ ...incoming, known: stored });
    } else {
      sorted.tally[stored ? 'updated' : 'inserted'] += 1;
      sorted.writes.push({ ...incoming, known: stored });
    }
  }
  return sorted;
}
