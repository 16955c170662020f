import type { Tx } from '../../db/db.ts';
import type { PaymentMovement } from './payment-timeline.contract.ts';

export type Standing = { heldCents: number; allocatedCents: number };
type Row = Standing &
  Omit<PaymentMovement, 'at' | 'kind'> & { at: Date | null; kind: PaymentMovement['kind'] };

/**
 * A payment's movements in the order in which they happened, and what it stands at, in one statement: a payment that is
 * being booked is seen as before or after, never in between. The surcharge is what the ledger keeps of it: less after a
 * refund that leaves less than it, none after a dishonour; it stands with the first capture. Null for a payment that the
 * asker has not.
 */
export async function findTimeline(
  tx: Tx,
  clientId: string,
  id: string,
): Promise<(Standing & { items: PaymentMovement[] }) | null> {
  const rows = await tx<Row[]>`
    select s.held_cents as "heldCents", s.allocated_cents as "allocatedCents", e.at, e.kind,
      e.cents as "amountCents", e.invoice_id as "invoiceId", i.number as "invoiceNumber", e.by_name as by,
      case when r.id is not null then json_build_object('kind', 'receipt', 'id', r.id, 'number', r.number)
        when n.id is not null then json_build_object('kind', 'credit_note', 'id', n.id, 'number', n.number) end as document
    from payment s left join (${events(tx, clientId, id)}) e on true
    left join invoice i on i.client_id = ${clientId} and i.id = e.invoice_id
    left join receipt r on r.client_id = ${clientId} and r.payment_id = e.receipt_of
    left join credit_note n on n.client_id = ${clientId} and n.id = e.credit_note_id
    where s.client_id = ${clientId} and s.id = ${id}
    order by e.at, e.rank, e.no`;
  const [first] = rows;
  if (!first) return null;
  const { heldCents, allocatedCents } = first;
  const items = rows.flatMap(({ heldCents: _held, allocatedCents: _allocated, at, ...item }) =>
    at === null ? [] : [{ ...item, at: at.toISOString() }],
  );
  return { heldCents, allocatedCents, items };
}

const events = (tx: Tx, clientId: string, id: string) => tx`
  select p.created_at as at, 0 as rank, 0 as no, 'initiated' as kind, p.amount_cents as cents, null::uuid as invoice_id,
    null::uuid as receipt_of, null::uuid as credit_note_id, p.requested_by_name as by_name
  from payment p where p.client_id = ${clientId} and p.id = ${id} and p.source is null
  union all
  select m.at, 1, m.movement_no, m.kind, m.amount_cents, null, m.payment_id, null, null
  from money_movement m where m.client_id = ${clientId} and m.payment_id = ${id}
  union all
  select (select min(m.at) from money_movement m where m.client_id = ${clientId} and m.payment_id = ${id} and m.kind = 'capture'),
    2, 0, 'surcharge', p.held_cents - app.kept_cents(p), null, p.id, null, null
  from payment p where p.client_id = ${clientId} and p.id = ${id} and p.held_cents <> app.kept_cents(p)
  union all
  select a.allocated_at, 3, row_number() over (order by a.allocated_at, (a.reverses is not null) desc, a.id),
    case when a.payment_id = ${id} then case when a.amount_cents > 0 then 'allocated' else 'reversed' end
      when a.amount_cents > 0 then 'credit_used' else 'credit_returned' end,
    a.amount_cents, a.invoice_id, a.payment_id, a.credit_note_id, null
  from allocation a where a.client_id = ${clientId} and a.payment_id = ${id}
    or a.client_id = ${clientId} and a.basket_id = ${id}`;
