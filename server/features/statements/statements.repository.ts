import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { StatementLineKind } from './statements.contract.ts';

/** What a line is made of, before it has its place and its running balance. */
export type Entry = {
  on: string;
  kind: StatementLineKind;
  reference: string;
  detail: string | null;
  dueOn: string | null;
  totalCents: number;
  amountCents: number;
  disputedCents: number;
  invoiceId: string | null;
  creditNoteId: string | null;
  paymentId: string | null;
};

export type Frame = {
  timeZone: string;
  /** Some sites alone; null for the whole account. */
  siteIds: readonly string[] | null;
};

const ofSites = (tx: Tx, { siteIds }: Frame) =>
  siteIds?.length ? tx`and i.site_ids && ${[...siteIds]}::uuid[]` : tx``;

/** Owed at the end of a day: open invoices, and on a whole account less what credits and payments have left. */
export async function readBalance(tx: Tx, scope: Scope, frame: Frame, day: string): Promise<number> {
  const { clientId } = scope;
  const { timeZone: zone } = frame;
  const [row] = await tx<{ cents: number }[]>`
    select (
      (select coalesce(sum(i.balance_cents), 0) from app.invoices_at(${clientId}::uuid, ${day}::date, ${zone}) i where true ${ofSites(tx, frame)})
      ${
        frame.siteIds === null
          ? tx`- (select coalesce(sum(remaining_cents), 0) from app.credit_notes_at(${clientId}::uuid, ${day}::date, ${zone}))
               - (select coalesce(sum(remaining_cents), 0) from app.payments_at(${clientId}::uuid, ${day}::date, ${zone}))`
          : tx``
      })::bigint as cents`;
  return row?.cents ?? 0;
}

const shape = (tx: Tx) => tx`
  e.on_day as "on", e.kind, e.reference, e.detail, e.due_on as "dueOn", e.total_cents::bigint as "totalCents", e.amount_cents::bigint as "amountCents",
  e.disputed_cents::bigint as "disputedCents", e.invoice_id as "invoiceId", e.credit_note_id as "creditNoteId", e.payment_id as "paymentId"`;

/** Down to the ids: lines that are alike otherwise stand in one order in every form of a statement. */
const inOrder = (tx: Tx) =>
  tx`e.on_day, e.rank, e.reference, e.amount_cents desc, e.invoice_id, e.credit_note_id, e.payment_id`;

const paymentName = (tx: Tx) => tx`coalesce(r.number, p.reference, left(p.id::text, 8))`;

/** What is open at the end of a day, oldest first. */
export const selectOpenItems = (tx: Tx, scope: Scope, frame: Frame, day: string) => {
  const { clientId } = scope;
  const { timeZone: zone } = frame;
  const credits = tx`
    union all
    select c.issued_on, 1, 'credit_note', c.number, c.reason, null, c.total_cents, -c.remaining_cents, 0, c.of_invoice_id, c.id, null
    from app.credit_notes_at(${clientId}::uuid, ${day}::date, ${zone}) c where c.remaining_cents <> 0
    union all
    select (m.at at time zone ${zone})::date, 2, 'payment', ${paymentName(tx)}, p.rail, null, a.kept_cents - a.surcharge_cents, -a.remaining_cents, 0,
      null, null, p.id
    from app.payments_at(${clientId}::uuid, ${day}::date, ${zone}) a
      join payment p on p.client_id = ${clientId} and p.id = a.id
      left join receipt r on r.client_id = p.client_id and r.payment_id = p.id
      join lateral (select min(x.at) as at from money_movement x where x.client_id = p.client_id and x.payment_id = p.id) m on true
    where a.remaining_cents <> 0`;
  return tx<Entry[]>`
    with d as (
      select invoice_id, sum(amount_cents)::bigint as cents from dispute
      where client_id = ${clientId} and (raised_at at time zone ${zone})::date <= ${day}::date
        and (closed_at is null or (closed_at at time zone ${zone})::date > ${day}::date)
      group by invoice_id),
    e (on_day, rank, kind, reference, detail, due_on, total_cents, amount_cents, disputed_cents, invoice_id, credit_note_id, payment_id) as (
      select i.issued_on, 0, 'invoice', i.number, null::text, i.due_on, i.total_cents, i.balance_cents, least(coalesce(d.cents, 0), i.balance_cents), i.id,
        null::uuid, null::uuid
      from app.invoices_at(${clientId}::uuid, ${day}::date, ${zone}) i left join d on d.invoice_id = i.id
      where i.balance_cents <> 0 ${ofSites(tx, frame)}
      ${frame.siteIds === null ? credits : tx``})
    select ${shape(tx)} from e order by ${inOrder(tx)}`;
};

/** What happened between two days, in order. */
export const selectActivity = (
  tx: Tx,
  scope: Scope,
  frame: Frame,
  { from, to }: { from: string; to: string },
) => {
  const { clientId } = scope;
  const { timeZone: zone } = frame;
  const moved = tx`
    union all
    select c.issued_on, 2, 'credit_note', c.number, c.reason, null, c.total_cents, -c.total_cents, c.of_invoice_id, c.id, null
    from credit_note c where c.client_id = ${clientId} and c.issued_on between ${from}::date and ${to}::date
    union all
    select (m.at at time zone ${zone})::date, 3, case m.kind when 'capture' then 'payment' else m.kind end, ${paymentName(tx)}, p.rail, null,
      abs(m.amount_cents), -m.amount_cents, null, null, p.id
    from money_movement m join payment p on p.client_id = m.client_id and p.id = m.payment_id
      left join receipt r on r.client_id = p.client_id and r.payment_id = p.id
    where m.client_id = ${clientId} and (m.at at time zone ${zone})::date between ${from}::date and ${to}::date
    union all
    select (select max((m.at at time zone ${zone})::date) from money_movement m
        where m.client_id = p.client_id and m.payment_id = p.id and (m.at at time zone ${zone})::date <= ${to}::date),
      4, 'surcharge', ${paymentName(tx)}, p.rail, null, p.surcharge_cents, l.surcharge_cents - coalesce(b.surcharge_cents, 0), null, null, p.id
    from payments_after l left join payments_before b on b.id = l.id
      join payment p on p.client_id = ${clientId} and p.id = l.id
      left join receipt r on r.client_id = p.client_id and r.payment_id = p.id
    where l.surcharge_cents <> coalesce(b.surcharge_cents, 0)`;
  const applied = tx`
    union all
    select a.counts_on, 3,
      case when a.credit_note_id is not null then 'credit' else 'payment' end || case when a.amount_cents > 0 then '_applied' else '_taken_back' end,
      i.number, coalesce(c.number, r.number, p.reference), null, abs(a.amount_cents), -a.amount_cents, i.id, a.credit_note_id, a.payment_id
    from app.allocations_at(${clientId}::uuid, ${to}::date, ${zone}) a
      join invoice i on i.client_id = ${clientId} and i.id = a.invoice_id
      left join credit_note c on c.client_id = i.client_id and c.id = a.credit_note_id
      left join payment p on p.client_id = i.client_id and p.id = a.payment_id
      left join receipt r on r.client_id = i.client_id and r.payment_id = a.payment_id
    where a.counts_on >= ${from}::date ${ofSites(tx, frame)}`;
  // Each picture is worked out once: joined as functions, one would be worked out again for every row of the other.
  return tx<Entry[]>`
    with invoices_before as materialized (select * from app.invoices_at(${clientId}::uuid, ${from}::date - 1, ${zone})),
    invoices_after as materialized (select * from app.invoices_at(${clientId}::uuid, ${to}::date, ${zone})),
    payments_before as materialized (select * from app.payments_at(${clientId}::uuid, ${from}::date - 1, ${zone})),
    payments_after as materialized (select * from app.payments_at(${clientId}::uuid, ${to}::date, ${zone})),
    e (on_day, rank, kind, reference, detail, due_on, total_cents, amount_cents, invoice_id, credit_note_id, payment_id, disputed_cents) as (
      select u.*, 0::bigint from (
        select i.issued_on, 0, 'invoice', i.number, null::text, i.due_on, i.total_cents, i.total_cents, i.id, null::uuid, null::uuid
        from invoice i
        where i.client_id = ${clientId} and i.issued_on between ${from}::date and ${to}::date ${ofSites(tx, frame)}
        union all
        select least(${to}::date, greatest(${from}::date, (h.at at time zone ${zone})::date)), 1,
          case when i.standing = 'issued' then 'correction' else i.standing end, i.number, null, null, i.total_cents,
          (i.balance_cents - i.total_cents + i.allocated_cents) - coalesce(b.balance_cents - b.total_cents + b.allocated_cents, 0), i.id, null, null
        from invoices_after i left join invoices_before b on b.id = i.id
          left join lateral (select max(x.at) as at from standing_change x
            where x.client_id = ${clientId} and x.invoice_id = i.id and (x.at at time zone ${zone})::date <= ${to}::date) h on true
        where (i.balance_cents - i.total_cents + i.allocated_cents) <> coalesce(b.balance_cents - b.total_cents + b.allocated_cents, 0) ${ofSites(tx, frame)}
        ${frame.siteIds === null ? moved : applied}) u)
    select ${shape(tx)} from e order by ${inOrder(tx)}`;
};

export type Holder = {
  legalName: string;
  abn: string;
  addressLines: string[];
  sites: { id: string; code: string; name: string }[];
  syncedAt: Date | null;
  unallocatedCents: number;
};

/** Whose account it is, the sites that it covers, how fresh it is, and what no invoice has taken. */
export async function readHolder(tx: Tx, scope: Scope, frame: Frame, day: string): Promise<Holder> {
  const { clientId } = scope;
  const [row] = await tx<Holder[]>`
    select c.legal_name as "legalName", c.abn, c.postal_address as "addressLines",
      (select coalesce(json_agg(json_build_object('id', s.id, 'code', s.code, 'name', s.name) order by s.code), '[]') from site s
        where s.client_id = c.client_id and s.id = any(${[...(frame.siteIds ?? [])]}::uuid[])) as sites,
      (select max(i.synced_at) from invoice i where i.client_id = c.client_id and i.provenance = 'synced') as "syncedAt",
      ${
        frame.siteIds === null
          ? tx`((select coalesce(sum(remaining_cents), 0) from app.credit_notes_at(c.client_id, ${day}::date, ${frame.timeZone}))
               + (select coalesce(sum(remaining_cents), 0) from app.payments_at(c.client_id, ${day}::date, ${frame.timeZone})))::bigint`
          : tx`0::bigint`
      } as "unallocatedCents"
    from client c where c.client_id = ${clientId}`;
  if (!row) throw new Error('a statement needs a client');
  return row;
}
