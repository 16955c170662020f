import type { Tx } from '../../db/db.ts';
import type { RailPolicy } from '../../ports/rail-policy.ts';
import type {
  Payment,
  PaymentCredit,
  PaymentLine,
  PaymentStatus,
  VendorHandover,
} from './payments.contract.ts';
import { transferOf } from './transfer.model.ts';

type ViewRow = {
  id: string;
  status: PaymentStatus;
  amountCents: number;
  unallocatedCents: number;
  refundedCents: number;
  surchargeCents: number;
  rail: string;
  transferReference: string | null;
  credits: PaymentCredit[];
  clientReference: string | null;
  receiptEmail: string | null;
  requestedBy: string | null;
  createdAt: Date;
  /** With microseconds, which a Date does not hold: the cursor needs the exact instant. */
  createdAtText: string;
  clearedAt: Date | null;
  failureCode: Payment['failureCode'];
  receipt: Payment['receipt'];
  lines: PaymentLine[];
  version: number;
};

/**
 * Lines are what was asked for; a payment that came from the core system asked for nothing, so its allocations stand
 * for them.
 */
const select = (tx: Tx) => tx`
  select p.id, p.status, p.amount_cents as "amountCents",
    p.held_cents - p.allocated_cents as "unallocatedCents", p.refunded_cents as "refundedCents",
    p.surcharge_cents as "surchargeCents", p.rail,
    (select b.reference from bank_reference b where b.client_id = p.client_id and b.payment_id = p.id) as "transferReference",
    p.client_reference as "clientReference", p.receipt_email as "receiptEmail", p.requested_by_name as "requestedBy",
    p.created_at as "createdAt", p.created_at::text as "createdAtText", p.cleared_at as "clearedAt",
    p.failure_code as "failureCode", p.version,
    (select json_build_object('id', r.id, 'number', r.number) from receipt r
      where r.client_id = p.client_id and r.payment_id = p.id) as receipt,
    (select coalesce(json_agg(json_build_object('invoiceId', i.id, 'invoiceNumber', i.number,
        'amountCents', coalesce(l.amount_cents, a.cents), 'allocatedCents', coalesce(a.cents, 0),
        'poNumber', coalesce(l.po_number, i.po_number), 'costCentre', l.cost_centre) order by i.number), '[]')
      from (select invoice_id, amount_cents, po_number, cost_centre from payment_line where client_id = p.client_id and payment_id = p.id) l
      full join (select invoice_id, sum(amount_cents)::bigint as cents from allocation
        where client_id = p.client_id and payment_id = p.id group by invoice_id) a using (invoice_id)
      join invoice i on i.client_id = p.client_id and i.id = invoice_id) as lines,
    (select coalesce(json_agg(json_build_object('kind', case when c.credit_note_id is null then 'payment' else 'credit_note' end,
        'id', coalesce(c.credit_note_id, c.credit_payment_id), 'number', coalesce(n.number, r.number, left(c.credit_payment_id::text, 8)),
        'invoiceId', i.id, 'invoiceNumber', i.number, 'amountCents', c.amount_cents, 'allocatedCents', coalesce((
          select sum(a.amount_cents)::bigint from allocation a where a.client_id = c.client_id and a.basket_id = c.payment_id
            and a.invoice_id = c.invoice_id and (a.credit_note_id = c.credit_note_id or a.payment_id = c.credit_payment_id)), 0))
        order by c.line_no), '[]')
      from payment_credit c join invoice i on i.client_id = c.client_id and i.id = c.invoice_id
      left join credit_note n on n.client_id = c.client_id and n.id = c.credit_note_id
      left join receipt r on r.client_id = c.client_id and r.payment_id = c.credit_payment_id
      where c.client_id = p.client_id and c.payment_id = p.id) as credits
  from payment p`;

export async function findPaymentView(
  tx: Tx,
  clientId: string,
  id: string,
  asOf: Date,
  handover: VendorHandover | null,
  policy: RailPolicy,
): Promise<Payment | null> {
  const [row] = await tx<ViewRow[]>`${select(tx)} where p.client_id = ${clientId} and p.id = ${id}`;
  return row ? toPayment(row, asOf, handover, policy) : null;
}

export type PaymentPosition = { createdAt: string; id: string };
export type PaymentItem = { payment: Payment; position: PaymentPosition };

/** Newest first. */
export async function listPaymentViews(
  tx: Tx,
  clientId: string,
  query: { limit: number; after: PaymentPosition | null; invoiceId: string | null },
  asOf: Date,
  policy: RailPolicy,
): Promise<PaymentItem[]> {
  const after = query.after
    ? tx`and (p.created_at, p.id) < (${query.after.createdAt}::timestamptz, ${query.after.id}::uuid)`
    : tx``;
  const ofInvoice = query.invoiceId
    ? tx`and p.id in (
        select payment_id from payment_line where client_id = ${clientId} and invoice_id = ${query.invoiceId}
        union select payment_id from allocation where client_id = ${clientId} and invoice_id = ${query.invoiceId} and payment_id is not null)`
    : tx``;
  const rows = await tx<ViewRow[]>`
    ${select(tx)} where p.client_id = ${clientId} ${after} ${ofInvoice}
    order by p.created_at desc, p.id desc limit ${query.limit}`;
  return rows.map((row) => ({
    payment: toPayment(row, asOf, null, policy),
    position: { createdAt: row.createdAtText, id: row.id },
  }));
}

const toPayment = (
  row: ViewRow,
  asOf: Date,
  handover: VendorHandover | null,
  policy: RailPolicy,
): Payment => ({
  id: row.id,
  status: row.status,
  currency: 'AUD',
  amountCents: row.amountCents,
  unallocatedCents: row.unallocatedCents,
  refundedCents: row.refundedCents,
  surchargeCents: row.surchargeCents,
  rail: row.rail,
  clientReference: row.clientReference,
  receiptEmail: row.receiptEmail,
  lines: row.lines,
  credits: row.credits,
  transfer: transferOf(row, policy),
  requestedBy: row.requestedBy,
  createdAt: row.createdAt.toISOString(),
  clearedAt: row.clearedAt?.toISOString() ?? null,
  failureCode: row.failureCode,
  receipt: row.receipt,
  handover: row.status === 'requires_action' ? handover : null,
  version: row.version,
  asOf: asOf.toISOString(),
});
