import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { listAsked } from './asked.repository.ts';
import type { BankLineView } from './bank.contract.ts';
import { houseOf } from './house-of.ts';
import { toLine } from './line-views.ts';
import { findLine } from './lines.repository.ts';

type Args = { ctx: Ctx; deps: Pick<Deps, 'db'>; input: { id: string } };

export async function showLine({ ctx, deps, input }: Args): Promise<BankLineView> {
  const scope = houseOf(ctx.scope, null);
  return deps.db.read(scope, async (tx) => {
    const row = await findLine(tx, input.id);
    if (!row) throw notFound();
    return toLine(row, await listAsked(tx, scope, [row]));
  });
}
