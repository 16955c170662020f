import type { Tx } from '../../db/db.ts';
import type { Payment, PaymentLine, PaymentStatus, VendorHandover } from './payments.contract.ts';

type ViewRow = {
  id: string;
  status: PaymentStatus;
  amountCents: number;
  unallocatedCents: number;
  rail: string;
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
    p.captured_cents - p.refunded_cents - p.allocated_cents as "unallocatedCents", p.rail,
    p.client_reference as "clientReference", p.receipt_email as "receiptEmail", p.requested_by_name as "requestedBy",
    p.created_at as "createdAt", p.created_at::text as "createdAtText", p.cleared_at as "clearedAt",
    p.failure_code as "failureCode", p.version,
    (select json_build_object('id', r.id, 'number', r.number) from receipt r
      where r.client_id = p.client_id and r.payment_id = p.id) as receipt,
    (select coalesce(json_agg(json_build_object('invoiceId', i.id, 'invoiceNumber', i.number,
        'amountCents', coalesce(l.amount_cents, a.cents), 'allocatedCents', coalesce(a.cents, 0)) order by i.number), '[]')
      from (select invoice_id, amount_cents from payment_line where client_id = p.client_id and payment_id = p.id) l
      full join (select invoice_id, sum(amount_cents)::bigint as cents from allocation
        where client_id = p.client_id and payment_id = p.id group by invoice_id) a using (invoice_id)
      join invoice i on i.client_id = p.client_id and i.id = invoice_id) as lines
  from payment p`;

export async function findPaymentView(
  tx: Tx,
  clientId: string,
  id: string,
  asOf: Date,
  handover: VendorHandover | null,
): Promise<Payment | null> {
  const [row] = await tx<ViewRow[]>`${select(tx)} where p.client_id = ${clientId} and p.id = ${id}`;
  return row ? toPayment(row, asOf, handover) : null;
}

export type PaymentPosition = { createdAt: string; id: string };
export type PaymentItem = { payment: Payment; position: PaymentPosition };

/** Newest first. */
export async function listPaymentViews(
  tx: Tx,
  clientId: string,
  query: { limit: number; after: PaymentPosition | null; invoiceId: string | null },
  asOf: Date,
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
    payment: toPayment(row, asOf, null),
    position: { createdAt: row.createdAtText, id: row.id },
  }));
}

const toPayment = (row: ViewRow, asOf: Date, handover: VendorHandover | null): Payment => ({
  id: row.id,
  status: row.status,
  currency: 'AUD',
  amountCents: row.amountCents,
  unallocatedCents: row.unallocatedCents,
  rail: row.rail,
  clientReference: row.clientReference,
  receiptEmail: row.receiptEmail,
  lines: row.lines,
  requestedBy: row.requestedBy,
  createdAt: row.createdAt.toISOString(),
  clearedAt: row.clearedAt?.toISOString() ?? null,
  failureCode: row.failureCode,
  receipt: row.receipt,
  handover: row.status === 'requires_action' ? handover : null,
  version: row.version,
  asOf: asOf.toISOString(),
});
