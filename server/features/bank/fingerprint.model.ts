import { hash } from 'node:crypto';
import type { StatementLine } from '../../ports/bank-statement.ts';

/** `fingerprint`: 16 bytes as hexadecimal digits. */
export type NumberedLine = { line: StatementLine; fingerprint: string; occurrenceNo: number };

/**
 * Tells lines of an account apart by day, amount, references and narrative. Lines that are equal in all of it are
 * counted: two equal payments of one day both count, and an overlapping file finds both again.
 */
export function* numberLines(lines: readonly StatementLine[]): Generator<NumberedLine, void, undefined> {
  const seen = new Map<string, number>();
  for (const line of lines) {
    const fingerprint = fingerprintOf(line);
    const occurrenceNo = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, occurrenceNo);
    yield { line, fingerprint, occurrenceNo };
  }
}

/** Without the value day, the type code and OFX's id, which change from one download to the next. */
function fingerprintOf({ bookedOn, amountCents, refs, narrative }: StatementLine): string {
  const parts = [bookedOn, amountCents, refs.bankRef, refs.endToEnd, refs.instruction, refs.crn, narrative];
  return hash('sha256', JSON.stringify(parts), 'hex').slice(0, 32);
}
