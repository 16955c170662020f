import type { Scope } from '../db/scope.ts';

/** One row of the outbox. */
export type OutboxRow = {
  seq: number;
  at: Date;
  topic: string;
  subject_type: string;
  subject_id: string | null;
  capability: string;
  site_ids: string[];
};

/** A connected reader. `write` returns false when its buffer is over the cap, and the reader is dropped. */
export type Subscriber = {
  scope: Scope;
  write(frame: Buffer, seq: number): boolean;
  end(): void;
};

/** The policy of the outbox table, for readers that are served from memory. */
export function mayHear(scope: Scope, row: Pick<OutboxRow, 'capability' | 'site_ids'>, now: Date): boolean {
  if (scope.validUntil && scope.validUntil <= now) return false;
  if (!scope.capabilities.includes(row.capability)) return false;
  const { siteIds } = scope;
  return siteIds === 'all' || row.site_ids.every((id) => siteIds.includes(id));
}

/** One buffer for every reader of the event. */
export const frameOf = (row: OutboxRow): Buffer =>
  Buffer.from(
    `id: ${row.seq}\nevent: ${row.topic}\ndata: ${JSON.stringify({
      subject: { type: row.subject_type, id: row.subject_id },
      at: row.at.toISOString(),
    })}\n\n`,
  );
