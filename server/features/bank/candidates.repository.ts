import type { Tx } from '../../db/db.ts';

export type NamedInvoice = { id: string; number: string; balanceCents: number };

/** Locked, in the order of their ids, as every booking locks them. */
export async function listNamedInvoices(
  tx: Tx,
  clientId: string,
  ids: readonly string[],
): Promise<NamedInvoice[]> {
  return tx<NamedInvoice[]>`
    select id, number, case when standing = 'issued' then total_cents - allocated_cents else 0 end as "balanceCents"
    from invoice where client_id = ${clientId} and id = any(${[...ids]}::uuid[]) order by id for update`;
}

export async function clientExists(tx: Tx, clientId: string): Promise<boolean> {
  const rows = await tx`select 1 from client where client_id = ${clientId}`;
  return rows.length > 0;
}

/** A payment by BPAY or transfer that can take money. */
export async function findOpenBasket(tx: Tx, clientId: string, paymentId: string): Promise<boolean> {
  const rows = await tx`
    select 1 from payment where client_id = ${clientId} and id = ${paymentId} and vendor is null and rail in ('bpay', 'eft')
      and source is null and not dishonoured and refunded_cents = 0`;
  return rows.length > 0;
}

export type CandidateRow = {
  target: 'basket' | 'invoice';
  invoiceId: string | null;
  paymentId: string | null;
  label: string;
  dueOn: string | null;
  balanceCents: number;
  /** What a waiting payment is for. */
  asked: { invoiceNumber: string; amountCents: number }[];
};

/** Open invoices and waiting payments of the entered client: of this amount, or with this text in a number or the reference. */
export async function listCandidates(
  tx: Tx,
  clientId: string,
  query: { amountCents: number; text: string | null; everything: boolean; limit: number },
): Promise<CandidateRow[]> {
  const pattern = query.text === null ? null : `%${query.text.replace(/[\\%_]/g, '\\$&')}%`;
  return tx<CandidateRow[]>`
    select target, "invoiceId", "paymentId", label, "dueOn", "balanceCents", asked from (
      select 'invoice' as target, id as "invoiceId", null::uuid as "paymentId", number as label, due_on as "dueOn",
        total_cents - allocated_cents as "balanceCents", '[]'::json as asked, number as names
      from invoice where client_id = ${clientId} and standing = 'issued' and allocated_cents < total_cents
      union all
      select 'basket', null, p.id, r.reference, null, p.amount_cents - p.captured_cents, a.asked,
        concat_ws(chr(10), r.reference, a.numbers)
      from payment p join bank_reference r on r.client_id = p.client_id and r.payment_id = p.id
      cross join lateral (
        select coalesce(json_agg(json_build_object('invoiceNumber', i.number, 'amountCents', l.amount_cents) order by i.number), '[]') as asked,
          string_agg(i.number, chr(10)) as numbers
        from payment_line l join invoice i on i.client_id = l.client_id and i.id = l.invoice_id
        where l.client_id = p.client_id and l.payment_id = p.id) a
      where p.client_id = ${clientId} and p.status = 'requires_action' and p.vendor is null) c
    where ${query.everything} or (${pattern}::text is null and c."balanceCents" = ${query.amountCents})
      or c.names ilike ${pattern}
    order by (c."balanceCents" = ${query.amountCents}) desc, c."dueOn" nulls first, c.label limit ${query.limit}`;
}
