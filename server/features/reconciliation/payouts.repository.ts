import type { Tx } from '../../db/db.ts';
import type { Vendor } from '../../ports/payment-gateway.ts';
import type { KnownPayment } from './payout-contents.model.ts';
import type { PayoutLine } from './payouts.model.ts';
import type { ReconciliationAccount } from './reconciliation.contract.ts';

/**
 * The bank's lines that name a payout of a vendor: those that stand, those that the bank took back, and those by which it
 * did. Stripe's payouts begin with `po_`; an id of another form is PayPal's.
 */
const linesOf = (tx: Tx, vendor: Vendor) => tx`
  select l.id, l.account_id, l.amount_cents as "amountCents", l.booked_on as "bookedOn", p.vendor_ref as "payoutRef"
  from bank_line l
  join bank_match m on m.line_id = l.id and m.decision_no = l.decision_no and m.part_no = 1
  join lateral (
    select n.vendor_ref from bank_match n where n.line_id = coalesce(m.reverses_line_id, l.id) and n.target = 'vendor_payout'
    order by n.decision_no desc limit 1
  ) p on true
  where (m.target = 'vendor_payout' or m.target = 'reversal' or (m.decision = 'reversed' and m.rule = 'reversal'))
    and l.match_status in ('confirmed', 'excluded') and (p.vendor_ref like 'po\\_%') = ${vendor === 'stripe'}`;

export async function listPayoutLines(
  tx: Tx,
  vendor: Vendor,
  days: { from: string; to: string },
): Promise<PayoutLine[]> {
  return tx<PayoutLine[]>`
    select "payoutRef", "amountCents", "bookedOn" from (${linesOf(tx, vendor)}) line
    where "bookedOn" between ${days.from}::date and ${days.to}::date order by "bookedOn", id`;
}

/** What had come of a vendor's payouts before a day. */
export async function sumPayoutLines(tx: Tx, vendor: Vendor, before: string): Promise<number> {
  const [row] = await tx<{ cents: number }[]>`
    select coalesce(sum("amountCents"), 0)::bigint as cents from (${linesOf(tx, vendor)}) line
    where "bookedOn" < ${before}::date`;
  return row?.cents ?? 0;
}

/** The last day that a statement speaks of: of the account that the vendor paid out to last, or of any before it has. */
export async function findBankKnownThrough(tx: Tx, vendor: Vendor): Promise<string | null> {
  const [row] = await tx<{ day: string | null }[]>`
    select max(period_to) as day from bank_statement where status = 'done' and account_id = coalesce(
      (select account_id from (${linesOf(tx, vendor)}) line order by "bookedOn" desc, id desc limit 1), account_id)`;
  return row?.day ?? null;
}

/** Days on which no bank of the country works. */
export async function readBankHolidays(tx: Tx, days: { from: string; to: string }): Promise<Set<string>> {
  const rows = await tx<{ day: string }[]>`
    select day from public_holiday where day between ${days.from}::date and ${days.to}::date
    group by day having count(distinct state) = 8`;
  return new Set(rows.map(({ day }) => day));
}

/** Payouts that earlier periods of the account made a case of, with what both sides said then. */
export async function listKnownPayoutBreaks(
  tx: Tx,
  account: ReconciliationAccount,
  before: string,
): Promise<{ reference: string; oursCents: number; theirsCents: number }[]> {
  return tx<{ reference: string; oursCents: number; theirsCents: number }[]>`
    select d.reference, d.ours_cents as "oursCents", d.theirs_cents as "theirsCents"
    from discrepancy d join reconciliation r on r.id = d.reconciliation_id
    where d.account = ${account} and d.movement = 'payout' and r.period_to < ${before}::date
      and d.status in ('open', 'assigned', 'proposed', 'accepted')`;
}

/** A client's payments among those that a vendor names, with the invoices that each was for. */
export async function listPaymentsByVendorRef(
  tx: Tx,
  clientId: string,
  asked: { vendor: Vendor; refs: readonly string[] },
): Promise<KnownPayment[]> {
  return tx<KnownPayment[]>`
    select p.vendor_ref as "vendorRef", json_build_object('id', p.id, 'clientId', p.client_id, 'clientName', c.trading_name,
      'invoiceNumbers', coalesce((select json_agg(i.number order by i.number) from payment_line l
        join invoice i on i.client_id = l.client_id and i.id = l.invoice_id
        where l.client_id = p.client_id and l.payment_id = p.id), '[]')) as payment
    from payment p join client c on c.client_id = p.client_id
    where p.client_id = ${clientId} and p.vendor = ${asked.vendor} and p.vendor_ref = any(${[...asked.refs]})`;
}
