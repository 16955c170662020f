import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { AgingBucketKey } from './invoices.contract.ts';
import { disputedByInvoice, pendingByInvoice, promisedByInvoice } from './invoices.repository.ts';

export type AgingRow = {
  /** Null for the one row that carries the sums over all buckets. */
  key: AgingBucketKey | null;
  amountCents: number;
  invoices: number;
  disputedCents: number;
  promisedCents: number;
  pendingCents: number;
  unallocatedCents: number;
};

export type AgingSelection = {
  asAt: string;
  /** The ledger as it is, whose sums are kept on the rows; otherwise as it was at the end of `asAt`. */
  isNow: boolean;
  siteId?: string[] | undefined;
  excludeDisputed: boolean;
  timeZone: string;
};

/** Open balances by days overdue, and the sums over all of them, in one query. */
export const selectAging = (tx: Tx, scope: Scope, selection: AgingSelection) => {
  const { asAt, siteId, excludeDisputed } = selection;
  const source = selection.isNow ? fromNow(tx, scope, selection) : fromLedger(tx, scope, selection);
  return tx<AgingRow[]>`
  with ${source},
  due as (
    select ${asAt}::date - i.due_on as days, i.cents, least(coalesce(d.cents, 0), i.cents) as disputed,
      least(coalesce(w.cents, 0), i.cents) as promised, least(coalesce(p.cents, 0), i.cents) as pending
    from owed i left join p on p.invoice_id = i.id left join d on d.invoice_id = i.id left join w on w.invoice_id = i.id
    where i.cents > 0 ${siteId?.length ? tx`and i.site_ids && ${siteId}::uuid[]` : tx``}
  ),
  bucketed as (
    select case when days <= 0 then 'current' when days <= 30 then '1_30' when days <= 60 then '31_60' when days <= 90 then '61_90'
      when days <= 120 then '91_120' else '121_plus' end as key,
      ${excludeDisputed ? tx`cents - disputed` : tx`cents`} as cents, disputed, promised, pending
    from due
  )
  select key, coalesce(sum(cents), 0)::bigint as "amountCents", (count(*) filter (where cents > 0))::integer as invoices,
    coalesce(sum(disputed), 0)::bigint as "disputedCents", coalesce(sum(promised), 0)::bigint as "promisedCents",
    coalesce(sum(pending), 0)::bigint as "pendingCents",
    case when grouping(key) = 1 then (select coalesce(sum(cents), 0) from unallocated) else 0 end::bigint as "unallocatedCents"
  from bucketed group by grouping sets ((key), ())`;
};

const fromNow = (tx: Tx, scope: Scope, { asAt }: AgingSelection) => tx`
  p as (${pendingByInvoice(tx, scope)}), d as (${disputedByInvoice(tx, scope)}), w as (${promisedByInvoice(tx, scope, asAt)}),
  owed as (
    select i.id, i.due_on, i.site_ids, i.total_cents - i.allocated_cents as cents from invoice i
    where i.client_id = ${scope.clientId} and i.standing = 'issued' and i.allocated_cents < i.total_cents
  ),
  unallocated as (
    select held_cents - allocated_cents as cents from payment
    where client_id = ${scope.clientId} and allocated_cents < held_cents
    union all
    select total_cents - allocated_cents from credit_note where client_id = ${scope.clientId} and allocated_cents < total_cents
  )`;

/** How payments under way stood on a day is not kept: nothing is pending on it. */
const fromLedger = (tx: Tx, scope: Scope, { asAt, timeZone }: AgingSelection) => tx`
  p as (select null::uuid as invoice_id, 0::bigint as cents where false),
  d as (${disputedAt(tx, scope, asAt, timeZone)}), w as (${promisedAt(tx, scope, asAt, timeZone)}),
  owed as (
    select i.id, i.due_on, i.site_ids, i.balance_cents as cents from app.invoices_at(${scope.clientId}::uuid, ${asAt}::date, ${timeZone}) i
    where i.balance_cents > 0
  ),
  unallocated as (
    select remaining_cents as cents from app.payments_at(${scope.clientId}::uuid, ${asAt}::date, ${timeZone}) where remaining_cents > 0
    union all
    select remaining_cents from app.credit_notes_at(${scope.clientId}::uuid, ${asAt}::date, ${timeZone}) where remaining_cents > 0
  )`;

/** What was in dispute at the end of a day, by invoice. */
export const disputedAt = (tx: Tx, scope: Scope, asAt: string, timeZone: string) => tx`
  select invoice_id, sum(amount_cents)::bigint as cents from dispute
  where client_id = ${scope.clientId} and (raised_at at time zone ${timeZone})::date <= ${asAt}::date
    and (closed_at is null or (closed_at at time zone ${timeZone})::date > ${asAt}::date)
  group by invoice_id`;

const promisedAt = (tx: Tx, scope: Scope, asAt: string, timeZone: string) => tx`
  select invoice_id, sum(amount_cents)::bigint as cents from payment_promise
  where client_id = ${scope.clientId} and (promised_at at time zone ${timeZone})::date <= ${asAt}::date and promised_on >= ${asAt}::date
    and (withdrawn_at is null or (withdrawn_at at time zone ${timeZone})::date > ${asAt}::date)
  group by invoice_id`;
