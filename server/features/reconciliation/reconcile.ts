import type { Logger } from 'pino';
import { audit } from '../../db/audit.ts';
import type { Tx } from '../../db/db.ts';
import { houseScope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { GatewayRefused } from '../../ports/payment-gateway.ts';
import type { VendorLedger } from '../../ports/vendor-ledger.ts';
import { rereadPayment } from '../payments/index.ts';
import { type AcceptedRow, insertDiscrepancies, readCase } from './discrepancies.repository.ts';
import { issueCertificate } from './issue-certificate.ts';
import { dayBefore, spanOfDays } from './period.model.ts';
import { readAround, readPortal } from './read-sides.ts';
import type { ReconciliationFacts } from './reconciliation.contract.ts';
import {
  type Break,
  classesOfPortal,
  classesOfVendor,
  findBreaks,
  type Sides,
  sumOf,
  sumSide,
} from './reconciliation.model.ts';
import {
  findOpening,
  findReconciliation,
  type ReconciliationRow,
  setStatus,
} from './reconciliation.repository.ts';

type Work = {
  deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'gateways' | 'supplier' | 'vendorLedgers'>;
  log: Logger;
  reconciliationId: string;
  traceId: string;
};

const twoDays = 2 * 86_400_000;

/**
 * Compares a period of a vendor's account with ours. What differs is read again at the vendor first: an event that never
 * came is made good here. What differs even so becomes a case. Running twice leaves what running once leaves.
 */
export async function reconcile({ deps, log, reconciliationId: id, traceId }: Work): Promise<void> {
  const scope = houseScope('reconcile', traceId);
  const row = await deps.db.read(scope, (tx) => findReconciliation(tx, id));
  const ledger = row && deps.vendorLedgers[row.account];
  if (!row || !ledger || (row.status !== 'queued' && row.status !== 'running')) return;
  await deps.db.write(scope, (tx) =>
    setStatus(tx, id, ['queued'], { status: 'running', finishedAt: null, facts: null, failure: null }),
  );

  const span = spanOfDays(row.from, row.to, deps.supplier.timeZone);
  const theirs = await ledger.listMovements(span);
  const around = await readAround(deps.db, scope, ledger, span);
  const first: Sides = { ours: await readPortal(deps.db, scope, ledger.vendor, span), theirs };
  const suspects = findBreaks(first, around);
  await readAgain({ deps, log, ledger, traceId }, suspects);
  const second: Sides = { ours: await readPortal(deps.db, scope, ledger.vendor, span), theirs };
  const aroundNow: Sides = suspects.length > 0 ? await readAround(deps.db, scope, ledger, span) : around;
  const now = findBreaks(second, aroundNow);
  // Known on both sides and only booked on another day: nothing is missing, and the certificate says how much it is.
  const inTransit = now.filter(({ kind }) => kind === 'timing');
  const accepted = await deps.db.read(scope, async (tx) => (await readCase(tx, id)).accepted);
  const standing = now.filter((one) => one.kind !== 'timing' && !accepted.some((was) => isSame(was, one)));
  const isGone = (was: Break) =>
    !now.some((is) => is.reference === was.reference && is.movement === was.movement);
  const healed = [...suspects.filter(isGone), ...inTransit];
  if (standing.length > 0)
    log.warn({ account: row.account, breaks: standing.length }, 'reconciliation found breaks');

  await deps.db.write(scope, async (tx) => {
    const facts = await factsOf(tx, row, span.from, second, aroundNow, inTransit);
    const isBalanced = standing.length === 0;
    const to = {
      status: isBalanced ? 'balanced' : 'with_breaks',
      finishedAt: deps.clock.now(),
      facts,
      failure: null,
    } as const;
    if (!(await setStatus(tx, id, ['running'], to))) return;
    await keep(tx, deps, row, healed, 'healed');
    await keep(tx, deps, row, standing, 'open');
    await audit(tx, scope, {
      action: `reconciliation.${to.status}`,
      subjectType: 'reconciliation',
      subjectId: id,
      detail: { healed: healed.length, open: standing.length, differenceCents: facts.differenceCents },
    });
    if (isBalanced) await issueCertificate({ tx, scope, deps, id });
  });
}

/** Accepted once, in an earlier comparison of the same period. */
const isSame = (was: AcceptedRow, is: Break): boolean =>
  was.reference === is.reference &&
  was.movement === is.movement &&
  was.oursCents === is.oursCents &&
  was.theirsCents === is.theirsCents;

async function readAgain(
  { deps, log, ledger, traceId }: Omit<Work, 'reconciliationId'> & { ledger: VendorLedger },
  suspects: readonly Break[],
): Promise<void> {
  for (const reference of new Set(suspects.map((one) => one.reference))) {
    try {
      await rereadPayment({ deps, vendor: ledger.vendor, vendorRef: reference, traceId });
    } catch (error) {
      // The vendor moved money for something that it does not show as a payment: a person has to look.
      if (!(error instanceof GatewayRefused)) throw error;
      log.warn({ reference, err: error }, 'the vendor knows no such payment');
    }
  }
}

async function keep(
  tx: Tx,
  deps: Pick<Deps, 'ids' | 'clock'>,
  row: ReconciliationRow,
  breaks: readonly Break[],
  status: 'open' | 'healed',
): Promise<void> {
  const dueAt = new Date(deps.clock.now().getTime() + twoDays);
  const rows = breaks.map((one) => ({ ...one, id: deps.ids.next(), status }));
  await insertDiscrepancies(tx, rows, { reconciliationId: row.id, account: row.account, dueAt });
}

/** Both sides in sums. The vendor's opening is what the certificate before says, or every line before the period. */
async function factsOf(
  tx: Tx,
  row: ReconciliationRow,
  start: Date,
  period: Sides,
  around: Sides,
  inTransit: readonly Break[],
): Promise<ReconciliationFacts> {
  const certified = await findOpening(tx, row.account, dayBefore(row.from));
  const before = {
    ours: around.ours.filter(({ at }) => at < start),
    theirs: around.theirs.filter(({ at }) => at < start),
  };
  const portal = sumSide(sumOf(classesOfPortal(before.ours)), classesOfPortal(period.ours));
  const vendorOpening = certified?.vendorCents ?? sumOf(classesOfVendor(before.theirs));
  const vendor = sumSide(vendorOpening, classesOfVendor(period.theirs));
  const payouts = period.theirs.filter(({ kind }) => kind === 'payout');
  return {
    portal,
    vendor,
    feesCents: period.theirs.reduce((sum, { feeCents }) => sum + feeCents, 0),
    payoutsCents: -payouts.reduce((sum, { amountCents }) => sum + amountCents, 0),
    differenceCents: vendor.closingCents - portal.closingCents,
    inTransitCents:
      vendorOpening -
      portal.openingCents +
      inTransit.reduce((sum, one) => sum + one.theirsCents - one.oursCents, 0),
  };
}
