import type { DiscrepancyRow } from './discrepancies.repository.ts';
import type { Discrepancy, Reconciliation } from './reconciliation.contract.ts';
import type { ReconciliationRow } from './reconciliation.repository.ts';

export const toReconciliation = (row: ReconciliationRow, asOf: Date): Reconciliation => ({
  id: row.id,
  account: row.account,
  from: row.from,
  to: row.to,
  status: row.status,
  requestedBy: row.requestedBy,
  requestedAt: row.requestedAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
  facts: row.facts,
  failure: row.failure,
  openDiscrepancies: row.openDiscrepancies,
  healed: row.healed,
  certificate: row.certificate,
  asOf: asOf.toISOString(),
});

export const toDiscrepancy = (row: DiscrepancyRow): Discrepancy => ({
  ...row,
  dueAt: row.dueAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
});
