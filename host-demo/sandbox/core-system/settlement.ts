import type { CreditNoteRow, InvoiceRow, PaymentRow } from '../../../server/features/sync/sync.contract.ts';
import { addDays, daysBetween, nextWeekday } from './calendar.ts';
import { type Line, numberedLines, totalsOf } from './documents.ts';
import { clientExternalId } from './external-ids.ts';
import { type Fate, fateOf } from './fates.ts';
import type { OrganisationSeed } from './organisations.ts';
import { type Random, randomFor } from './random.ts';

export type Settled = { invoices: InvoiceRow[]; creditNotes: CreditNoteRow[]; payments: PaymentRow[] };

const THURSDAY = 4;
const WRITTEN_OFF_AFTER_DAYS = 400;

/** Plays out what happened to a client's invoices up to a day: credits, weekly payment runs, write-offs. */
export function settle(
  seed: number,
  organisation: OrganisationSeed,
  issued: readonly { placeFromEnd: number; row: InvoiceRow }[],
  today: string,
): Settled {
  const settled: Settled = { invoices: [], creditNotes: [], payments: [] };
  const runs = new Map<string, PaymentRow['allocations']>();
  for (const { placeFromEnd, row } of issued) {
    const fate = fateOf(seed, row, placeFromEnd);
    settled.invoices.push(withStatus(row, fate, today));
    const credit = fate.credit && fate.credit.day <= today ? creditNoteOf(seed, row, fate.credit) : null;
    if (credit) settled.creditNotes.push(credit);
    let left = row.totalCents - (credit?.allocations[0]?.amountCents ?? 0);
    for (const { day, percent } of fate.payments) {
      const run = nextWeekday(day, THURSDAY);
      const amountCents = percent === 100 ? left : Math.floor((left * percent) / 100);
      if (run > today || amountCents < 1) break;
      runs.set(run, [...(runs.get(run) ?? []), { invoiceExternalId: row.externalId, amountCents }]);
      left -= amountCents;
    }
  }
  settled.payments = [...runs]
    .sort()
    .map(([day, allocations]) => paymentOf(seed, organisation, day, allocations));
  return settled;
}

function withStatus(row: InvoiceRow, fate: Fate, today: string): InvoiceRow {
  if (fate.isVoid) {
    const day = addDays(row.issuedOn, 2);
    return day > today ? row : { ...row, status: 'void', sourceUpdatedAt: `${day}T00:00:00Z` };
  }
  const isHopeless = fate.payments.length === 0 && daysBetween(row.dueOn, today) > WRITTEN_OFF_AFTER_DAYS;
  if (!isHopeless) return row;
  const day = addDays(row.dueOn, WRITTEN_OFF_AFTER_DAYS + 1);
  return { ...row, status: 'written_off', sourceUpdatedAt: `${day}T00:00:00Z` };
}

/** Credits part of one line, rounded as the invoice was. */
function creditNoteOf(seed: number, invoice: InvoiceRow, credit: NonNullable<Fate['credit']>): CreditNoteRow {
  const random = randomFor(seed, 'credit', invoice.externalId);
  const credited = invoice.lines[random.between(0, invoice.lines.length - 1)] ?? invoice.lines[0];
  if (!credited) throw new Error(`${invoice.number} has no lines.`);
  const quantity = creditedQuantity(credited, random);
  const lines = numberedLines([{ ...credited, quantity, description: `Credit: ${credited.description}` }]);
  const totals = totalsOf(lines, invoice.gstRoundingMethod);
  const serial = invoice.externalId.slice('inv-'.length);
  return {
    externalId: `crn-${serial}`,
    sourceUpdatedAt: `${credit.day}T00:00:00Z`,
    clientExternalId: invoice.clientExternalId,
    number: `CN-${serial}`,
    issuedOn: credit.day,
    ofInvoiceExternalId: invoice.externalId,
    reason: reasonFor(credited),
    allocations: credit.isApplied
      ? [{ invoiceExternalId: invoice.externalId, amountCents: totals.totalCents }]
      : [],
    currency: 'AUD',
    gstRoundingMethod: invoice.gstRoundingMethod,
    ...totals,
    lines,
  };
}

/** A missed day of a month, or up to half of what was counted. */
function creditedQuantity(line: Line, random: Random): string {
  if (line.unit === 'month') return random.pick(['0.0323', '0.0645', '0.1']);
  const half = Math.floor(Number(line.quantity) / 2);
  return half < 1 ? line.quantity : String(random.between(1, half));
}

function reasonFor(line: Line): string {
  if (line.unit === 'month') return 'Scheduled cleans missed; agreed with the site manager';
  if (line.unit === 'h') return 'Hours billed above the signed timesheet';
  return 'Goods billed and not delivered';
}

/** One transfer for everything the client's run of that Thursday pays. */
function paymentOf(
  seed: number,
  organisation: OrganisationSeed,
  day: string,
  allocations: PaymentRow['allocations'],
): PaymentRow {
  const random = randomFor(seed, 'run', organisation.code, day);
  const rail = random.chance(0.86) ? 'eft' : random.chance(0.7) ? 'bpay' : 'cheque';
  const references = {
    eft: `${organisation.tradingName.split(' ')[0]?.toUpperCase()} ${day.slice(2).replaceAll('-', '')}`,
    bpay: `BPAY ${day.replaceAll('-', '')}${random.between(1_000, 9_999)}`,
    cheque: `Cheque ${String(random.between(2_100, 9_900)).padStart(6, '0')}`,
  };
  return {
    externalId: `pay-${organisation.code.toLowerCase()}-${day}`,
    sourceUpdatedAt: `${day}T00:00:00Z`,
    clientExternalId: clientExternalId(organisation),
    reference: references[rail],
    receivedOn: day,
    rail,
    amountCents: allocations.reduce((sum, allocation) => sum + allocation.amountCents, 0),
    allocations,
  };
}
