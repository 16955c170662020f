import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { readCase } from './discrepancies.repository.ts';
import { issueCertificate } from './issue-certificate.ts';
import { setStatus } from './reconciliation.repository.ts';

type Work = { tx: Tx; scope: Scope; deps: Pick<Deps, 'clock' | 'supplier' | 'queue'>; id: string };

/** What follows when a break is closed: nothing while others are open. */
export async function closeCase({ tx, scope, deps, id }: Work): Promise<void> {
  const { open, fixed } = await readCase(tx, id);
  if (open > 0) return;
  if (fixed === 0) return issueCertificate({ tx, scope, deps, id });
  // Money was put right, so the sums are old: the period is compared again.
  await setStatus(tx, id, ['with_breaks'], {
    status: 'queued',
    finishedAt: null,
    facts: null,
    failure: null,
  });
  await deps.queue.enqueue(
    tx,
    'reconcile',
    { reconciliationId: id, traceId: scope.traceId },
    { key: `reconcile:${id}`, maxAttempts: 5 },
  );
}
