import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { asHouse } from './house-scope.ts';
import { toReconciliation } from './present.model.ts';
import type { Reconciliation } from './reconciliation.contract.ts';
import { findReconciliation } from './reconciliation.repository.ts';

type Request = { ctx: Ctx; deps: Pick<Deps, 'db' | 'clock'>; input: { id: string } };

export async function showReconciliation({ ctx, deps, input }: Request): Promise<Reconciliation> {
  const row = await deps.db.read(asHouse(ctx.scope), (tx) => findReconciliation(tx, input.id));
  if (!row) throw notFound();
  return toReconciliation(row, deps.clock.now());
}
