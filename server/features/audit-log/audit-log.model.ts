import { createHash } from 'node:crypto';

/** One entry as it was written; `at` in microseconds, since a hash forgives no rounding. */
export type ChainEntry = {
  clientId: string;
  seq: number;
  at: string;
  actorKind: string;
  actorId: string;
  action: string;
  subjectType: string;
  subjectId: string;
  detail: string;
  traceId: string;
  prevHash: Buffer;
  hash: Buffer;
};

export type ChainHead = { seq: number; hash: Buffer };

/** The first thing that is wrong with a chain. */
export type ChainFault = { seq: number; reason: 'missing' | 'changed' | 'unlinked' | 'tail_missing' };

/** What app.audit() hashes (migrations/0006_backbone.sql): every field with its length in bytes before it. */
export const entryHash = (entry: ChainEntry): Buffer => {
  const fields = [
    entry.clientId,
    String(entry.seq),
    entry.at,
    entry.actorKind,
    entry.actorId,
    entry.action,
    entry.subjectType,
    entry.subjectId,
    entry.detail,
    entry.traceId,
    entry.prevHash.toString('hex'),
  ];
  return createHash('sha256')
    .update(fields.map((field) => `${Buffer.byteLength(field)}:${field}`).join(''))
    .digest();
};

export type ChainCheck = {
  feed(entry: ChainEntry): ChainFault | null;
  finish(head: ChainHead | null): ChainFault | null;
  count(): number;
};

/** Checks a chain entry by entry in its order, so that a long one needs no memory. */
export function checkChain(): ChainCheck {
  let last: ChainHead = { seq: 0, hash: Buffer.alloc(0) };
  return {
    feed(entry) {
      if (entry.seq !== last.seq + 1) return { seq: last.seq + 1, reason: 'missing' };
      if (!entry.prevHash.equals(last.hash)) return { seq: entry.seq, reason: 'unlinked' };
      if (!entryHash(entry).equals(entry.hash)) return { seq: entry.seq, reason: 'changed' };
      last = { seq: entry.seq, hash: entry.hash };
      return null;
    },
    /** A removed tail shows only against a head that was kept elsewhere. */
    finish(head) {
      if (head && (head.seq !== last.seq || !head.hash.equals(last.hash)))
        return { seq: last.seq + 1, reason: 'tail_missing' };
      return null;
    },
    count: () => last.seq,
  };
}
