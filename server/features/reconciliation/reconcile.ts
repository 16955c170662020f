import type { Logger } from 'pino';
import { audit } from '../../db/audit.ts';
import type { Tx } from '../../db/db.ts';
import { houseScope, type Scope } from '../../db/scope.ts';
import { GatewayRefused, GatewayUnknown } from '../../ports/payment-gateway.ts';
import { type CompareDeps, type Comparison, compareAccount } from './compare-account.ts';
import { type AcceptedRow, insertDiscrepancies, readCase } from './discrepancies.repository.ts';
import { issueCertificate } from './issue-certificate.ts';
import type { Break } from './reconciliation.model.ts';
import { findReconciliation, type ReconciliationRow, setStatus } from './reconciliation.repository.ts';

type Work = { deps: CompareDeps; log: Logger; reconciliationId: string; traceId: string };

const hourMs = 3_600_000;
const twoDays = 48 * hourMs;
/** How long a vendor that does not answer is asked again, and how often. */
const patienceMs = 24 * hourMs;
const pauseMs = hourMs / 6;

/**
 * Compares a period of an account. What differs even after the vendor was asked again becomes a case; a period without
 * one gets its certificate. Running twice leaves what running once leaves. While a vendor does not answer, the run waits
 * with the reason and goes on later: what is kept is kept in one transaction at the end.
 */
export async function reconcile({ deps, log, reconciliationId: id, traceId }: Work): Promise<void> {
  const scope = houseScope('reconcile', traceId);
  const row = await deps.db.read(scope, (tx) => findReconciliation(tx, id));
  if (!row || (row.status !== 'queued' && row.status !== 'running')) return;
  if (row.account !== 'bank' && !deps.vendorLedgers[row.account]) return;
  await deps.db.write(scope, (tx) =>
    setStatus(tx, id, ['queued'], { status: 'running', finishedAt: null, facts: null, failure: null }),
  );
  let compared: Comparison;
  try {
    compared = await compareAccount({ deps, log, scope, row });
  } catch (error) {
    const isOver = error instanceof GatewayRefused;
    if (!isOver && !(error instanceof GatewayUnknown)) throw error;
    log.warn({ err: error, account: row.account }, 'the vendor does not tell its account');
    return isOver ? fail({ deps, scope, row }, refused) : waitForVendor({ deps, scope, row });
  }
  const { facts, healed } = compared;
  await deps.db.write(scope, async (tx) => {
    const { accepted } = await readCase(tx, id);
    const standing = compared.standing.filter((one) => !accepted.some((was) => isSame(was, one)));
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
    else log.warn({ account: row.account, breaks: standing.length }, 'reconciliation found breaks');
  });
}

type Stopped = { deps: CompareDeps; scope: Scope; row: ReconciliationRow };

const silent = 'The vendor did not answer for a day.';
const refused = 'The vendor refused to tell its account: check the key and its rights.';
const waiting = 'The vendor does not answer. The comparison goes on by itself.';

/** The run stands in the list with the reason and is tried again; after a day it has failed. */
async function waitForVendor(stopped: Stopped): Promise<void> {
  const { deps, scope, row } = stopped;
  const now = deps.clock.now();
  if (now.getTime() - row.requestedAt.getTime() > patienceMs) return fail(stopped, silent);
  await deps.db.write(scope, async (tx) => {
    const to = { status: 'queued', finishedAt: null, facts: null, failure: waiting } as const;
    if (!(await setStatus(tx, row.id, ['running'], to))) return;
    await deps.queue.enqueue(
      tx,
      'reconcile',
      { reconciliationId: row.id, traceId: scope.traceId },
      { key: `reconcile:${row.id}`, runAt: new Date(now.getTime() + pauseMs), maxAttempts: 5 },
    );
  });
}

/** The period can be asked for again. */
async function fail({ deps, scope, row }: Stopped, failure: string): Promise<void> {
  await deps.db.write(scope, async (tx) => {
    const to = { status: 'failed', finishedAt: deps.clock.now(), facts: null, failure } as const;
    if (!(await setStatus(tx, row.id, ['running'], to))) return;
    await audit(tx, scope, {
      action: 'reconciliation.failed',
      subjectType: 'reconciliation',
      subjectId: row.id,
      detail: { failure },
    });
  });
}

/** Accepted once, in an earlier comparison of the same period. */
const isSame = (was: AcceptedRow, is: Break): boolean =>
  was.reference === is.reference &&
  was.movement === is.movement &&
  was.oursCents === is.oursCents &&
  was.theirsCents === is.theirsCents;

async function keep(
  tx: Tx,
  deps: Pick<CompareDeps, 'ids' | 'clock'>,
  row: ReconciliationRow,
  breaks: readonly Break[],
  status: 'open' | 'healed',
): Promise<void> {
  const dueAt = new Date(deps.clock.now().getTime() + twoDays);
  const rows = breaks.map((one) => ({ ...one, id: deps.ids.next(), status }));
  await insertDiscrepancies(tx, rows, { reconciliationId: row.id, account: row.account, dueAt });
}
