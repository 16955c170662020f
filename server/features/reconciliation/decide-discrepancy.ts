import { audit } from '../../db/audit.ts';
import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import {
  type Decision,
  type DiscrepancyRow,
  decide,
  findDiscrepancy,
  lockDiscrepancy,
} from './discrepancies.repository.ts';
import { asHouse } from './house-scope.ts';
import { toDiscrepancy } from './present.model.ts';
import type { Discrepancy, DiscrepancyStatus } from './reconciliation.contract.ts';
import { changedMeanwhile } from './reconciliation.errors.ts';

type Step = {
  ctx: Ctx;
  deps: Pick<Deps, 'db'>;
  id: string;
  action: string;
  /** In which standings the step is allowed. */
  from: readonly DiscrepancyStatus[];
  /** What the step writes; throws when this person may not take it. */
  decision: (row: DiscrepancyRow) => Decision;
  /** In the same transaction, after the decision. */
  afterwards?: (tx: Tx, scope: Scope, row: DiscrepancyRow) => Promise<void>;
};

/** One step of a case: locked, checked, written and audited together. */
export async function stepDiscrepancy({
  ctx,
  deps,
  id,
  action,
  from,
  decision,
  afterwards,
}: Step): Promise<Discrepancy> {
  const scope = asHouse(ctx.scope);
  const after = await deps.db.write(scope, async (tx) => {
    const row = await lockDiscrepancy(tx, id);
    if (!row) throw notFound();
    if (!from.includes(row.status)) throw changedMeanwhile();
    const decided = decision(row);
    await decide(tx, id, decided);
    await audit(tx, scope, {
      action: `discrepancy.${action}`,
      subjectType: 'discrepancy',
      subjectId: id,
      detail: { reconciliationId: row.reconciliationId, fix: decided.fix ?? row.proposal?.fix ?? null },
    });
    await afterwards?.(tx, scope, row);
    return findDiscrepancy(tx, id);
  });
  if (!after) throw notFound();
  return toDiscrepancy(after);
}
