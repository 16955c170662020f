import type { InvoiceRow } from '../../../server/features/sync/sync.contract.ts';
import { addDays } from './calendar.ts';
import { randomFor } from './random.ts';

/** What becomes of an invoice; each day lies fixed from the start, whenever one looks. */
export type Fate = {
  isVoid: boolean;
  /** The share of the balance that is paid on each day, in order; the last takes what is left. */
  payments: { day: string; percent: number }[];
  credit: { day: string; isApplied: boolean } | null;
};

const NEVER_PAID_EACH_MONTHS = 9;

/** Slow payers, counted from the end of the month's invoices: those are due a month apart. */
const NEVER_PAID = 7;
const PAID_IN_PART = 3;
const PAID_45_DAYS_LATE = 5;

/**
 * Decides by the invoice's place in its month. The slow payers among the places keep every aging bucket filled
 * on whatever day the demonstration runs; the rest is paid around its due day.
 */
export function fateOf(seed: number, invoice: InvoiceRow, placeFromEnd: number): Fate {
  const random = randomFor(seed, 'fate', invoice.externalId);
  const month = Number(invoice.issuedOn.slice(0, 4)) * 12 + Number(invoice.issuedOn.slice(5, 7));
  const isNeverPaid = placeFromEnd === NEVER_PAID && month % NEVER_PAID_EACH_MONTHS === 4;
  if (isNeverPaid) return { isVoid: false, payments: [], credit: null };
  const credit = random.chance(0.033)
    ? { day: addDays(invoice.issuedOn, random.between(4, 12)), isApplied: random.chance(0.8) }
    : null;
  const late = (days: number): string => {
    const day = addDays(invoice.dueOn, days);
    // A credit that is applied comes before the payment that takes it into account.
    return credit && credit.day >= day ? addDays(credit.day, 1) : day;
  };
  const paidLate = (days: number): Fate => ({
    isVoid: false,
    credit,
    payments: [{ day: late(days), percent: 100 }],
  });
  if (invoice.issuedOn.endsWith('-18')) return paidLate(95);
  if (placeFromEnd === PAID_45_DAYS_LATE) return paidLate(45);
  if (placeFromEnd === PAID_IN_PART) {
    const payments = [
      { day: late(-2), percent: 40 },
      { day: late(95), percent: 100 },
    ];
    return { isVoid: false, credit, payments };
  }
  if (random.chance(0.008)) return { isVoid: true, payments: [], credit: null };
  const days = random.chance(0.82) ? random.between(-6, 2) : random.chance(0.8) ? random.between(3, 20) : 33;
  return paidLate(days);
}
