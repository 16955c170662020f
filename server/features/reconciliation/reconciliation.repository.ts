import type { Tx } from '../../db/db.ts';
import type {
  Certificate,
  ReconciliationAccount,
  ReconciliationFacts,
  ReconciliationStatus,
} from './reconciliation.contract.ts';
import type { PortalMovement } from './reconciliation.model.ts';

export type ReconciliationRow = {
  id: string;
  account: ReconciliationAccount;
  from: string;
  to: string;
  status: ReconciliationStatus;
  requestedBy: string;
  requestedAt: Date;
  finishedAt: Date | null;
  facts: ReconciliationFacts | null;
  failure: string | null;
  openDiscrepancies: number;
  healed: number;
  certificate: { issuedAt: string; sha256: string } | null;
};

const columns = (tx: Tx) => tx`
  r.id, r.account, r.period_from as "from", r.period_to as "to", r.status, r.requested_by as "requestedBy",
  r.requested_at as "requestedAt", r.finished_at as "finishedAt", r.facts, r.failure,
  (select count(*)::integer from discrepancy d where d.reconciliation_id = r.id and d.status in ('open', 'assigned', 'proposed')) as "openDiscrepancies",
  (select count(*)::integer from discrepancy d where d.reconciliation_id = r.id and d.status = 'healed') as healed,
  (select json_build_object('issuedAt', c.content->>'issuedAt', 'sha256', c.sha256)
    from reconciliation_certificate c where c.reconciliation_id = r.id) as certificate`;

export async function findReconciliation(tx: Tx, id: string): Promise<ReconciliationRow | null> {
  const [row] = await tx<ReconciliationRow[]>`select ${columns(tx)} from reconciliation r where r.id = ${id}`;
  return row ?? null;
}

export async function listReconciliationRows(
  tx: Tx,
  query: { limit: number; after: { requestedAt: string; id: string } | null },
): Promise<(ReconciliationRow & { requestedAtText: string })[]> {
  return tx<(ReconciliationRow & { requestedAtText: string })[]>`
    select ${columns(tx)}, r.requested_at::text as "requestedAtText" from reconciliation r
    where true ${query.after ? tx`and (r.requested_at, r.id) < (${query.after.requestedAt}::timestamptz, ${query.after.id}::uuid)` : tx``}
    order by r.requested_at desc, r.id desc limit ${query.limit}`;
}

/** False when this period of the account is at work already, or the id is taken. */
export async function insertReconciliation(
  tx: Tx,
  row: { id: string; account: string; from: string; to: string; requestedBy: string; at: Date },
): Promise<boolean> {
  const inserted = await tx`
    insert into reconciliation (id, account, period_from, period_to, status, requested_by, requested_at)
    values (${row.id}, ${row.account}, ${row.from}, ${row.to}, 'queued', ${row.requestedBy}, ${row.at})
    on conflict do nothing`;
  return inserted.count > 0;
}

export async function setStatus(
  tx: Tx,
  id: string,
  from: readonly ReconciliationStatus[],
  to: {
    status: ReconciliationStatus;
    finishedAt: Date | null;
    facts: ReconciliationFacts | null;
    failure: string | null;
  },
): Promise<boolean> {
  const updated = await tx`
    update reconciliation set status = ${to.status}, finished_at = ${to.finishedAt}, failure = ${to.failure},
      facts = coalesce(${to.facts === null ? null : tx.json(to.facts)}, facts), version = version + 1
    where id = ${id} and status = any(${[...from]})`;
  return updated.count > 0;
}

/** Runs that were asked for before a moment and never ended have failed. */
export async function failAbandoned(tx: Tx, before: Date, now: Date): Promise<void> {
  await tx`
    update reconciliation set status = 'failed', finished_at = ${now}, failure = coalesce(failure, 'The run ended unexpectedly.'),
      version = version + 1
    where status in ('queued', 'running') and requested_at < ${before}`;
}

export async function listClientIds(tx: Tx): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`select client_id as id from client order by client_id`;
  return rows.map(({ id }) => id);
}

/** A client's movements at one vendor, of a span of time. */
export async function listPortalMovements(
  tx: Tx,
  clientId: string,
  vendor: string,
  span: { from: Date | null; to: Date | null },
): Promise<PortalMovement[]> {
  return tx<PortalMovement[]>`
    select p.vendor_ref as "vendorRef", p.id as "paymentId", m.client_id as "clientId", m.kind, m.amount_cents as "amountCents", m.at
    from money_movement m join payment p on p.client_id = m.client_id and p.id = m.payment_id
    where m.client_id = ${clientId} and p.vendor = ${vendor} and p.vendor_ref is not null
      ${span.from ? tx`and m.at >= ${span.from}` : tx``} ${span.to ? tx`and m.at < ${span.to}` : tx``}
    order by m.at, m.movement_no`;
}

/** What a client's money at one vendor had come to before a moment; one row. */
export async function sumPortalMovements(
  tx: Tx,
  clientId: string,
  vendor: string,
  before: Date,
): Promise<number[]> {
  const rows = await tx<{ cents: number }[]>`
    select coalesce(sum(m.amount_cents), 0)::bigint as cents
    from money_movement m join payment p on p.client_id = m.client_id and p.id = m.payment_id
    where m.client_id = ${clientId} and p.vendor = ${vendor} and p.vendor_ref is not null and m.at < ${before}`;
  return rows.map(({ cents }) => cents);
}

/** When a client's first payment at a vendor began; none or one. */
export async function findFirstMovement(tx: Tx, clientId: string, vendor: string): Promise<Date[]> {
  const rows = await tx<{ at: Date }[]>`
    select created_at as at from payment where client_id = ${clientId} and vendor = ${vendor} order by created_at limit 1`;
  return rows.map(({ at }) => at);
}

/** The vendor's closings of the period that ended where this one begins, where a certificate says them. */
export async function findOpening(
  tx: Tx,
  account: string,
  dayBefore: string,
): Promise<{ vendorCents: number; payoutCents: number } | null> {
  const [row] = await tx<{ vendorCents: number; payoutCents: number }[]>`
    select (c.content->'facts'->'vendor'->>'closingCents')::bigint as "vendorCents",
      coalesce((c.content->'facts'->'payouts'->'vendor'->>'closingCents')::bigint, 0) as "payoutCents"
    from reconciliation_certificate c join reconciliation r on r.id = c.reconciliation_id
    where r.account = ${account} and r.period_to = ${dayBefore} order by c.issued_at desc limit 1`;
  return row ?? null;
}

export async function insertCertificate(tx: Tx, id: string, content: Certificate, at: Date): Promise<void> {
  await tx`
    insert into reconciliation_certificate (reconciliation_id, issued_at, content, sha256)
    values (${id}, ${at}, ${tx.json(content)}, ${content.sha256}) on conflict do nothing`;
}

export async function findCertificate(tx: Tx, id: string): Promise<Certificate | null> {
  const [row] = await tx<{ content: Certificate }[]>`
    select content from reconciliation_certificate where reconciliation_id = ${id}`;
  return row?.content ?? null;
}
