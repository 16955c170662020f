import { audit } from '../../db/audit.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import type { BankAccount } from './bank.contract.ts';
import { linesUndecided } from './bank.errors.ts';
import { houseOf } from './house-of.ts';
import { masked } from './statement-views.ts';
import { countUndecided, findAccount, insertLock } from './statements.repository.ts';

type Args = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock'>;
  input: { id: string; lockedThrough: string; reason: string };
};

/** From here on nothing of the account changes up to that day. Every line of it has to be decided before. */
export async function lockPeriod({ ctx, deps, input }: Args): Promise<BankAccount> {
  const scope = houseOf(ctx.scope, null);
  return deps.db.write(scope, async (tx) => {
    if (!(await findAccount(tx, input.id))) throw notFound();
    const open = await countUndecided(tx, input.id, input.lockedThrough);
    if (open > 0) throw linesUndecided(open);
    await insertLock(tx, {
      accountId: input.id,
      lockedThrough: input.lockedThrough,
      reason: input.reason,
      by: scope.actor.id,
      byName: scope.actor.name,
      at: deps.clock.now(),
    });
    await audit(tx, scope, {
      action: 'bank_period.locked',
      subjectType: 'bank_account',
      subjectId: input.id,
      detail: { lockedThrough: input.lockedThrough, reason: input.reason },
    });
    const account = await findAccount(tx, input.id);
    if (!account) throw notFound();
    const { number, ...rest } = account;
    return { ...rest, numberMasked: masked(number) };
  });
}
