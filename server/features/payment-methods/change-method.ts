import type { Tx } from '../../db/db.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { GatewayRefused, GatewayUnknown } from '../../ports/payment-gateway.ts';
import { announceMethod } from './announce-method.ts';
import { clientIdOf } from './client-of.ts';
import { describeMethod } from './list-methods.ts';
import type { AuthorityRequest, PaymentMethod } from './payment-methods.contract.ts';
import { changedMeanwhile, methodNotUsable, vendorSilent } from './payment-methods.errors.ts';
import type { Standing } from './payment-methods.model.ts';
import {
  disableAutopayBy,
  lockMethod,
  type MethodRow,
  updateAuthority,
  updateDefault,
  updateStatus,
} from './payment-methods.repository.ts';
import { vaultOf } from './vault-of.ts';

type ChangeDeps = Pick<Deps, 'db' | 'identityDb' | 'clock' | 'supplier' | 'vaults'>;
type Request = { ctx: Ctx; deps: ChangeDeps; input: { id: string } };

/** Offered first from now on. */
export async function makeDefault({ ctx, deps, input }: Request): Promise<PaymentMethod> {
  await change({ ctx, deps, input }, async (tx, row) => {
    if (row.status !== 'active') throw methodNotUsable();
    if (row.isDefault) return;
    await updateDefault(tx, clientIdOf(ctx.scope), row.id, deps.clock.now());
    await announceMethod(tx, ctx.scope, row.id, 'made_default');
  });
  return describeMethod({ ctx, deps, id: input.id });
}

/** Who may use it, for how much. */
export async function setAuthority({
  ctx,
  deps,
  input,
}: Omit<Request, 'input'> & { input: { id: string; request: AuthorityRequest } }): Promise<PaymentMethod> {
  const { expectedVersion, ...authority } = input.request;
  await change({ ctx, deps, input }, async (tx, row) => {
    if (row.version !== expectedVersion) throw changedMeanwhile();
    await updateAuthority(tx, clientIdOf(ctx.scope), row.id, { ...authority, at: deps.clock.now() });
    await announceMethod(tx, ctx.scope, row.id, 'authority_set', authority);
  });
  return describeMethod({ ctx, deps, id: input.id });
}

/** Takes no payments until it is resumed. The agreement with the bank stays as it is. */
export const pauseMethod = (request: Request): Promise<PaymentMethod> => step(request, 'active', 'paused');
export const resumeMethod = (request: Request): Promise<PaymentMethod> => step(request, 'paused', 'active');

async function step({ ctx, deps, input }: Request, from: Standing, to: Standing): Promise<PaymentMethod> {
  await change({ ctx, deps, input }, async (tx, row) => {
    if (row.status === to) return;
    if (row.status !== from) throw methodNotUsable();
    await updateStatus(tx, clientIdOf(ctx.scope), row.id, { status: to, at: deps.clock.now() });
    await announceMethod(tx, ctx.scope, row.id, to === 'active' ? 'resumed' : to, { kind: row.kind });
  });
  return describeMethod({ ctx, deps, id: input.id });
}

/** Ends the agreement at the vendor; the method stays in the list as cancelled. */
export async function cancelMethod({ ctx, deps, input }: Request): Promise<PaymentMethod> {
  await end({ ctx, deps, input }, 'cancelled');
  return describeMethod({ ctx, deps, id: input.id });
}

/** Takes it away at the vendor and out of the list. What was paid with it keeps it by name. */
export const removeMethod = (request: Request): Promise<void> => end(request, 'removed');

/**
 * First here, so that nothing is charged while the vendor is asked; should that fail, the repeat asks the vendor again. It
 * was the payer's wish and stands whatever the vendor says.
 */
async function end({ ctx, deps, input }: Request, status: 'cancelled' | 'removed'): Promise<void> {
  const clientId = clientIdOf(ctx.scope);
  const at = deps.clock.now();
  const row = await change({ ctx, deps, input: { ...input, evenRemoved: true } }, async (tx, standing) => {
    if (standing.status === status || standing.status === 'removed') return;
    await updateStatus(tx, clientId, standing.id, { status, at });
    const autopayStopped = await disableAutopayBy(tx, clientId, standing.id, at);
    await announceMethod(tx, ctx.scope, standing.id, status, { kind: standing.kind, autopayStopped });
  });
  try {
    await vaultOf(deps.vaults, row.vendor).detach(row);
  } catch (error) {
    if (error instanceof GatewayUnknown || error instanceof GatewayRefused) throw vendorSilent(error);
    throw error;
  }
}

async function change(
  { ctx, deps, input }: Omit<Request, 'input'> & { input: { id: string; evenRemoved?: boolean } },
  work: (tx: Tx, row: MethodRow) => Promise<void>,
): Promise<MethodRow> {
  const clientId = clientIdOf(ctx.scope);
  return deps.db.write(ctx.scope, async (tx) => {
    const row = await lockMethod(tx, clientId, input.id);
    if (!row || (row.status === 'removed' && !input.evenRemoved)) throw notFound();
    await work(tx, row);
    return row;
  });
}
