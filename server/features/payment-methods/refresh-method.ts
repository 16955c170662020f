import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { GatewayRefused, GatewayUnknown } from '../../ports/payment-gateway.ts';
import type { MethodHandover } from '../../ports/payment-method-vault.ts';
import { applyPicture } from './apply-picture.ts';
import { clientIdOf } from './client-of.ts';
import { describeMethod } from './list-methods.ts';
import type { PaymentMethod } from './payment-methods.contract.ts';
import { findMethod } from './payment-methods.repository.ts';
import { vaultOf } from './vault-of.ts';

type Request = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'identityDb' | 'clock' | 'supplier' | 'vaults'>;
  input: { id: string };
};

/** Reads the method from the vendor now, without waiting for its event. Asking twice changes nothing. */
export async function refreshMethod({ ctx, deps, input }: Request): Promise<PaymentMethod> {
  const clientId = clientIdOf(ctx.scope);
  const row = await deps.db.read(ctx.scope, (tx) => findMethod(tx, clientId, input.id));
  if (!row || row.status === 'removed') throw notFound();
  let handover: MethodHandover | null = null;
  if (row.setupRef !== null) {
    try {
      const read = await vaultOf(deps.vaults, row.vendor).read(row);
      handover = read.handover;
      await deps.db.write(ctx.scope, (tx) =>
        applyPicture({ tx, scope: ctx.scope, deps, id: row.id, picture: read.picture }),
      );
    } catch (error) {
      // The event tells it later; meanwhile the method is shown as it was last seen.
      if (!(error instanceof GatewayUnknown || error instanceof GatewayRefused)) throw error;
      ctx.log.warn({ methodId: row.id, err: error }, 'the vendor did not answer');
    }
  }
  return describeMethod({ ctx, deps, id: row.id, handover });
}
