import type { Tx } from '../../db/db.ts';
import type { DisputeOutcome, DisputeReason, DisputeSide, DisputeStatus } from './disputes.contract.ts';

export type DisputeRow = {
  id: string;
  number: string;
  invoiceId: string;
  invoiceNumber: string;
  siteIds: string[];
  lineNo: number;
  lineDescription: string;
  lineTotalCents: number;
  site: { id: string; code: string; name: string } | null;
  siteTimeZone: string | null;
  siteState: string | null;
  reasonCode: DisputeReason;
  amountCents: number;
  description: string;
  status: DisputeStatus;
  raisedBy: string;
  raisedByName: string;
  raisedAt: Date;
  proposedCents: number | null;
  proposedReason: string | null;
  proposedByName: string | null;
  proposedAt: Date | null;
  outcome: DisputeOutcome | null;
  settledCents: number | null;
  settlementReason: string | null;
  creditNote: { id: string; number: string } | null;
  version: number;
  changes: { at: string; to: DisputeStatus }[];
};

const columns = (tx: Tx) => tx`
  d.id, d.number, d.invoice_id as "invoiceId", i.number as "invoiceNumber", i.site_ids as "siteIds", d.line_no as "lineNo",
  d.line_description as "lineDescription", d.line_total_cents as "lineTotalCents",
  case when s.id is not null then json_build_object('id', s.id, 'code', s.code, 'name', s.name) end as site,
  s.time_zone as "siteTimeZone", s.state as "siteState", d.reason_code as "reasonCode", d.amount_cents as "amountCents", d.description,
  d.status, d.raised_by as "raisedBy", d.raised_by_name as "raisedByName", d.raised_at as "raisedAt",
  d.proposed_cents as "proposedCents", d.proposed_reason as "proposedReason", d.proposed_by_name as "proposedByName",
  d.proposed_at as "proposedAt", d.outcome, d.settled_cents as "settledCents", d.settlement_reason as "settlementReason",
  case when n.id is not null then json_build_object('id', n.id, 'number', n.number) end as "creditNote", d.version,
  (select json_agg(json_build_object('at', e.at, 'to', e.to_status) order by e.event_no) from dispute_event e
    where e.client_id = d.client_id and e.dispute_id = d.id) as changes`;

const joined = (tx: Tx) => tx`
  dispute d join invoice i on i.client_id = d.client_id and i.id = d.invoice_id
    left join site s on s.client_id = d.client_id and s.id = d.site_id
    left join credit_note n on n.client_id = d.client_id and n.id = d.credit_note_id`;

export type Position = { raisedAt: string; id: string };
export type Selection = {
  limit: number;
  after: Position | null;
  state: 'open' | 'closed' | 'all';
  invoiceId?: string | undefined;
};

export const selectDisputes = (tx: Tx, clientId: string, { limit, after, state, invoiceId }: Selection) => tx<
  (DisputeRow & { raisedAtText: string })[]
>`
  select ${columns(tx)}, d.raised_at::text as "raisedAtText" from ${joined(tx)}
  where d.client_id = ${clientId}
    ${state === 'open' ? tx`and d.closed_at is null` : state === 'closed' ? tx`and d.closed_at is not null` : tx``}
    ${invoiceId ? tx`and d.invoice_id = ${invoiceId}` : tx``}
    ${after ? tx`and (d.raised_at, d.id) < (${after.raisedAt}::timestamptz, ${after.id}::uuid)` : tx``}
  order by d.raised_at desc, d.id desc limit ${limit}`;

export async function findDispute(tx: Tx, clientId: string, id: string): Promise<DisputeRow | undefined> {
  const [row] = await tx<DisputeRow[]>`
    select ${columns(tx)} from ${joined(tx)} where d.client_id = ${clientId} and d.id = ${id}`;
  return row;
}

/** Behind the invoice's lock: every transaction takes that one first. */
export const lockDispute = async (tx: Tx, clientId: string, id: string): Promise<void> => {
  await tx`select 1 from dispute where client_id = ${clientId} and id = ${id} for update`;
};

export type LineToDispute = {
  description: string;
  totalCents: number;
  gstCents: number;
  gstCode: 'GST' | 'FRE';
  siteId: string | null;
  /** The line that carries the cents by which the invoice's total is above its lines; null when there are none. */
  remainderLineNo: number | null;
};

/**
 * What a line comes to. An invoice that rounds its GST once may come to some cents more than its lines: they are GST, and
 * they belong to the dearest taxable line, so that every cent of an invoice can be disputed.
 */
export async function findLine(
  tx: Tx,
  clientId: string,
  invoiceId: string,
  lineNo: number,
): Promise<LineToDispute | undefined> {
  const [row] = await tx<LineToDispute[]>`
    select l.description, l.net_cents + l.gst_cents + extra.cents as "totalCents", l.gst_cents + extra.cents as "gstCents",
      l.gst_code as "gstCode", l.site_id as "siteId", case when sums.cents > 0 then dearest.line_no end as "remainderLineNo"
    from invoice_line l
    join lateral (
      select i.total_cents - sum(o.net_cents + o.gst_cents)::bigint as cents from invoice i
      join invoice_line o on o.client_id = i.client_id and o.invoice_id = i.id
      where i.client_id = l.client_id and i.id = l.invoice_id group by i.total_cents
    ) sums on true
    left join lateral (
      select o.line_no from invoice_line o
      where o.client_id = l.client_id and o.invoice_id = l.invoice_id and o.gst_code = 'GST'
      order by o.net_cents desc, o.line_no limit 1
    ) dearest on true
    join lateral (
      select case when dearest.line_no = l.line_no then greatest(sums.cents, 0) else 0 end as cents
    ) extra on true
    where l.client_id = ${clientId} and l.invoice_id = ${invoiceId} and l.line_no = ${lineNo}`;
  return row;
}

export type Taken = { openCents: number; settledCents: number; settledGstCents: number };

/** What other disputes of the line name or have taken. */
export async function readTaken(
  tx: Tx,
  clientId: string,
  line: { invoiceId: string; lineNo: number; exceptId: string },
): Promise<Taken> {
  const [row] = await tx<Taken[]>`
    select coalesce(sum(d.amount_cents) filter (where d.closed_at is null), 0)::bigint as "openCents",
      coalesce(sum(d.settled_cents), 0)::bigint as "settledCents", coalesce(sum(n.gst_cents), 0)::bigint as "settledGstCents"
    from dispute d left join credit_note n on n.client_id = d.client_id and n.id = d.credit_note_id
    where d.client_id = ${clientId} and d.invoice_id = ${line.invoiceId} and d.line_no = ${line.lineNo} and d.id <> ${line.exceptId}`;
  return row ?? { openCents: 0, settledCents: 0, settledGstCents: 0 };
}

export type NewDispute = {
  id: string;
  invoiceId: string;
  lineNo: number;
  line: LineToDispute;
  reasonCode: DisputeReason;
  amountCents: number;
  description: string;
  raisedBy: string;
  raisedByName: string;
  raisedAt: Date;
};

export async function insertDispute(tx: Tx, clientId: string, dispute: NewDispute): Promise<void> {
  await tx`
    insert into dispute (client_id, id, number, invoice_id, line_no, line_description, line_total_cents, site_id, reason_code, amount_cents,
      description, status, raised_by, raised_by_name, raised_at)
    values (${clientId}, ${dispute.id}, 'D-' || nextval('dispute_number'), ${dispute.invoiceId}, ${dispute.lineNo}, ${dispute.line.description},
      ${dispute.line.totalCents}, ${dispute.line.siteId}, ${dispute.reasonCode}, ${dispute.amountCents}, ${dispute.description}, 'raised',
      ${dispute.raisedBy}, ${dispute.raisedByName}, ${dispute.raisedAt})`;
}

export type StatusEvent = {
  disputeId: string;
  at: Date;
  from: DisputeStatus | null;
  to: DisputeStatus;
  side: DisputeSide;
  actorId: string;
  actorName: string;
};

export async function insertEvent(tx: Tx, clientId: string, event: StatusEvent): Promise<void> {
  await tx`
    insert into dispute_event (client_id, dispute_id, event_no, at, from_status, to_status, side, actor_id, actor_name)
    select ${clientId}, ${event.disputeId}, coalesce(max(event_no), 0) + 1, ${event.at}::timestamptz, ${event.from}, ${event.to}, ${event.side},
      ${event.actorId}, ${event.actorName}
    from dispute_event where client_id = ${clientId} and dispute_id = ${event.disputeId}`;
}

/** @returns the version after it */
export async function moveDispute(
  tx: Tx,
  clientId: string,
  id: string,
  status: DisputeStatus,
): Promise<void> {
  await tx`
    update dispute set status = ${status}, version = version + 1 where client_id = ${clientId} and id = ${id}`;
}

export type Proposal = { settledCents: number; reason: string; byName: string; at: Date };

export async function writeProposal(tx: Tx, clientId: string, id: string, proposal: Proposal): Promise<void> {
  await tx`
    update dispute set proposed_cents = ${proposal.settledCents}, proposed_reason = ${proposal.reason}, proposed_by_name = ${proposal.byName},
      proposed_at = ${proposal.at}
    where client_id = ${clientId} and id = ${id}`;
}

export type Ending = {
  status: 'closed' | 'withdrawn';
  outcome: DisputeOutcome;
  settledCents: number;
  reason: string | null;
  creditNoteId: string | null;
  at: Date;
};

export async function endDispute(tx: Tx, clientId: string, id: string, ending: Ending): Promise<void> {
  await tx`
    update dispute set status = ${ending.status}, outcome = ${ending.outcome}, settled_cents = ${ending.settledCents},
      settlement_reason = ${ending.reason}, credit_note_id = ${ending.creditNoteId}, closed_at = ${ending.at}, version = version + 1
    where client_id = ${clientId} and id = ${id}`;
}

export type HistoryRow = Omit<StatusEvent, 'disputeId' | 'actorId'>;

export const readHistory = (tx: Tx, clientId: string, id: string) => tx<HistoryRow[]>`
  select at, from_status as "from", to_status as "to", side, actor_name as "actorName" from dispute_event
  where client_id = ${clientId} and dispute_id = ${id} order by event_no`;

export type MessageRow = { id: string; at: Date; side: DisputeSide; actorName: string; text: string };

export const readMessages = (tx: Tx, clientId: string, id: string) => tx<MessageRow[]>`
  select id, at, side, actor_name as "actorName", text from dispute_message
  where client_id = ${clientId} and dispute_id = ${id} order by at, id`;

export async function insertMessage(
  tx: Tx,
  clientId: string,
  message: MessageRow & { disputeId: string; actorId: string },
): Promise<boolean> {
  const inserted = await tx`
    insert into dispute_message (client_id, id, dispute_id, at, side, actor_id, actor_name, text)
    values (${clientId}, ${message.id}, ${message.disputeId}, ${message.at}, ${message.side}, ${message.actorId}, ${message.actorName}, ${message.text})
    on conflict do nothing returning 1`;
  return inserted.length > 0;
}

export type Holiday = { state: string; day: string };

export const readHolidays = (tx: Tx, from: string, to: string) => tx<Holiday[]>`
  select state, day from public_holiday where day between ${from}::date and ${to}::date`;
