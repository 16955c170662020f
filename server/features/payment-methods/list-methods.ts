import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import type { MethodHandover } from '../../ports/payment-method-vault.ts';
import { dayIn } from '../invoices/index.ts';
import { findUser } from './asker.repository.ts';
import { clientIdOf } from './client-of.ts';
import type { PaymentMethod, PaymentMethods } from './payment-methods.contract.ts';
import { findMethod, listMethods as listRows } from './payment-methods.repository.ts';
import { showMethod } from './show-method.ts';

type ReadDeps = Pick<Deps, 'db' | 'identityDb' | 'clock' | 'supplier'>;

/** What the client can pay with again, the default first. */
export async function listMethods({ ctx, deps }: { ctx: Ctx; deps: ReadDeps }): Promise<PaymentMethods> {
  const asked = await askedBy({ ctx, deps });
  const rows = await deps.db.read(ctx.scope, (tx) => listRows(tx, clientIdOf(ctx.scope)));
  const items = rows.flatMap((row) => showMethod(row, asked) ?? []);
  return { items, asOf: deps.clock.now().toISOString() };
}

/** One method for its reader. */
export async function describeMethod({
  ctx,
  deps,
  id,
  handover = null,
}: {
  ctx: Ctx;
  deps: ReadDeps;
  id: string;
  handover?: MethodHandover | null;
}): Promise<PaymentMethod> {
  const asked = await askedBy({ ctx, deps });
  const row = await deps.db.read(ctx.scope, (tx) => findMethod(tx, clientIdOf(ctx.scope), id));
  const shown = row && showMethod(row, { ...asked, handover });
  if (!shown) throw notFound();
  return shown;
}

async function askedBy({ ctx, deps }: { ctx: Ctx; deps: ReadDeps }) {
  const user = await findUser(deps.identityDb, ctx.scope);
  return { user, today: dayIn(deps.supplier.timeZone, deps.clock.now()) };
}
