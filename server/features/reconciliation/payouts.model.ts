import type { VendorMovement } from '../../ports/vendor-ledger.ts';
import type { PayoutFacts, PayoutSide } from './reconciliation.contract.ts';
import type { Break } from './reconciliation.model.ts';

/** A line of the bank's statements that names a vendor's payout. Cents as the bank's account sees them. */
export type PayoutLine = { payoutRef: string; amountCents: number; bookedOn: string };

/** A payout in the vendor's account: below zero when it was sent, above zero when it failed or came back. */
export type SentPayout = { payoutRef: string; amountCents: number; sentOn: string };

export type PayoutSides = {
  /** From long enough before the period to well after it. */
  vendor: readonly SentPayout[];
  bank: readonly PayoutLine[];
  openings: { vendorCents: number; bankCents: number };
};

export type PayoutTerms = {
  from: string;
  to: string;
  /** The last day that a bank statement speaks of; null before the first one. */
  bankKnownThrough: string | null;
  /** The day by which what was sent on a day is in the bank. */
  dueOn: (sentOn: string) => string;
  /** What earlier periods made a case of. */
  known: readonly { reference: string; oursCents: number; theirsCents: number }[];
};

type Payout = { sent: SentPayout[]; lines: PayoutLine[] };
type Standing = Payout & { reference: string; sentCents: number; bankCents: number };

/**
 * Holds each payout of a vendor against the bank's lines that name it, as both stood at the end of the period. It may be
 * on its way, arrive late or in several lines; it is a break when it is due and a statement speaks of that day. A break
 * that an earlier period made a case of is carried, not told again.
 */
export function comparePayouts(
  sides: PayoutSides,
  terms: PayoutTerms,
): { facts: PayoutFacts; breaks: Break[] } {
  const breaks: Break[] = [];
  let inTransitCents = 0;
  for (const [reference, all] of byPayout(sides)) {
    const { sentCents, bankCents, ...now } = standingOf(reference, all, terms.to);
    const found = breakOf({ ...now, sentCents, bankCents }, all, terms);
    if (found === 'in_transit') inTransitCents += sentCents - bankCents;
    else if (found && !isKnown(found, terms)) breaks.push(found);
  }
  const vendor = vendorSide(sides, terms);
  const bank = bankSide(sides, terms);
  const differenceCents = vendor.closingCents - bank.closingCents;
  const ofBreaks = breaks.reduce((sum, { oursCents, theirsCents }) => sum + theirsCents - oursCents, 0);
  const carriedCents = differenceCents - inTransitCents - ofBreaks;
  return { facts: { vendor, bank, differenceCents, inTransitCents, carriedCents }, breaks };
}

function byPayout({ vendor, bank }: PayoutSides): Map<string, Payout> {
  const payouts = new Map<string, Payout>();
  const of = (reference: string): Payout => {
    const payout = payouts.get(reference) ?? { sent: [], lines: [] };
    payouts.set(reference, payout);
    return payout;
  };
  for (const one of vendor) of(one.payoutRef).sent.push(one);
  for (const line of bank) of(line.payoutRef).lines.push(line);
  return payouts;
}

function standingOf(reference: string, { sent, lines }: Payout, to: string): Standing {
  const now = {
    sent: sent.filter(({ sentOn }) => sentOn <= to),
    lines: lines.filter(({ bookedOn }) => bookedOn <= to),
  };
  return { reference, ...now, sentCents: 0 - sum(now.sent), bankCents: sum(now.lines) };
}

function breakOf(now: Standing, all: Payout, terms: PayoutTerms): Break | 'in_transit' | null {
  const { sent, lines, sentCents, bankCents } = now;
  const cameBack = sent.filter(({ amountCents }) => amountCents > 0);
  if (cameBack.some(({ sentOn }) => sentOn >= terms.from))
    return breakAs('returned', now, 'The payout failed or came back: see why at the vendor.');
  if (sentCents === bankCents) return null;
  // What arrived after the period, or is told by the vendor after it, was on its way.
  if (sum(all.sent) + sum(all.lines) === 0) return 'in_transit';
  if (sent.length === 0)
    return breakAs('missing_right', now, 'A line of the bank names a payout that the vendor does not know.');
  if (bankCents > sentCents)
    return lines.length > 1 && bankCents === lines.length * sentCents
      ? breakAs('duplicate', now, `The bank has this payout in ${lines.length} lines, each of all of it.`)
      : breakAs('value', now, 'More came in at the bank than the vendor sent.');
  const due = terms.dueOn(lastDayOf(sent));
  if (terms.to < due || terms.bankKnownThrough === null || terms.bankKnownThrough < due) return 'in_transit';
  return bankCents === 0
    ? breakAs('missing_left', now, `The payout was due on ${due}, and no line of the bank names it.`)
    : breakAs('value', now, `Less came in at the bank than the vendor sent, and it was due on ${due}.`);
}

const breakAs = (
  kind: Break['kind'],
  { reference, sentCents, bankCents }: Standing,
  explanation: string,
): Break => ({
  kind,
  movement: 'payout',
  reference,
  paymentId: null,
  clientId: null,
  oursCents: bankCents,
  theirsCents: sentCents,
  explanation,
});

const isKnown = (found: Break, { known }: PayoutTerms): boolean =>
  known.some(
    (was) =>
      was.reference === found.reference &&
      was.oursCents === found.oursCents &&
      was.theirsCents === found.theirsCents,
  );

function vendorSide({ vendor, openings }: PayoutSides, { from, to }: PayoutTerms): PayoutSide {
  const inside = vendor.filter(({ sentOn }) => sentOn >= from && sentOn <= to);
  // The vendor's account loses what the bank's gains.
  return sideOf(
    openings.vendorCents,
    inside.map(({ amountCents }) => 0 - amountCents),
  );
}

function bankSide({ bank, openings }: PayoutSides, { from, to }: PayoutTerms): PayoutSide {
  const inside = bank.filter(({ bookedOn }) => bookedOn >= from && bookedOn <= to);
  return sideOf(
    openings.bankCents,
    inside.map(({ amountCents }) => amountCents),
  );
}

function sideOf(openingCents: number, movements: readonly number[]): PayoutSide {
  const sentCents = movements.reduce((total, cents) => total + Math.max(cents, 0), 0);
  const returnedCents = movements.reduce((total, cents) => total + Math.min(cents, 0), 0);
  const closingCents = openingCents + sentCents + returnedCents;
  return { openingCents, sentCents, returnedCents, closingCents, movements: movements.length };
}

const lastDayOf = (sent: readonly SentPayout[]): string =>
  sent
    .map(({ sentOn }) => sentOn)
    .sort()
    .at(-1) ?? '';

const sum = (movements: readonly { amountCents: number }[]): number =>
  movements.reduce((total, { amountCents }) => total + amountCents, 0);

/** What the vendor's account says of payouts, by the day in the contractor's zone. */
export const sentPayouts = (
  movements: readonly VendorMovement[],
  dayOf: (at: Date) => string,
): SentPayout[] =>
  movements.flatMap(({ kind, payoutRef, amountCents, at }) =>
    kind === 'payout' && payoutRef !== null ? [{ payoutRef, amountCents, sentOn: dayOf(at) }] : [],
  );
