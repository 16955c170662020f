import type { AskedInvoice, BankLineView } from './bank.contract.ts';
import type { LineRow } from './lines.repository.ts';
import { masked } from './statement-views.ts';

export function toLine(row: LineRow, asked: ReadonlyMap<string, AskedInvoice[]>): BankLineView {
  const { bankRef, endToEnd, instruction, crn, fitid, parts } = row;
  const [first] = parts;
  return {
    id: row.id,
    statementId: row.statementId,
    lineNo: row.lineNo,
    bookedOn: row.bookedOn,
    valueOn: row.valueOn,
    amountCents: row.amountCents,
    refs: { bankRef, endToEnd, instruction, crn, fitid },
    payerName: row.payerName,
    payerAccountMasked: row.payerAccount === null ? null : masked(row.payerAccount),
    narrative: row.narrative,
    typeCode: row.typeCode,
    reversal: row.reversal,
    occurrenceNo: row.occurrenceNo,
    matchStatus: row.matchStatus,
    match: first
      ? {
          decision: first.decision,
          rule: first.rule,
          score: first.score,
          explanation: first.explanation,
          by: first.by,
          at: new Date(first.at).toISOString(),
          parts: parts.map(
            ({ target, clientId, clientName, paymentId, vendorRef, amountCents, allocations }) => ({
              target,
              clientId,
              clientName,
              paymentId,
              vendorRef,
              amountCents,
              allocations,
            }),
          ),
        }
      : null,
    asked: asked.get(row.id) ?? [],
  };
}
