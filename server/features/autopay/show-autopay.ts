import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Autopay, AutopayRule } from './autopay.contract.ts';
import { findRule, listRuns, type RuleRow } from './autopay.repository.ts';

/** The rule, and what it did lately. */
export async function showAutopay({
  ctx,
  deps,
}: {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock'>;
}): Promise<Autopay> {
  const clientId = ctx.scope.clientId ?? '';
  return deps.db.read(ctx.scope, async (tx) => {
    const rule = await findRule(tx, clientId);
    const runs = await listRuns(tx, clientId, 50);
    return { rule: rule && shown(rule), runs: [...runs], asOf: deps.clock.now().toISOString() };
  });
}

const shown = ({ setBy: _setBy, setByName, updatedAt, ...rule }: RuleRow): AutopayRule => ({
  ...rule,
  setBy: setByName,
  updatedAt: updatedAt.toISOString(),
});
