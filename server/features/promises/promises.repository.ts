import type { Tx } from '../../db/db.ts';

export type PromiseRow = {
  id: string;
  invoiceId: string;
  invoiceNumber: string;
  amountCents: number;
  promisedOn: string;
  note: string | null;
  settledCents: number;
  promisedByName: string;
  promisedAt: Date;
  withdrawnAt: Date | null;
};

const select = (tx: Tx, clientId: string, timeZone: string) => tx`
  select w.id, w.invoice_id as "invoiceId", i.number as "invoiceNumber", w.amount_cents as "amountCents", w.promised_on as "promisedOn", w.note,
    greatest(0, (select coalesce(sum(a.amount_cents), 0) from allocation a
      where a.client_id = w.client_id and a.invoice_id = w.invoice_id and a.allocated_at > w.promised_at
        and (a.allocated_at at time zone ${timeZone})::date <= w.promised_on))::bigint as "settledCents",
    w.promised_by_name as "promisedByName", w.promised_at as "promisedAt", w.withdrawn_at as "withdrawnAt"
  from payment_promise w join invoice i on i.client_id = w.client_id and i.id = w.invoice_id
  where w.client_id = ${clientId}`;

export const selectPromises = (tx: Tx, clientId: string, timeZone: string, invoiceId: string) => tx<
  PromiseRow[]
>`
  ${select(tx, clientId, timeZone)} and w.invoice_id = ${invoiceId} order by w.promised_at desc, w.id desc limit 200`;

export async function findPromise(
  tx: Tx,
  clientId: string,
  timeZone: string,
  id: string,
): Promise<PromiseRow | undefined> {
  const [row] = await tx<PromiseRow[]>`${select(tx, clientId, timeZone)} and w.id = ${id}`;
  return row;
}

export type InvoiceToPromise = { balanceCents: number; promisedCents: number; siteIds: string[] };

/** Locked, with what earlier promises for days that have not passed name already. */
export async function lockInvoiceToPromise(
  tx: Tx,
  clientId: string,
  invoiceId: string,
  today: string,
): Promise<InvoiceToPromise | undefined> {
  await tx`select 1 from invoice where client_id = ${clientId} and id = ${invoiceId} for update`;
  const [row] = await tx<InvoiceToPromise[]>`
    select case when i.standing = 'issued' then i.total_cents - i.allocated_cents else 0 end as "balanceCents", i.site_ids as "siteIds",
      (select coalesce(sum(w.amount_cents), 0) from payment_promise w where w.client_id = i.client_id and w.invoice_id = i.id
        and w.withdrawn_at is null and w.promised_on >= ${today}::date)::bigint as "promisedCents"
    from invoice i where i.client_id = ${clientId} and i.id = ${invoiceId}`;
  return row;
}

export type NewPromise = {
  id: string;
  invoiceId: string;
  amountCents: number;
  promisedOn: string;
  note: string | null;
  by: string;
  byName: string;
  at: Date;
};

export async function insertPromise(tx: Tx, clientId: string, promise: NewPromise): Promise<void> {
  await tx`
    insert into payment_promise (client_id, id, invoice_id, amount_cents, promised_on, note, promised_by, promised_by_name, promised_at)
    values (${clientId}, ${promise.id}, ${promise.invoiceId}, ${promise.amountCents}, ${promise.promisedOn}, ${promise.note}, ${promise.by},
      ${promise.byName}, ${promise.at})`;
}

export async function withdrawPromiseRow(tx: Tx, clientId: string, id: string, at: Date): Promise<boolean> {
  const changed = await tx`
    update payment_promise set withdrawn_at = ${at} where client_id = ${clientId} and id = ${id} and withdrawn_at is null returning 1`;
  return changed.length > 0;
}

export async function hasInvoice(tx: Tx, clientId: string, id: string): Promise<boolean> {
  const found = await tx`select 1 from invoice where client_id = ${clientId} and id = ${id}`;
  return found.length > 0;
}
