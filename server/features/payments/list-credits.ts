import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { clientIdOf } from './client-of.ts';
import { listAvailableCredits } from './credits.repository.ts';
import type { AvailableCredits } from './payments.contract.ts';

type Request = { ctx: Ctx; deps: Pick<Deps, 'db' | 'clock'> };

/** What the client can pay with besides money. */
export async function listCredits({ ctx, deps }: Request): Promise<AvailableCredits> {
  const items = await deps.db.read(ctx.scope, (tx) => listAvailableCredits(tx, clientIdOf(ctx.scope)));
  const totalCents = items.reduce((sum, { remainingCents }) => sum + remainingCents, 0);
  return { items, totalCents, asOf: deps.clock.now().toISOString() };
}
