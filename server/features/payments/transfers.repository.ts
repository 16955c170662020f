import type { Tx } from '../../db/db.ts';
import type { Portion } from './payments.model.ts';
import type { ReceiptContent } from './receipt.model.ts';

/** Money that a bank brought for one client. */
export type Transfer = {
  /** Stable: a transfer is booked once, however often it is told. */
  id: string;
  /** The basket that it was announced for; null for a payment of its own. */
  paymentId: string | null;
  /** Of the payment that is made when there is no basket, or none that can take money any more. */
  newPaymentId: string;
  rail: 'bpay' | 'eft' | 'cheque';
  amountCents: number;
  receivedOn: string;
  /** The invoices that it names, with how much of each; what is over stays as credit on account. */
  lines: readonly Portion[];
};

export async function listBooked(tx: Tx, clientId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx<{ id: string }[]>`
    select id from payment_transfer where client_id = ${clientId} and id = any(${[...ids]}::uuid[])`;
  return new Set(rows.map(({ id }) => id));
}

/** Everything that a basket may pay. */
export async function listInvoicesOfBaskets(
  tx: Tx,
  clientId: string,
  paymentIds: readonly string[],
): Promise<string[]> {
  if (paymentIds.length === 0) return [];
  const ids = [...paymentIds];
  const rows = await tx<{ id: string }[]>`
    select invoice_id as id from payment_line where client_id = ${clientId} and payment_id = any(${ids}::uuid[])
    union select invoice_id from payment_credit where client_id = ${clientId} and payment_id = any(${ids}::uuid[])
    union select invoice_id from allocation where client_id = ${clientId} and payment_id = any(${ids}::uuid[])`;
  return rows.map(({ id }) => id);
}

/** What a basket asked money for, in the order of its lines. */
export async function listBasketLines(tx: Tx, clientId: string, paymentId: string): Promise<Portion[]> {
  return tx<Portion[]>`
    select invoice_id as "invoiceId", amount_cents as "amountCents" from payment_line
    where client_id = ${clientId} and payment_id = ${paymentId} order by invoice_id`;
}

export type TransferPayment = Pick<Transfer, 'rail' | 'amountCents' | 'receivedOn' | 'lines'> & {
  id: string;
};

/** Payments that begin as captured: the ledger's trigger writes their movements. */
export async function insertTransferPayments(
  tx: Tx,
  clientId: string,
  payments: readonly TransferPayment[],
  common: { traceId: string; now: Date },
): Promise<void> {
  if (payments.length === 0) return;
  await tx`
    insert into payment (client_id, id, rail, status, currency, amount_cents, captured_cents, received_on, trace_id, created_at, cleared_at, provenance)
    select ${clientId}, p.id, p.rail, 'succeeded', 'AUD', p."amountCents", p."amountCents", p."receivedOn", ${common.traceId}, ${common.now}, ${common.now}, 'derived'
    from json_to_recordset(${JSON.stringify(payments)}::text::json) as p (id uuid, rail text, "amountCents" bigint, "receivedOn" date)`;
  const lines = payments.flatMap(({ id, lines: own }) => own.map((line) => ({ paymentId: id, ...line })));
  if (lines.length === 0) return;
  await tx`
    insert into payment_line (client_id, payment_id, invoice_id, amount_cents)
    select ${clientId}, l."paymentId", l."invoiceId", l."amountCents"
    from json_to_recordset(${JSON.stringify(lines)}::text::json) as l ("paymentId" uuid, "invoiceId" uuid, "amountCents" bigint)`;
}

export type TransferRow = {
  id: string;
  paymentId: string;
  amountCents: number;
  receivedOn: string;
  reverses: string | null;
};

export async function insertTransfers(tx: Tx, clientId: string, rows: readonly TransferRow[]): Promise<void> {
  await tx`
    insert into payment_transfer (client_id, id, payment_id, amount_cents, received_on, reverses)
    select ${clientId}, t.id, t."paymentId", t."amountCents", t."receivedOn", t.reverses
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as t (id uuid, "paymentId" uuid, "amountCents" bigint, "receivedOn" date, reverses uuid)`;
}

export async function insertAllocations(
  tx: Tx,
  clientId: string,
  actor: string,
  rows: readonly (Portion & { id: string; paymentId: string })[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx`
    insert into allocation (client_id, id, invoice_id, payment_id, amount_cents, basket_id, actor)
    select ${clientId}, a.id, a."invoiceId", a."paymentId", a."amountCents", a."paymentId", ${actor}
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as a (id uuid, "invoiceId" uuid, "paymentId" uuid, "amountCents" bigint)`;
}

export async function nextReceiptNumbers(tx: Tx, count: number): Promise<string[]> {
  const rows = await tx<{ n: number }[]>`
    select nextval('receipt_number') as n from generate_series(1, ${count}::integer)`;
  return rows.map(({ n }) => `R-${n}`);
}

export async function insertReceipts(
  tx: Tx,
  clientId: string,
  receipts: readonly { id: string; content: ReceiptContent; sha256: string }[],
): Promise<void> {
  await tx`
    insert into receipt (client_id, id, number, payment_id, issued_at, content, sha256, sent_to)
    select ${clientId}, r.id, r.content->>'number', (r.content->>'paymentId')::uuid, (r.content->>'issuedAt')::timestamptz, r.content, r.sha256, null
    from json_to_recordset(${JSON.stringify(receipts)}::text::json) as r (id uuid, content jsonb, sha256 text)`;
}

export type StandingTransfer = TransferRow & { isReversed: boolean };

export async function findTransfer(tx: Tx, clientId: string, id: string): Promise<StandingTransfer | null> {
  const [row] = await tx<StandingTransfer[]>`
    select t.id, t.payment_id as "paymentId", t.amount_cents as "amountCents", t.received_on as "receivedOn", t.reverses,
      exists (select 1 from payment_transfer r where r.client_id = t.client_id and r.reverses = t.id) as "isReversed"
    from payment_transfer t where t.client_id = ${clientId} and t.id = ${id}`;
  return row ?? null;
}

/** What the bank brought for a payment and has not taken back. */
export async function sumTransfers(tx: Tx, clientId: string, paymentId: string): Promise<number> {
  const [row] = await tx<{ cents: number }[]>`
    select coalesce(sum(amount_cents), 0)::bigint as cents from payment_transfer
    where client_id = ${clientId} and payment_id = ${paymentId}`;
  return row?.cents ?? 0;
}
