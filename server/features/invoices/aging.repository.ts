import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { AgingBucketKey } from './invoices.contract.ts';
import { pendingByInvoice } from './invoices.repository.ts';

export type AgingRow = {
  /** Null for the one row that carries the sums over all buckets. */
  key: AgingBucketKey | null;
  amountCents: number;
  invoices: number;
  pendingCents: number;
  unallocatedCents: number;
};

export type AgingSelection = { today: string; siteId?: string[] | undefined };

/** Open balances by days overdue, and the sums over all of them, in one query. */
export const selectAging = (tx: Tx, scope: Scope, { today, siteId }: AgingSelection) => tx<AgingRow[]>`
  with p as (${pendingByInvoice(tx, scope)}),
  due as (
    select ${today}::date - i.due_on as days, i.total_cents - i.allocated_cents as cents,
      least(coalesce(p.cents, 0), i.total_cents - i.allocated_cents) as pending
    from invoice i left join p on p.invoice_id = i.id
    where i.client_id = ${scope.clientId} and i.standing = 'issued' and i.allocated_cents < i.total_cents
      ${siteId?.length ? tx`and i.site_ids && ${siteId}::uuid[]` : tx``}
  ),
  bucketed as (
    select case when days <= 0 then 'current' when days <= 30 then '1_30' when days <= 60 then '31_60' when days <= 90 then '61_90'
      else '91_plus' end as key, cents, pending
    from due
  )
  select key, coalesce(sum(cents), 0)::bigint as "amountCents", count(cents)::integer as invoices,
    coalesce(sum(pending), 0)::bigint as "pendingCents",
    case when grouping(key) = 1 then (
      select coalesce(sum(captured_cents - refunded_cents - allocated_cents), 0) from payment
      where client_id = ${scope.clientId} and allocated_cents < captured_cents - refunded_cents) else 0 end::bigint as "unallocatedCents"
  from bucketed group by grouping sets ((key), ())`;
