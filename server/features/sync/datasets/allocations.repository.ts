import type { Tx } from '../../../db/db.ts';
import {
  type Booked,
  type Change,
  changesOf,
  fitToRooms,
  type Room,
  type Wish,
} from '../allocations.model.ts';
import type { Batch, Obstacle } from './writer.ts';

/** Which kind of document gives the money. */
export type Giver = 'payment' | 'credit_note';

export type Plan = { giver: Giver; additions: Change[]; at: ReadonlyMap<string, Date> };

/**
 * First half: locks the invoices, reads what is booked and takes back what the source no longer says. The documents'
 * own amounts may change after this and before `book`.
 */
export async function takeBack(
  tx: Tx,
  batch: Batch,
  giver: Giver,
  wishes: readonly Wish[],
): Promise<Change[]> {
  const booked = await readBooked(
    tx,
    batch,
    giver,
    wishes.map(({ documentId }) => documentId),
  );
  const involved = [
    ...wishes.flatMap(({ amounts }) => [...amounts.keys()]),
    ...booked.map((b) => b.invoiceId),
  ];
  await tx`
    select 1 from invoice where client_id = ${batch.clientId} and id = any(${[...new Set(involved)]}::uuid[]) order by id for update`;
  const { reversals, additions } = changesOf(wishes, booked);
  const ids = reversals.flatMap(({ entryIds }) => entryIds);
  if (ids.length > 0) {
    const pairs = ids.map((reverses) => ({ id: batch.newId(), reverses }));
    await tx`
      insert into allocation (client_id, id, invoice_id, payment_id, credit_note_id, amount_cents, reverses, actor)
      select a.client_id, r.id, a.invoice_id, a.payment_id, a.credit_note_id, -a.amount_cents, a.id, ${batch.actorId}
      from jsonb_to_recordset(${tx.json(pairs)}) as r (id uuid, reverses uuid)
      join allocation a on a.client_id = ${batch.clientId} and a.id = r.reverses`;
  }
  return additions;
}

/** Second half: books what is new, as far as the invoices can take it. */
export async function book(tx: Tx, batch: Batch, { giver, additions, at }: Plan): Promise<Obstacle[]> {
  const { bookings, tooMuch } = fitToRooms(additions, await readRooms(tx, batch, additions));
  const records = bookings.map(({ documentId, invoiceId, amountCents }) => ({
    id: batch.newId(),
    document_id: documentId,
    invoice_id: invoiceId,
    amount_cents: amountCents,
    allocated_at: (at.get(documentId) ?? batch.now).toISOString(),
  }));
  if (records.length > 0)
    await tx`
      insert into allocation (client_id, id, invoice_id, ${tx(`${giver}_id`)}, amount_cents, allocated_at, actor)
      select ${batch.clientId}, id, invoice_id, document_id, amount_cents, allocated_at, ${batch.actorId}
      from jsonb_to_recordset(${tx.json(records)}) as r (id uuid, invoice_id uuid, document_id uuid, amount_cents bigint, allocated_at timestamptz)`;
  return tooMuch.map(({ index, amountCents }) => ({
    index,
    path: 'allocations',
    code: 'allocated_above_total',
    message: `The invoice cannot take ${amountCents}: more than its total would be allocated.`,
  }));
}

const readBooked = (tx: Tx, batch: Batch, giver: Giver, documentIds: string[]) => tx<Booked[]>`
  select a.${tx(`${giver}_id`)} as "documentId", a.invoice_id as "invoiceId", array_agg(a.id) as "entryIds", sum(a.amount_cents)::bigint as "amountCents"
  from allocation a
  where a.client_id = ${batch.clientId} and a.${tx(`${giver}_id`)} = any(${documentIds}::uuid[]) and a.reverses is null
    and not exists (select 1 from allocation r where r.client_id = a.client_id and r.reverses = a.id)
  group by 1, 2`;

async function readRooms(tx: Tx, batch: Batch, additions: readonly Change[]): Promise<Map<string, Room>> {
  const ids = [...new Set(additions.map(({ invoiceId }) => invoiceId))];
  if (ids.length === 0) return new Map();
  const rows = await tx<({ id: string } & Room)[]>`
    select i.id, i.total_cents - i.allocated_cents as "roomCents",
      coalesce((select sum(a.amount_cents) from allocation a join payment p on p.client_id = a.client_id and p.id = a.payment_id
        where a.client_id = i.client_id and a.invoice_id = i.id and p.source is null), 0)::bigint as "portalCents"
    from invoice i where i.client_id = ${batch.clientId} and i.id = any(${ids}::uuid[])`;
  return new Map(rows.map(({ id, ...room }) => [id, room]));
}
