import type { Tx } from '../../db/db.ts';
import type { Discrepancy, DiscrepancyStatus } from './reconciliation.contract.ts';
import type { Break } from './reconciliation.model.ts';

export type DiscrepancyRow = Omit<Discrepancy, 'dueAt' | 'decidedAt'> & {
  dueAt: Date;
  decidedAt: Date | null;
};

const columns = (tx: Tx) => tx`
  d.id, d.reconciliation_id as "reconciliationId", d.account, d.kind, d.movement, d.reference, d.payment_id as "paymentId",
  d.of_client_id as "clientId", d.ours_cents as "oursCents", d.theirs_cents as "theirsCents", d.explanation, d.status,
  case when d.owner_id is null then null else json_build_object('id', d.owner_id, 'name', d.owner_name) end as owner,
  d.due_at as "dueAt", case when d.proposed_fix is null then null
    else json_build_object('fix', d.proposed_fix, 'reason', d.proposed_reason, 'byId', d.proposed_by, 'by', d.proposed_by_name) end as proposal,
  d.decided_by_name as "decidedBy", d.decided_at as "decidedAt", d.version`;

export async function insertDiscrepancies(
  tx: Tx,
  rows: readonly (Break & { id: string; status: DiscrepancyStatus })[],
  of: { reconciliationId: string; account: string; dueAt: Date },
): Promise<void> {
  if (rows.length === 0) return;
  await tx`insert into discrepancy ${tx(
    rows.map((row) => ({
      id: row.id,
      reconciliation_id: of.reconciliationId,
      account: of.account,
      kind: row.kind,
      movement: row.movement,
      reference: row.reference,
      payment_id: row.paymentId,
      of_client_id: row.clientId,
      ours_cents: row.oursCents,
      theirs_cents: row.theirsCents,
      explanation: row.explanation,
      status: row.status,
      due_at: of.dueAt,
    })),
  )}`;
}

export async function findDiscrepancy(tx: Tx, id: string): Promise<DiscrepancyRow | null> {
  const [row] = await tx<DiscrepancyRow[]>`select ${columns(tx)} from discrepancy d where d.id = ${id}`;
  return row ?? null;
}

export async function lockDiscrepancy(tx: Tx, id: string): Promise<DiscrepancyRow | null> {
  const [row] = await tx<
    DiscrepancyRow[]
  >`select ${columns(tx)} from discrepancy d where d.id = ${id} for update`;
  return row ?? null;
}

export async function listDiscrepancyRows(
  tx: Tx,
  query: {
    limit: number;
    afterId: string | null;
    status: DiscrepancyStatus | null;
    reconciliationId: string | null;
  },
): Promise<DiscrepancyRow[]> {
  return tx<DiscrepancyRow[]>`
    select ${columns(tx)} from discrepancy d
    where true ${query.status ? tx`and d.status = ${query.status}` : tx``}
      ${query.reconciliationId ? tx`and d.reconciliation_id = ${query.reconciliationId}` : tx``}
      ${query.afterId ? tx`and d.id < ${query.afterId}::uuid` : tx``}
    order by d.id desc limit ${query.limit}`;
}

export type Decision = {
  status: DiscrepancyStatus;
  ownerId?: string;
  ownerName?: string;
  fix?: string | null;
  reason?: string | null;
  proposedBy?: string | null;
  proposedByName?: string | null;
  decidedBy?: string;
  decidedByName?: string;
  at?: Date;
};

/** Everything that a decision names changes; the rest stays. */
export async function decide(tx: Tx, id: string, decision: Decision): Promise<void> {
  const {
    status,
    ownerId,
    ownerName,
    fix,
    reason,
    proposedBy,
    proposedByName,
    decidedBy,
    decidedByName,
    at,
  } = decision;
  await tx`
    update discrepancy set status = ${status}, version = version + 1
      ${ownerId === undefined ? tx`` : tx`, owner_id = ${ownerId}, owner_name = ${ownerName ?? ''}`}
      ${fix === undefined ? tx`` : tx`, proposed_fix = ${fix}, proposed_reason = ${reason ?? null}, proposed_by = ${proposedBy ?? null}, proposed_by_name = ${proposedByName ?? null}`}
      ${decidedBy === undefined ? tx`` : tx`, decided_by = ${decidedBy}, decided_by_name = ${decidedByName ?? ''}, decided_at = ${at ?? null}`}
    where id = ${id}`;
}

export type AcceptedRow = {
  reference: string;
  movement: string;
  kind: Discrepancy['kind'];
  oursCents: number;
  theirsCents: number;
  reason: string;
  proposedBy: string;
  approvedBy: string;
};

/** What still stands against a certificate, and what was accepted. */
export async function readCase(
  tx: Tx,
  reconciliationId: string,
): Promise<{ open: number; fixed: number; accepted: AcceptedRow[] }> {
  const [count] = await tx<{ open: number; fixed: number }[]>`
    select (count(*) filter (where status in ('open', 'assigned', 'proposed')))::integer as open,
      (count(*) filter (where status = 'fixed'))::integer as fixed
    from discrepancy where reconciliation_id = ${reconciliationId}`;
  const accepted = await tx<AcceptedRow[]>`
    select reference, movement, kind, ours_cents as "oursCents", theirs_cents as "theirsCents", proposed_reason as reason,
      proposed_by_name as "proposedBy", decided_by_name as "approvedBy"
    from discrepancy where reconciliation_id = ${reconciliationId} and status = 'accepted' order by id`;
  return { open: count?.open ?? 0, fixed: count?.fixed ?? 0, accepted: [...accepted] };
}
