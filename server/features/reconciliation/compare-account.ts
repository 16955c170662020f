import type { Logger } from 'pino';
import type { Db } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { type AccountSides, bankSides, type Span, vendorSides } from './account-sides.ts';
import { compareWithBank } from './compare-payouts.ts';
import { dayAfterBy, dayBefore, spanOfDays } from './period.model.ts';
import type { ReconciliationFacts } from './reconciliation.contract.ts';
import {
  type Break,
  classesOfPortal,
  classesOfVendor,
  findBreaks,
  inTransitOf,
  type Sides,
  sumOf,
  sumSide,
} from './reconciliation.model.ts';
import { findOpening, type ReconciliationRow } from './reconciliation.repository.ts';
import { sumUndecided } from './transfers.repository.ts';

export type CompareDeps = Pick<
  Deps,
  'db' | 'clock' | 'ids' | 'queue' | 'gateways' | 'supplier' | 'vendorLedgers'
>;
type Work = { deps: CompareDeps; log: Logger; scope: Scope; row: ReconciliationRow };

export type Comparison = {
  facts: ReconciliationFacts;
  /** Said differently still. */
  standing: Break[];
  /** Said differently at first, until the vendor was asked again; and what is only booked on another day. */
  healed: Break[];
};

/** Long enough before a period to know what is booked in it late; and after it, what is booked early. */
const daysBefore = 92;
const daysAfter = 7;
/** A vendor may tell of a payment a little before we began it, by clocks that differ. */
const slackMs = 86_400_000;

/**
 * Compares a period of an account on all its sides. What differs between a vendor and the portal is read again at the
 * vendor first: an event that never came is made good here. Writes nothing but what that reading books.
 */
export async function compareAccount({ deps, log, scope, row }: Work): Promise<Comparison> {
  const { db } = deps;
  const { timeZone } = deps.supplier;
  const sides = sidesOf(row, deps, scope);
  const period = spanOfDays(row.from, row.to, timeZone);
  const days = { from: dayAfterBy(row.from, 0 - daysBefore), to: dayAfterBy(row.to, daysAfter) };
  const window = spanOfDays(days.from, days.to, timeZone);

  const certified = await db.read(scope, (tx) => findOpening(tx, row.account, dayBefore(row.from)));
  const told = await sides.theirs({ from: await startOf(sides, window.from, certified), to: window.to });
  const theirs = split(told, period, window.from);

  const first = split(await sides.ours(window), period, window.from);
  const suspects = findBreaks({ ours: first.inside, theirs: theirs.inside }, aroundOf(first, theirs));
  for (const reference of new Set(suspects.map((one) => one.reference)))
    if (!(await sides.readAgain(reference))) log.warn({ reference }, 'the vendor knows no such payment');
  const second = suspects.length > 0 ? split(await sides.ours(window), period, window.from) : first;
  const inside: Sides = { ours: second.inside, theirs: theirs.inside };
  const now = findBreaks(inside, aroundOf(second, theirs));

  // Known on both sides and only booked on another day: nothing is missing, and the certificate says how much it is.
  const inTransit = now.filter(({ kind }) => kind === 'timing');
  const isGone = (was: Break) =>
    !now.some((is) => is.reference === was.reference && is.movement === was.movement);
  const payouts =
    row.account === 'bank'
      ? null
      : await compareWithBank({
          db,
          scope,
          timeZone,
          vendor: row.account,
          period: { from: row.from, to: row.to },
          window: days,
          theirs: told,
          certifiedCents: certified?.payoutCents ?? null,
        });
  const transit = {
    atEnd: inTransitOf(
      { ours: [...second.before, ...second.inside], theirs: [...theirs.before, ...theirs.inside] },
      { ours: second.after, theirs: theirs.after },
    ),
    ofPeriod: inTransit.reduce((sum, one) => sum + one.theirsCents - one.oursCents, 0),
  };
  const before = told.filter(({ at }) => at < period.from);
  const openings = {
    portal: await sides.oursBefore(period.from),
    vendor:
      (await sides.theirsBefore(period.from)) ?? certified?.vendorCents ?? sumOf(classesOfVendor(before)),
  };
  const undecidedCents = row.account === 'bank' ? await db.read(scope, (tx) => sumUndecided(tx, row)) : 0;
  return {
    facts: { ...factsOf(inside, openings, transit), payouts: payouts?.facts ?? null, undecidedCents },
    standing: [...now.filter(({ kind }) => kind !== 'timing'), ...(payouts?.breaks ?? [])],
    healed: [...suspects.filter(isGone), ...inTransit],
  };
}

function sidesOf({ account }: ReconciliationRow, deps: CompareDeps, scope: Scope): AccountSides {
  const reading: { db: Db; scope: Scope; timeZone: string } = {
    db: deps.db,
    scope,
    timeZone: deps.supplier.timeZone,
  };
  if (account === 'bank') return bankSides(reading);
  const ledger = deps.vendorLedgers[account];
  if (!ledger) throw new Error(`the account ${account} is not open`);
  return vendorSides(reading, ledger, deps);
}

/** Without a certificate of the day before, the opening is every line since the first payment. */
async function startOf(sides: AccountSides, usual: Date, certified: unknown): Promise<Date> {
  const first = certified ? null : await sides.firstAt();
  return first ? new Date(Math.min(usual.getTime(), first.getTime() - slackMs)) : usual;
}

type Split<Movement> = { before: Movement[]; inside: Movement[]; after: Movement[] };

function split<Movement extends { at: Date }>(
  movements: readonly Movement[],
  period: Span,
  from: Date,
): Split<Movement> {
  return {
    before: movements.filter(({ at }) => at >= from && at < period.from),
    inside: movements.filter(({ at }) => at >= period.from && at < period.to),
    after: movements.filter(({ at }) => at >= period.to),
  };
}

const aroundOf = (ours: Split<Sides['ours'][number]>, theirs: Split<Sides['theirs'][number]>): Sides => ({
  ours: [...ours.before, ...ours.after],
  theirs: [...theirs.before, ...theirs.after],
});

/** Both sides in sums. */
function factsOf(
  { ours, theirs }: Sides,
  openings: { portal: number; vendor: number },
  transit: { atEnd: number; ofPeriod: number },
): Omit<ReconciliationFacts, 'payouts' | 'undecidedCents'> {
  const portal = sumSide(openings.portal, classesOfPortal(ours));
  const vendor = sumSide(openings.vendor, classesOfVendor(theirs));
  const payouts = theirs.filter(({ kind }) => kind === 'payout');
  return {
    portal,
    vendor,
    feesCents: theirs.reduce((sum, { feeCents }) => sum + feeCents, 0),
    payoutsCents: 0 - payouts.reduce((sum, { amountCents }) => sum + amountCents, 0),
    differenceCents: vendor.closingCents - portal.closingCents,
    inTransitCents: transit.atEnd,
    carriedCents: openings.vendor - openings.portal + transit.ofPeriod - transit.atEnd,
  };
}
