import type { BankStatementView } from './bank.contract.ts';
import type { StatementRow } from './statements.repository.ts';

/** Enough of a number to know it again. */
export const masked = (number: string): string => `•••${number.slice(-3)}`;

export function toStatement(row: StatementRow): BankStatementView {
  const { counts } = row;
  return {
    id: row.id,
    status: row.status,
    format: row.format,
    profile: row.profile,
    account:
      row.accountId === null || row.number === null
        ? null
        : { id: row.accountId, bsb: row.bsb, numberMasked: masked(row.number) },
    currency: 'AUD',
    period: row.from !== null && row.to !== null ? { from: row.from, to: row.to } : null,
    openingCents: row.openingCents,
    closingCents: row.closingCents,
    control: row.control,
    faults: row.faults,
    lineCount: row.lineCount,
    knownCount: row.knownCount,
    counts: {
      imported: counts.imported ?? 0,
      auto_matched: counts.auto_matched ?? 0,
      suggested: counts.suggested ?? 0,
      unmatched: counts.unmatched ?? 0,
      confirmed: counts.confirmed ?? 0,
      split: counts.split ?? 0,
      excluded: counts.excluded ?? 0,
    },
    importedBy: row.importedByName,
    importedAt: row.importedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
