import type { VendorMovement } from '../../ports/vendor-ledger.ts';
import type { Discrepancy, DiscrepancyKind, ReconciliationSide } from './reconciliation.contract.ts';

/** A movement of a payment in our own ledger; cents signed as in `money_movement`. */
export type PortalMovement = {
  vendorRef: string;
  paymentId: string;
  clientId: string;
  kind: 'capture' | 'correction' | 'refund' | 'chargeback' | 'chargeback_reversed' | 'dishonour';
  amountCents: number;
  at: Date;
};

/** What a break is about. */
export type MovementClass = Discrepancy['movement'];
/** What moves between a client and us. */
export type MoneyClass = Exclude<MovementClass, 'payout'>;

const portalClass: Record<PortalMovement['kind'], MoneyClass> = {
  capture: 'charge',
  correction: 'charge',
  refund: 'refund',
  chargeback: 'withdrawal',
  chargeback_reversed: 'withdrawal',
  dishonour: 'withdrawal',
};
const vendorClass: Partial<Record<VendorMovement['kind'], MoneyClass>> = {
  charge: 'charge',
  refund: 'refund',
  chargeback: 'withdrawal',
  chargeback_reversed: 'withdrawal',
};

/** Something that the two sides say differently about one payment in one period. */
export type Break = {
  kind: DiscrepancyKind;
  movement: MovementClass;
  reference: string;
  paymentId: string | null;
  clientId: string | null;
  oursCents: number;
  theirsCents: number;
  explanation: string;
};

export type Sides = { ours: readonly PortalMovement[]; theirs: readonly VendorMovement[] };

type Entry = { oursCents: number; theirsCents: number; ours: PortalMovement[]; theirs: VendorMovement[] };

/**
 * Compares two accounts of the same money, payment by payment and class by class: charges, refunds, withdrawals.
 * @param around what either side knows from outside the period, to tell money that moved at another time from money that is missing
 */
export function findBreaks(period: Sides, around: Sides): Break[] {
  const outside = tally(around);
  return [...tally(period)].flatMap(([key, entry]) => {
    if (entry.oursCents === entry.theirsCents) return [];
    const [reference = '', movement = 'charge'] = key.split(' ') as [string, MoneyClass];
    const kind = kindOf(entry, outside.get(key));
    const owner = entry.ours[0] ?? outside.get(key)?.ours[0];
    const { oursCents, theirsCents } = entry;
    return [
      {
        kind,
        movement,
        reference,
        paymentId: owner?.paymentId ?? null,
        clientId: owner?.clientId ?? null,
        oursCents,
        theirsCents,
        explanation: explain(kind, movement, entry),
      },
    ];
  });
}

/**
 * What differs at the end of a period and is evened out by what either side says after it; cents of theirs less ours.
 * @param until everything up to the end
 */
export function inTransitOf(until: Sides, after: Sides): number {
  const later = tally(after);
  return [...tally(until)].reduce((sum, [key, { oursCents, theirsCents }]) => {
    const then = later.get(key);
    const isEven = oursCents + (then?.oursCents ?? 0) === theirsCents + (then?.theirsCents ?? 0);
    return isEven ? sum + theirsCents - oursCents : sum;
  }, 0);
}

function tally({ ours, theirs }: Sides): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const at = (key: string): Entry => {
    const entry = entries.get(key) ?? { oursCents: 0, theirsCents: 0, ours: [], theirs: [] };
    entries.set(key, entry);
    return entry;
  };
  for (const movement of ours) {
    const entry = at(`${movement.vendorRef} ${portalClass[movement.kind]}`);
    entry.oursCents += movement.amountCents;
    entry.ours.push(movement);
  }
  for (const movement of theirs) {
    const movementClass = vendorClass[movement.kind];
    if (!movementClass || movement.vendorRef === null) continue;
    const entry = at(`${movement.vendorRef} ${movementClass}`);
    entry.theirsCents += movement.amountCents;
    entry.theirs.push(movement);
  }
  return entries;
}

type MoneyBreak = Exclude<DiscrepancyKind, 'returned'>;

function kindOf(entry: Entry, outside: Entry | undefined): MoneyBreak {
  const oursInAll = entry.oursCents + (outside?.oursCents ?? 0);
  const theirsInAll = entry.theirsCents + (outside?.theirsCents ?? 0);
  if (oursInAll === theirsInAll) return 'timing';
  if (entry.ours.length === 0) return 'missing_left';
  if (entry.theirs.length === 0) return 'missing_right';
  const isTwice = (cents: number, times: number, other: number) => times > 1 && cents === times * other;
  if (
    isTwice(entry.theirsCents, entry.theirs.length, entry.oursCents) ||
    isTwice(entry.oursCents, entry.ours.length, entry.theirsCents)
  )
    return 'duplicate';
  return 'value';
}

const words: Record<MoneyClass, string> = {
  charge: 'The charge',
  refund: 'The refund',
  withdrawal: 'The chargeback or dishonour',
};

function explain(kind: MoneyBreak, movement: MoneyClass, { ours, theirs }: Entry): string {
  switch (kind) {
    case 'timing':
      return `${words[movement]} is known on both sides, in different periods.`;
    case 'missing_left':
      return `${words[movement]} stands in the vendor's account and not in the portal.`;
    case 'missing_right':
      return `${words[movement]} stands in the portal and not in the vendor's account.`;
    case 'duplicate':
      return `${words[movement]} is counted ${Math.max(ours.length, theirs.length)} times on one side.`;
    case 'value':
      return `${words[movement]} differs in amount.`;
  }
}

/** One side's period in sums. */
export function sumSide(
  openingCents: number,
  movements: readonly { class: MoneyClass; cents: number }[],
): ReconciliationSide {
  const sum = (wanted: MoneyClass) =>
    movements.reduce((total, { class: own, cents }) => (own === wanted ? total + cents : total), 0);
  const [chargesCents, refundsCents, withdrawalsCents] = [sum('charge'), sum('refund'), sum('withdrawal')];
  return {
    openingCents,
    chargesCents,
    refundsCents,
    withdrawalsCents,
    closingCents: openingCents + chargesCents + refundsCents + withdrawalsCents,
    movements: movements.length,
  };
}

export const classesOfPortal = (ours: readonly PortalMovement[]) =>
  ours.map(({ kind, amountCents }) => ({ class: portalClass[kind], cents: amountCents }));

export const classesOfVendor = (theirs: readonly VendorMovement[]) =>
  theirs.flatMap(({ kind, amountCents }) => {
    const movementClass = vendorClass[kind];
    return movementClass ? [{ class: movementClass, cents: amountCents }] : [];
  });

export const sumOf = (movements: readonly { cents: number }[]): number =>
  movements.reduce((sum, { cents }) => sum + cents, 0);
