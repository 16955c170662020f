import { createHash } from 'node:crypto';
import type { StatementLine } from '../../ports/bank-statement.ts';

export type NumberedLine = StatementLine & { fingerprint: Uint8Array; occurrenceNo: number };

/**
 * Tells lines of an account apart by day, amount, references and narrative. Lines that are equal in all of it are
 * counted: two equal payments of one day both count, and an overlapping file finds both again.
 */
export function numberLines(lines: readonly StatementLine[]): NumberedLine[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const fingerprint = fingerprintOf(line);
    const key = fingerprint.toString('latin1');
    const occurrenceNo = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrenceNo);
    return { ...line, fingerprint, occurrenceNo };
  });
}

/** Without the value day, the type code and OFX's id, which change from one download to the next. */
function fingerprintOf({ bookedOn, amountCents, refs, narrative }: StatementLine): Buffer {
  const parts = [bookedOn, amountCents, refs.bankRef, refs.endToEnd, refs.instruction, refs.crn, narrative];
  return createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16);
}
