import { audit } from '../../db/audit.ts';
import type { Scope } from '../../db/scope.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { asHouse } from './house-scope.ts';
import type { Reconciliation, ReconciliationRequest } from './reconciliation.contract.ts';
import { accountNotOpen, alreadyAtWork } from './reconciliation.errors.ts';
import { failAbandoned, findReconciliation, insertReconciliation } from './reconciliation.repository.ts';
import { showReconciliation } from './show-reconciliation.ts';

type Request = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock' | 'queue' | 'vendorLedgers'>;
  input: { id: string; request: ReconciliationRequest };
};

/** Has a period of an account compared; the job's progress shows in the reconciliation. */
export async function requestReconciliation({ ctx, deps, input }: Request): Promise<Reconciliation> {
  await openReconciliation({ scope: asHouse(ctx.scope), deps, ...input });
  return showReconciliation({ ctx, deps, input: { id: input.id } });
}

/** Longer than a run waits for a vendor. */
const abandonedMs = 25 * 3_600_000;

type Opening = {
  scope: Scope;
  deps: Request['deps'];
  id: string;
  request: ReconciliationRequest;
};

export async function openReconciliation({ scope, deps, id, request }: Opening): Promise<void> {
  if (request.account !== 'bank' && !deps.vendorLedgers[request.account]) throw accountNotOpen();
  await deps.db.write(scope, async (tx) => {
    // A run whose job gave up does not keep its period for ever.
    await failAbandoned(tx, new Date(deps.clock.now().getTime() - abandonedMs), deps.clock.now());
    const row = { id, ...request, requestedBy: scope.actor.name, at: deps.clock.now() };
    if (!(await insertReconciliation(tx, row))) {
      if (await findReconciliation(tx, id)) return;
      throw alreadyAtWork();
    }
    await deps.queue.enqueue(
      tx,
      'reconcile',
      { reconciliationId: id, traceId: scope.traceId },
      { key: `reconcile:${id}`, maxAttempts: 5 },
    );
    await audit(tx, scope, {
      action: 'reconciliation.requested',
      subjectType: 'reconciliation',
      subjectId: id,
      detail: { ...request },
    });
  });
}
