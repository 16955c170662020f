import type { Tx } from '../../db/db.ts';
import type { AvailableCredits } from './payments.contract.ts';
import type { CreditUse } from './payments.model.ts';

export async function insertPlannedCredits(
  tx: Tx,
  clientId: string,
  paymentId: string,
  credits: readonly CreditUse[],
): Promise<void> {
  if (credits.length === 0) return;
  const rows = credits.map((credit, n) => ({
    client_id: clientId,
    payment_id: paymentId,
    line_no: n + 1,
    credit_note_id: credit.kind === 'credit_note' ? credit.id : null,
    credit_payment_id: credit.kind === 'payment' ? credit.id : null,
    invoice_id: credit.invoiceId,
    amount_cents: credit.amountCents,
  }));
  await tx`insert into payment_credit ${tx(rows)}`;
}

/** What a basket means to use and has not used yet. */
export async function listPlannedCredits(tx: Tx, clientId: string, paymentId: string): Promise<CreditUse[]> {
  return tx<CreditUse[]>`
    select case when c.credit_note_id is null then 'payment' else 'credit_note' end as kind,
      coalesce(c.credit_note_id, c.credit_payment_id) as id, c.invoice_id as "invoiceId", c.amount_cents as "amountCents"
    from payment_credit c
    where c.client_id = ${clientId} and c.payment_id = ${paymentId}
      and not exists (select 1 from allocation a where a.client_id = c.client_id and a.basket_id = c.payment_id and a.invoice_id = c.invoice_id
        and (a.credit_note_id = c.credit_note_id or a.payment_id = c.credit_payment_id))
    order by c.line_no`;
}

/** What these credits still hold, locked in the order of their ids, credit notes first. */
export async function lockRemainders(
  tx: Tx,
  clientId: string,
  credits: readonly Pick<CreditUse, 'kind' | 'id'>[],
): Promise<Map<string, number>> {
  const idsOf = (kind: CreditUse['kind']) => credits.filter((one) => one.kind === kind).map(({ id }) => id);
  const notes = await tx<{ id: string; cents: number }[]>`
    select id, total_cents - allocated_cents as cents from credit_note
    where client_id = ${clientId} and id = any(${idsOf('credit_note')}::uuid[]) order by id for update`;
  const payments = await tx<{ id: string; cents: number }[]>`
    select id, held_cents - allocated_cents as cents from payment
    where client_id = ${clientId} and id = any(${idsOf('payment')}::uuid[]) order by id for update`;
  return new Map([...notes, ...payments].map(({ id, cents }) => [id, cents]));
}

type AvailableCredit = AvailableCredits['items'][number];

/** Credit notes that hold something, and money on account; the oldest first, as they are best used. */
export async function listAvailableCredits(tx: Tx, clientId: string): Promise<AvailableCredit[]> {
  return tx<AvailableCredit[]>`
    select 'credit_note' as kind, c.id, c.number, c.issued_on as "issuedOn", i.id as "ofInvoiceId", i.number as "ofInvoiceNumber",
      c.reason, c.total_cents - c.allocated_cents as "remainingCents"
    from credit_note c join invoice i on i.client_id = c.client_id and i.id = c.of_invoice_id
    where c.client_id = ${clientId} and c.allocated_cents < c.total_cents
    union all
    select 'payment', p.id, coalesce(r.number, p.reference, left(p.id::text, 8)),
      coalesce(p.received_on, (p.created_at at time zone 'UTC')::date), null, null, null, p.held_cents - p.allocated_cents
    from payment p left join receipt r on r.client_id = p.client_id and r.payment_id = p.id
    where p.client_id = ${clientId} and p.allocated_cents < p.held_cents
    order by "issuedOn", number`;
}

export type UsedCredit = { number: string; invoiceId: string; invoiceNumber: string; allocatedCents: number };

/** What a basket used, whatever became of it later. */
export async function listUsedCredits(tx: Tx, clientId: string, basketId: string): Promise<UsedCredit[]> {
  return tx<UsedCredit[]>`
    select coalesce(c.number, r.number, p.reference, left(p.id::text, 8)) as number, a.invoice_id as "invoiceId",
      i.number as "invoiceNumber", a.amount_cents as "allocatedCents"
    from allocation a
    join invoice i on i.client_id = a.client_id and i.id = a.invoice_id
    left join credit_note c on c.client_id = a.client_id and c.id = a.credit_note_id
    left join payment p on p.client_id = a.client_id and p.id = a.payment_id
    left join receipt r on r.client_id = a.client_id and r.payment_id = a.payment_id
    where a.client_id = ${clientId} and a.basket_id = ${basketId} and a.reverses is null
      and (a.credit_note_id is not null or a.payment_id <> ${basketId})
    order by number, i.number`;
}
