import type { Tx } from '../../db/db.ts';
import type { Vendor } from '../../ports/payment-gateway.ts';
import type { Rail } from '../../ports/rail-policy.ts';
import { insertPlannedCredits } from './credits.repository.ts';
import type { PaymentStatus } from './payments.contract.ts';
import type {
  CreditUse,
  FailureCode,
  LiveAllocation,
  PayableInvoice,
  Portion,
  Standing,
} from './payments.model.ts';

export type PaymentRow = Standing & {
  id: string;
  vendor: Vendor | null;
  vendorRef: string | null;
  amountCents: number;
  allocatedCents: number;
  clientReference: string | null;
  receiptEmail: string | null;
  /** Null when nobody was there: a rule paid. */
  requestedBy: string | null;
  requestedByName: string | null;
  surchargeCents: number;
  rail: string;
  paymentMethodId: string | null;
  traceId: string | null;
  createdAt: Date;
  version: number;
};

export type LockedInvoice = PayableInvoice & {
  number: string;
  gstCents: number;
  siteIds: string[];
  poNumber: string | null;
};
export type BasketInvoice = LockedInvoice & {
  amountCents: number;
  linePoNumber: string | null;
  costCentre: string | null;
};

const paymentColumns = (tx: Tx) => tx`
  p.id, p.vendor, p.vendor_ref as "vendorRef", p.status, p.amount_cents as "amountCents", p.captured_cents as "capturedCents",
  p.refunded_cents as "refundedCents", p.dispute, p.disputed_cents as "disputedCents", p.dishonoured,
  p.surcharge_cents as "surchargeCents", p.allocated_cents as "allocatedCents", p.failure_code as failure,
  p.client_reference as "clientReference", p.receipt_email as "receiptEmail", p.requested_by as "requestedBy",
  p.requested_by_name as "requestedByName", p.rail, p.payment_method_id as "paymentMethodId", p.trace_id as "traceId", p.created_at as "createdAt", p.version`;

export async function findPayment(tx: Tx, clientId: string, id: string): Promise<PaymentRow | null> {
  const [row] = await tx<PaymentRow[]>`
    select ${paymentColumns(tx)} from payment p where p.client_id = ${clientId} and p.id = ${id}`;
  return row ?? null;
}

/** Takes invoices' locks before this: every transaction locks invoices first, then payments. */
export async function lockPayment(tx: Tx, clientId: string, id: string): Promise<PaymentRow | null> {
  const [row] = await tx<PaymentRow[]>`
    select ${paymentColumns(tx)} from payment p where p.client_id = ${clientId} and p.id = ${id} for update`;
  return row ?? null;
}

/** In the order of their ids, so that two baskets with the same invoices wait for each other and do not deadlock. */
export async function lockInvoices(
  tx: Tx,
  clientId: string,
  ids: readonly string[],
): Promise<LockedInvoice[]> {
  return tx<LockedInvoice[]>`
    select id, number, standing, total_cents as "totalCents", gst_cents as "gstCents",
      allocated_cents as "allocatedCents", site_ids as "siteIds", po_number as "poNumber"
    from invoice where client_id = ${clientId} and id = any(${[...ids]}::uuid[]) order by id for update`;
}

/**
 * Every invoice of a basket, locked in the same order: with what money was asked to pay, and 0 for those that only credits
 * pay or that took money of it later.
 */
export async function lockInvoicesOf(tx: Tx, clientId: string, paymentId: string): Promise<BasketInvoice[]> {
  return tx<BasketInvoice[]>`
    select i.id, i.number, i.standing, i.total_cents as "totalCents", i.gst_cents as "gstCents",
      i.allocated_cents as "allocatedCents", i.site_ids as "siteIds", i.po_number as "poNumber",
      coalesce(l.amount_cents, 0)::bigint as "amountCents", l.po_number as "linePoNumber", l.cost_centre as "costCentre"
    from invoice i left join payment_line l on l.client_id = i.client_id and l.invoice_id = i.id and l.payment_id = ${paymentId}
    where i.client_id = ${clientId} and i.id in (
      select invoice_id from payment_line where client_id = ${clientId} and payment_id = ${paymentId}
      union select invoice_id from payment_credit where client_id = ${clientId} and payment_id = ${paymentId}
      union select invoice_id from allocation where client_id = ${clientId} and payment_id = ${paymentId})
    order by i.id for update of i`;
}

/** Open payments that share an invoice, locked. The asker may not see all of them: run it in the house's scope. */
export async function lockRivals(
  tx: Tx,
  clientId: string,
  invoiceIds: readonly string[],
): Promise<PaymentRow[]> {
  return tx<PaymentRow[]>`
    select ${paymentColumns(tx)} from payment p
    where p.client_id = ${clientId} and p.status in ('created', 'requires_action', 'processing', 'unknown')
      and p.id in (select payment_id from payment_line where client_id = ${clientId} and invoice_id = any(${[...invoiceIds]}::uuid[]))
    order by p.id for update`;
}

/** Payments opened before this one that a payer could still finish at the vendor, for one of the same invoices. */
export async function findSuperseded(tx: Tx, clientId: string, id: string): Promise<PaymentRow[]> {
  return tx<PaymentRow[]>`
    select ${paymentColumns(tx)} from payment p, payment own
    where own.client_id = ${clientId} and own.id = ${id}
      and p.client_id = ${clientId} and p.id <> own.id and p.status = 'requires_action' and p.vendor_ref is not null
      and p.created_at <= own.created_at
      and exists (
        select 1 from payment_line theirs join payment_line mine using (client_id, invoice_id)
        where theirs.client_id = ${clientId} and theirs.payment_id = p.id and mine.payment_id = own.id)
    order by p.id`;
}

export type NewPayment = {
  id: string;
  rail: Rail;
  vendor: Vendor | null;
  status: 'created' | 'requires_action' | 'succeeded';
  amountCents: number;
  surchargeCents: number;
  paymentMethodId: string | null;
  clientReference: string | null;
  receiptEmail: string | null;
  requestedBy: string | null;
  requestedByName: string;
  traceId: string;
  createdAt: Date;
  clearedAt: Date | null;
  lines: readonly (Portion & { poNumber: string | null; costCentre: string | null })[];
  credits: readonly CreditUse[];
};

/** False when the payment exists already. */
export async function insertPayment(tx: Tx, clientId: string, payment: NewPayment): Promise<boolean> {
  const inserted = await tx`
    insert into payment (client_id, id, rail, vendor, status, currency, amount_cents, surcharge_cents, payment_method_id,
      client_reference, receipt_email, requested_by, requested_by_name, trace_id, created_at, cleared_at, provenance)
    values (${clientId}, ${payment.id}, ${payment.rail}, ${payment.vendor}, ${payment.status}, 'AUD', ${payment.amountCents},
      ${payment.surchargeCents}, ${payment.paymentMethodId}, ${payment.clientReference}, ${payment.receiptEmail},
      ${payment.requestedBy}, ${payment.requestedByName}, ${payment.traceId}, ${payment.createdAt}, ${payment.clearedAt}, 'manual')
    on conflict (client_id, id) do nothing`;
  if (inserted.count === 0) return false;
  const rows = payment.lines.map((line) => ({
    client_id: clientId,
    payment_id: payment.id,
    invoice_id: line.invoiceId,
    amount_cents: line.amountCents,
    po_number: line.poNumber,
    cost_centre: line.costCentre,
  }));
  if (rows.length > 0) await tx`insert into payment_line ${tx(rows)}`;
  await insertPlannedCredits(tx, clientId, payment.id, payment.credits);
  return true;
}

/** The sites of everything that a payment pays. */
export async function listSites(tx: Tx, clientId: string, paymentId: string): Promise<string[]> {
  const [row] = await tx<{ siteIds: string[] }[]>`
    select coalesce(array_agg(distinct site), '{}') as "siteIds"
    from invoice i cross join lateral unnest(i.site_ids) as site
    where i.client_id = ${clientId} and i.id in (
      select invoice_id from payment_line where client_id = ${clientId} and payment_id = ${paymentId}
      union select invoice_id from payment_credit where client_id = ${clientId} and payment_id = ${paymentId})`;
  return row?.siteIds ?? [];
}

/** What each invoice of the basket is called, for the vendor's description of it. */
export async function listInvoiceNumbers(tx: Tx, clientId: string, paymentId: string): Promise<string[]> {
  const rows = await tx<{ number: string }[]>`
    select i.number from payment_line l join invoice i on i.client_id = l.client_id and i.id = l.invoice_id
    where l.client_id = ${clientId} and l.payment_id = ${paymentId} order by i.number`;
  return rows.map(({ number }) => number);
}

export type Change = Standing & {
  vendorRef: string | null;
  feeCents: number | null;
  clearedAt: Date | null;
  checkedAt: Date;
};

/** The database refuses a standing that holds less than is allocated: what goes back is reversed before. */
export async function updateStanding(tx: Tx, clientId: string, id: string, change: Change): Promise<void> {
  await tx`
    update payment set status = ${change.status}, captured_cents = ${change.capturedCents},
      refunded_cents = ${change.refundedCents}, dispute = ${change.dispute}, disputed_cents = ${change.disputedCents},
      dishonoured = ${change.dishonoured}, failure_code = ${change.failure},
      fee_cents = coalesce(${change.feeCents}, fee_cents), vendor_ref = coalesce(vendor_ref, ${change.vendorRef}), cleared_at = coalesce(cleared_at, ${change.clearedAt}),
      checked_at = ${change.checkedAt}, version = version + 1
    where client_id = ${clientId} and id = ${id}`;
}

/** Looked at, and as it was; what it cost may be known only now. */
export async function updateChecked(
  tx: Tx,
  clientId: string,
  id: string,
  at: Date,
  feeCents: number | null = null,
): Promise<void> {
  await tx`
    update payment set checked_at = ${at}, fee_cents = coalesce(${feeCents}, fee_cents)
    where client_id = ${clientId} and id = ${id}`;
}

/** A conditional change of status before the vendor is known to hold anything. False: it moved on meanwhile. */
export async function closeOrHold(
  tx: Tx,
  clientId: string,
  id: string,
  from: readonly PaymentStatus[],
  to: { status: PaymentStatus; failure: FailureCode | null; checkedAt: Date },
): Promise<boolean> {
  const updated = await tx`
    update payment set status = ${to.status}, failure_code = ${to.failure}, checked_at = ${to.checkedAt}, version = version + 1
    where client_id = ${clientId} and id = ${id} and status = any(${[...from]}) and vendor_ref is null`;
  return updated.count > 0;
}

/**
 * Ends a payment whose vendor moves no money unless told to: it and the start of its capture exclude each other. False
 * when the capture has begun.
 */
export async function closeUncaptured(
  tx: Tx,
  clientId: string,
  id: string,
  to: { failure: FailureCode | null; checkedAt: Date },
): Promise<boolean> {
  const updated = await tx`
    update payment set status = 'cancelled', failure_code = ${to.failure}, checked_at = ${to.checkedAt}, version = version + 1
    where client_id = ${clientId} and id = ${id} and status = 'requires_action' and vendor_ref is not null`;
  return updated.count > 0;
}

export type Attempt = {
  attemptNo: number;
  idempotencyKey: string;
  outcome: 'calling' | 'answered' | 'refused' | 'unknown';
  calledAt: Date;
};

export async function insertAttempt(
  tx: Tx,
  clientId: string,
  paymentId: string,
  attempt: { idempotencyKey: string; calledAt: Date },
): Promise<void> {
  await tx`
    insert into payment_attempt (client_id, payment_id, attempt_no, idempotency_key, outcome, called_at)
    values (${clientId}, ${paymentId}, 1, ${attempt.idempotencyKey}, 'calling', ${attempt.calledAt})`;
}

/** False: somebody else takes the money, or it was decided meanwhile that nobody does. */
export async function beginCapture(tx: Tx, clientId: string, id: string, at: Date): Promise<boolean> {
  const updated = await tx`
    update payment set status = 'processing', checked_at = ${at}, version = version + 1
    where client_id = ${clientId} and id = ${id} and status in ('created', 'unknown', 'requires_action')`;
  return updated.count > 0;
}

export async function findAttempt(tx: Tx, clientId: string, paymentId: string): Promise<Attempt | null> {
  const [row] = await tx<Attempt[]>`
    select attempt_no as "attemptNo", idempotency_key as "idempotencyKey", outcome, called_at as "calledAt"
    from payment_attempt where client_id = ${clientId} and payment_id = ${paymentId} order by attempt_no desc limit 1`;
  return row ?? null;
}

/** What is certain stays certain: an answer or a refusal is not overwritten by a doubt. */
export async function concludeAttempt(
  tx: Tx,
  clientId: string,
  paymentId: string,
  result: { outcome: Attempt['outcome']; vendorRef: string | null; at: Date },
): Promise<void> {
  await tx`
    update payment_attempt set outcome = ${result.outcome}, vendor_ref = ${result.vendorRef}, answered_at = ${result.at}
    where client_id = ${clientId} and payment_id = ${paymentId} and outcome in ('calling', 'unknown')`;
}

export async function insertAllocation(
  tx: Tx,
  clientId: string,
  row: {
    id: string;
    invoiceId: string;
    paymentId: string | null;
    creditNoteId?: string | null;
    amountCents: number;
    reverses: string | null;
    basketId: string | null;
    actor: string;
  },
): Promise<void> {
  await tx`
    insert into allocation (client_id, id, invoice_id, payment_id, credit_note_id, amount_cents, reverses, basket_id, actor)
    values (${clientId}, ${row.id}, ${row.invoiceId}, ${row.paymentId}, ${row.creditNoteId ?? null}, ${row.amountCents},
      ${row.reverses}, ${row.basketId}, ${row.actor})`;
}

/** Allocations of a payment that nothing has reversed, newest first. */
export async function listLiveAllocations(
  tx: Tx,
  clientId: string,
  paymentId: string,
): Promise<LiveAllocation[]> {
  return tx<LiveAllocation[]>`
    select a.id, a.invoice_id as "invoiceId", a.amount_cents as "amountCents", a.basket_id as "basketId" from allocation a
    where a.client_id = ${clientId} and a.payment_id = ${paymentId} and a.amount_cents > 0
      and not exists (select 1 from allocation r where r.client_id = a.client_id and r.reverses = a.id)
    order by a.allocated_at desc, a.id desc`;
}

/** Clients with a payment that is due for another look, from the house's scope; each is then entered in turn. */
export async function listClients(tx: Tx): Promise<string[]> {
  const rows = await tx<{ client_id: string }[]>`select client_id from client order by client_id`;
  return rows.map((row) => row.client_id);
}

/** Open payments that nobody has looked at for a while. A payer at the vendor's form is left alone for longer. */
export async function listStale(
  tx: Tx,
  clientId: string,
  limits: { waiting: Date; acting: Date },
): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select id from payment
    where client_id = ${clientId} and status in ('created', 'requires_action', 'processing', 'unknown') and vendor is not null
      and coalesce(checked_at, created_at) < case when status = 'requires_action' then ${limits.acting}::timestamptz else ${limits.waiting}::timestamptz end
    order by created_at limit 500`;
  return rows.map(({ id }) => id);
}
