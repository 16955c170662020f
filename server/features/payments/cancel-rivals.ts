import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { announceSuperseded } from './clear-the-way.ts';
import { clientIdOf } from './client-of.ts';
import { gatewayOf, isOnDemand } from './gateway-of.ts';
import { withHouseEyes } from './house-scope.ts';
import { isVendorTrouble, vendorUnavailable } from './payments.errors.ts';
import { closeOrHold, closeUncaptured, findSuperseded } from './payments.repository.ts';
import { recordObservation } from './record-observation.ts';

type Work = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'gateways' | 'supplier'>;
  paymentId: string;
};

export type Clash = 'none' | 'captured' | 'processing';

/**
 * Closes, at the vendor, earlier payments of the same invoices that a payer could still finish in another tab. The
 * vendor decides: what was captured meanwhile is settled, and the new payment ends here because its amounts are old.
 */
export async function cancelRivals({ ctx, deps, paymentId }: Work): Promise<Clash> {
  const clientId = clientIdOf(ctx.scope);
  const scope = withHouseEyes(ctx.scope, clientId);
  const rivals = await deps.db.read(scope, (tx) => findSuperseded(tx, clientId, paymentId));
  let clash: Clash = 'none';
  for (const rival of rivals) {
    if (isOnDemand(deps.gateways, rival)) {
      if (!(await supersede(deps, scope, clientId, rival.id)) && clash === 'none') clash = 'processing';
      continue;
    }
    const seen = await gatewayOf(deps.gateways, rival)
      .cancel(rival.vendorRef ?? '')
      .catch((error: unknown) => {
        // Still payable as far as we know: no second payment is opened beside it.
        throw isVendorTrouble(error) ? vendorUnavailable(error) : error;
      });
    const failure = seen.state === 'cancelled' ? 'superseded' : seen.failure;
    await deps.db.write(scope, (tx) =>
      recordObservation({ tx, scope, deps, paymentId: rival.id, seen: { ...seen, failure } }),
    );
    if (seen.capturedCents > 0) clash = 'captured';
    else if (seen.state !== 'cancelled' && clash === 'none') clash = 'processing';
  }
  if (clash !== 'none') await giveUp(deps, scope, clientId, paymentId);
  return clash;
}

/** False when its money is being taken. */
function supersede(
  deps: Work['deps'],
  scope: ReturnType<typeof withHouseEyes>,
  clientId: string,
  rivalId: string,
): Promise<boolean> {
  return deps.db.write(scope, async (tx) => {
    const to = { failure: 'superseded', checkedAt: deps.clock.now() } as const;
    if (!(await closeUncaptured(tx, clientId, rivalId, to))) return false;
    await announceSuperseded(tx, scope, rivalId);
    return true;
  });
}

async function giveUp(
  deps: Work['deps'],
  scope: ReturnType<typeof withHouseEyes>,
  clientId: string,
  paymentId: string,
): Promise<void> {
  await deps.db.write(scope, async (tx) => {
    const closed = await closeOrHold(tx, clientId, paymentId, ['created', 'unknown'], {
      status: 'cancelled',
      failure: 'superseded',
      checkedAt: deps.clock.now(),
    });
    if (closed) await announceSuperseded(tx, scope, paymentId);
  });
}
