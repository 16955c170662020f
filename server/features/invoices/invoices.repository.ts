import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { InvoiceQuery, InvoiceStatus } from './invoices.contract.ts';
import { bucketRange } from './invoices.model.ts';

export type InvoiceRow = {
  id: string;
  number: string;
  issuedOn: string;
  dueOn: string;
  totalCents: number;
  allocatedCents: number;
  balanceCents: number;
  pendingCents: number;
  disputedCents: number;
  promisedOn: string | null;
  status: InvoiceStatus;
  sites: { id: string; code: string; name: string }[];
  poNumber: string | null;
  contractNumber: string | null;
  version: number;
};

/** Where a page goes on: the keys of the last row of the page before. */
export type After = { key: string | number; id: string };

export type ListQuery = Omit<InvoiceQuery, 'cursor'> & { after: After | null; today: string };

/** Balance of `i`. Void and written-off invoices owe nothing. */
export const balance = (tx: Tx) =>
  tx`case when i.standing = 'issued' then i.total_cents - i.allocated_cents else 0 end`;

/** Money on its way to invoices, from the few payments that are open. */
export const pendingByInvoice = (tx: Tx, scope: Scope) => tx`
  select l.invoice_id, sum(l.amount_cents)::bigint as cents
  from payment p join payment_line l on l.client_id = p.client_id and l.payment_id = p.id
  where p.client_id = ${scope.clientId} and p.status in ('processing', 'unknown')
  group by l.invoice_id`;

/** What open disputes name, by invoice. */
export const disputedByInvoice = (tx: Tx, scope: Scope) => tx`
  select invoice_id, sum(amount_cents)::bigint as cents from dispute
  where client_id = ${scope.clientId} and closed_at is null group by invoice_id`;

/** Promises whose day has not passed, by invoice: the next day, and the sum. */
export const promisedByInvoice = (tx: Tx, scope: Scope, today: string) => tx`
  select invoice_id, min(promised_on) as on_day, sum(amount_cents)::bigint as cents from payment_promise
  where client_id = ${scope.clientId} and withdrawn_at is null and promised_on >= ${today}::date group by invoice_id`;

/** With `p`, `d` and `w` joined to `i`: what is pending, disputed and promised. */
const summaryColumns = (tx: Tx) => tx`
  i.id, i.number, i.issued_on as "issuedOn", i.due_on as "dueOn", i.total_cents as "totalCents", i.allocated_cents as "allocatedCents",
  ${balance(tx)} as "balanceCents", least(coalesce(p.cents, 0), ${balance(tx)})::bigint as "pendingCents",
  least(coalesce(d.cents, 0), ${balance(tx)})::bigint as "disputedCents",
  case when ${balance(tx)} > 0 then w.on_day end as "promisedOn",
  app.invoice_status(i.standing, i.total_cents, i.allocated_cents) as status,
  i.po_number as "poNumber", i.contract_number as "contractNumber", i.version,
  (select coalesce(json_agg(json_build_object('id', s.id, 'code', s.code, 'name', s.name) order by s.code), '[]')
    from site s where s.client_id = i.client_id and s.id = any(i.site_ids)) as sites`;

/**
 * One page, and one row more when there is a next page. The inner limit is a constant: of an unknown limit the planner
 * expects a tenth of the table, finds its cached plan too dear, and plans again at every call.
 */
export function selectInvoices(tx: Tx, scope: Scope, query: ListQuery) {
  return tx<InvoiceRow[]>`
    with p as (${pendingByInvoice(tx, scope)}), d as (${disputedByInvoice(tx, scope)}), w as (${promisedByInvoice(tx, scope, query.today)}),
    i as (
      select i.* from invoice i
      where i.client_id = ${scope.clientId} ${filters(tx, query)} ${afterCursor(tx, query)}
      order by ${orders[query.sort](tx)} ${query.limit <= 50 ? tx`limit 51` : tx`limit 201`}
    )
    select ${summaryColumns(tx)} from i left join p on p.invoice_id = i.id left join d on d.invoice_id = i.id
      left join w on w.invoice_id = i.id order by ${orders[query.sort](tx)} limit ${query.limit + 1}`;
}

const orders = {
  '-issuedOn': (tx: Tx) => tx`i.issued_on desc, i.id desc`,
  issuedOn: (tx: Tx) => tx`i.issued_on, i.id`,
  dueOn: (tx: Tx) => tx`i.due_on, i.id`,
  '-balance': (tx: Tx) => tx`(${balance(tx)}) desc, i.id desc`,
};

function afterCursor(tx: Tx, { sort, after }: ListQuery) {
  if (!after) return tx``;
  if (sort === '-balance')
    return tx`and ((${balance(tx)}), i.id) < (${after.key}::bigint, ${after.id}::uuid)`;
  if (sort === 'dueOn') return tx`and (i.due_on, i.id) > (${after.key}::date, ${after.id}::uuid)`;
  return sort === 'issuedOn'
    ? tx`and (i.issued_on, i.id) > (${after.key}::date, ${after.id}::uuid)`
    : tx`and (i.issued_on, i.id) < (${after.key}::date, ${after.id}::uuid)`;
}

function filters(tx: Tx, query: ListQuery) {
  const { status, agingBucket, siteId, issuedFrom, issuedTo, q } = query;
  const range = agingBucket ? bucketRange(agingBucket, query.today) : null;
  return tx`
    ${status?.length ? tx`and app.invoice_status(i.standing, i.total_cents, i.allocated_cents) = any(${status}::text[])` : tx``}
    ${range ? tx`and i.standing = 'issued' and i.allocated_cents < i.total_cents` : tx``}
    ${range?.from ? tx`and i.due_on >= ${range.from}::date` : tx``}
    ${range?.to ? tx`and i.due_on <= ${range.to}::date` : tx``}
    ${siteId?.length ? tx`and i.site_ids && ${siteId}::uuid[]` : tx``}
    ${issuedFrom ? tx`and i.issued_on >= ${issuedFrom}::date` : tx``}
    ${issuedTo ? tx`and i.issued_on <= ${issuedTo}::date` : tx``}
    ${q ? tx`and i.search_text like ${`%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`}` : tx``}`;
}

export type InvoiceDetailRow = InvoiceRow & {
  netCents: number;
  gstCents: number;
  gstRoundingMethod: 'total' | 'line';
  recipientName: string;
  recipientAbn: string;
  recipientAddress: string[];
  provenance: 'synced' | 'manual' | 'derived';
  source: string;
  externalId: string;
  sourceUpdatedAt: Date;
  syncedAt: Date;
  viewedAt: Date | null;
};

export async function findInvoice(
  tx: Tx,
  scope: Scope,
  { id, today }: { id: string; today: string },
): Promise<InvoiceDetailRow | undefined> {
  const [row] = await tx<InvoiceDetailRow[]>`
    with p as (${pendingByInvoice(tx, scope)}), d as (${disputedByInvoice(tx, scope)}), w as (${promisedByInvoice(tx, scope, today)})
    select ${summaryColumns(tx)}, i.net_cents as "netCents", i.gst_cents as "gstCents", i.gst_rounding_method as "gstRoundingMethod",
      c.legal_name as "recipientName", c.abn as "recipientAbn", c.postal_address as "recipientAddress",
      i.provenance, i.source, i.external_id as "externalId", i.source_updated_at as "sourceUpdatedAt", i.synced_at as "syncedAt",
      v.viewed_at as "viewedAt"
    from invoice i join client c on c.client_id = i.client_id left join p on p.invoice_id = i.id
      left join d on d.invoice_id = i.id left join w on w.invoice_id = i.id
      left join invoice_view v on v.client_id = i.client_id and v.invoice_id = i.id
    where i.client_id = ${scope.clientId} and i.id = ${id}`;
  return row;
}
