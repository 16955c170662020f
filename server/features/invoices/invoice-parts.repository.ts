import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { InvoiceEvent, InvoiceLine } from './invoices.contract.ts';

export const readLines = (tx: Tx, scope: Scope, invoiceId: string) => tx<InvoiceLine[]>`
  select l.line_no as "lineNo", l.description, trim_scale(l.quantity)::text as quantity, l.unit, trim_scale(l.unit_price)::text as "unitPrice",
    l.net_cents as "netCents", l.gst_code as "gstCode", l.gst_cents as "gstCents", l.workbill_number as "workbillNumber",
    l.contract_number as "contractNumber",
    case when s.id is not null then json_build_object('id', s.id, 'code', s.code, 'name', s.name) end as site
  from invoice_line l left join site s on s.client_id = l.client_id and s.id = l.site_id
  where l.client_id = ${scope.clientId} and l.invoice_id = ${invoiceId}
  order by l.line_no`;

export type EventRow = Omit<InvoiceEvent, 'at'> & { at: Date };

/**
 * What happened to an invoice, oldest first. Payments that the asker may not see leave their amounts, not who made
 * them. A credit that was taken back is a `credit_allocated` below zero.
 */
export const readHistory = (tx: Tx, scope: Scope, invoiceId: string, timeZone: string) => tx<EventRow[]>`
  select at, kind, cents as "amountCents", reference, payment_id as "paymentId", credit_note_id as "creditNoteId", rail, by_name as by
  from (
    select 0 as rank, (i.issued_on + time '12:00') at time zone ${timeZone} as at, 'issued' as kind, i.total_cents as cents, i.number as reference,
      null::uuid as payment_id, null::uuid as credit_note_id, null as rail, null as by_name
    from invoice i where i.client_id = ${scope.clientId} and i.id = ${invoiceId}
    union all
    select 1, d.delivered_at, 'sent', null, null, null, null, null, null
    from invoice_delivery d where d.client_id = ${scope.clientId} and d.invoice_id = ${invoiceId} and d.recipients > 0
    union all
    select 1, v.viewed_at, 'viewed', null, null, null, null, null, v.viewed_by_name
    from invoice_view v where v.client_id = ${scope.clientId} and v.invoice_id = ${invoiceId}
    union all
    select 3, i.source_updated_at, case i.standing when 'void' then 'voided' else 'written_off' end, i.total_cents, i.number, null, null, null, null
    from invoice i where i.client_id = ${scope.clientId} and i.id = ${invoiceId} and i.standing <> 'issued'
    union all
    select 1, p.created_at, 'payment_initiated', l.amount_cents, null, p.id, null, p.rail, p.requested_by_name
    from payment_line l join payment p on p.client_id = l.client_id and p.id = l.payment_id
    where l.client_id = ${scope.clientId} and l.invoice_id = ${invoiceId} and p.source is null
      and p.status not in ('created', 'requires_action', 'cancelled')
    union all
    select 2, coalesce(p.checked_at, p.created_at), 'payment_failed', l.amount_cents, p.failure_code, p.id, null, p.rail, p.requested_by_name
    from payment_line l join payment p on p.client_id = l.client_id and p.id = l.payment_id
    where l.client_id = ${scope.clientId} and l.invoice_id = ${invoiceId} and p.status = 'failed'
    union all
    select 2, a.allocated_at,
      case when a.credit_note_id is not null then 'credit_allocated' when a.amount_cents > 0 then 'payment_allocated' else 'payment_reversed' end,
      a.amount_cents, coalesce(r.number, p.reference, n.number), p.id, n.id, p.rail, p.requested_by_name
    from allocation a
      left join payment p on p.client_id = a.client_id and p.id = a.payment_id
      left join receipt r on r.client_id = a.client_id and r.payment_id = a.payment_id
      left join credit_note n on n.client_id = a.client_id and n.id = a.credit_note_id
    where a.client_id = ${scope.clientId} and a.invoice_id = ${invoiceId}
  ) as event
  order by at, rank, cents desc`;
