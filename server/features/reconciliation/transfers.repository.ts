import type { Tx } from '../../db/db.ts';
import type { VendorMovement } from '../../ports/vendor-ledger.ts';
import type { PortalMovement } from './reconciliation.model.ts';

type Span = { from: Date; to: Date };

/** A bank knows days: each one counts as its noon in the contractor's zone. */
const noonOf = (tx: Tx, day: ReturnType<Tx>, timeZone: string) =>
  tx`((${day} + time '12:00') at time zone ${timeZone})`;

/**
 * What was booked of a client's transfers, each under the bank's line that it came in. What a person took back as
 * misplaced corrects the charge; what the bank took back is a withdrawal. One without a line stands under its own id.
 */
export async function listTransfers(
  tx: Tx,
  clientId: string,
  { from, to }: Span,
  timeZone: string,
): Promise<PortalMovement[]> {
  const at = noonOf(tx, tx`t.received_on`, timeZone);
  return tx<PortalMovement[]>`
    select coalesce(m.line_id, t.id) as "vendorRef", t.payment_id as "paymentId", t.client_id as "clientId",
      case when t.reverses is null then 'capture' when back.rule = 'reversal' then 'dishonour' else 'correction' end as kind,
      t.amount_cents as "amountCents", ${at} as at
    from payment_transfer t
    left join bank_match m on m.id = coalesce(t.reverses, t.id)
    left join lateral (
      select b.rule from bank_match b where b.line_id = m.line_id and b.decision = 'reversed' and b.decision_no > m.decision_no
      order by b.decision_no limit 1
    ) back on true
    where t.client_id = ${clientId} and ${at} >= ${from} and ${at} < ${to}
    order by t.received_on, t.id`;
}

export async function sumTransfersBefore(
  tx: Tx,
  clientId: string,
  before: Date,
  timeZone: string,
): Promise<number[]> {
  const rows = await tx<{ cents: number }[]>`
    select coalesce(sum(t.amount_cents), 0)::bigint as cents from payment_transfer t
    where t.client_id = ${clientId} and ${noonOf(tx, tx`t.received_on`, timeZone)} < ${before}`;
  return rows.map(({ cents }) => cents);
}

/**
 * The bank's lines that are somebody's payment, and those by which the bank took such a payment back, under the line that
 * they take back. A line that was booked before the bank took it back stays a payment of its day.
 */
const lines = (tx: Tx) => tx`
  select l.id, coalesce(m.reverses_line_id, l.id) as "lineId", l.amount_cents as "amountCents", l.booked_on
  from bank_line l
  join bank_match m on m.line_id = l.id and m.decision_no = l.decision_no and m.part_no = 1
  where (l.match_status in ('confirmed', 'split') and m.target in ('basket', 'invoice'))
    or (l.match_status = 'excluded' and m.decision = 'reversed' and m.rule = 'reversal' and ${wasBooked(tx, tx`l.id`)})
    or (l.match_status = 'confirmed' and m.target = 'reversal' and ${wasBooked(tx, tx`m.reverses_line_id`)})`;

/** Whether the decision before the one that a line ended with was somebody's payment. */
const wasBooked = (tx: Tx, line: ReturnType<Tx>) => tx`exists (
  select 1 from bank_line o join bank_match b on b.line_id = o.id and b.decision_no = o.decision_no - 1
  where o.id = ${line} and b.decision in ('matched', 'confirmed') and b.target in ('basket', 'invoice'))`;

export async function listBookedLines(
  tx: Tx,
  { from, to }: Span,
  timeZone: string,
): Promise<VendorMovement[]> {
  const at = noonOf(tx, tx`line.booked_on`, timeZone);
  const rows = await tx<{ id: string; lineId: string; amountCents: number; at: Date }[]>`
    select line.id, line."lineId", line."amountCents", ${at} as at from (${lines(tx)}) line
    where ${at} >= ${from} and ${at} < ${to} order by line.booked_on, line.id`;
  return rows.map(({ lineId, ...row }) => ({
    ...row,
    kind: row.amountCents < 0 ? 'chargeback' : 'charge',
    feeCents: 0,
    vendorRef: lineId,
    payoutRef: null,
  }));
}

export async function sumBookedLines(tx: Tx, before: Date, timeZone: string): Promise<number> {
  const [row] = await tx<{ cents: number }[]>`
    select coalesce(sum(line."amountCents"), 0)::bigint as cents from (${lines(tx)}) line
    where ${noonOf(tx, tx`line.booked_on`, timeZone)} < ${before}`;
  return row?.cents ?? 0;
}

/** What came in during these days and nobody has said yet what it is. */
export async function sumUndecided(tx: Tx, days: { from: string; to: string }): Promise<number> {
  const [row] = await tx<{ cents: number }[]>`
    select coalesce(sum(amount_cents), 0)::bigint as cents from bank_line
    where booked_on between ${days.from}::date and ${days.to}::date and amount_cents > 0
      and match_status in ('imported', 'auto_matched', 'suggested', 'unmatched')`;
  return row?.cents ?? 0;
}
