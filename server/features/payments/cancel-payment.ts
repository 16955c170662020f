import { audit } from '../../db/audit.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import type { Gateways } from '../../ports/payment-gateway.ts';
import { publishPayment } from './announce-payment.ts';
import { clientIdOf } from './client-of.ts';
import { gatewayOf, isOnDemand } from './gateway-of.ts';
import { withHouseEyes } from './house-scope.ts';
import type { Payment } from './payments.contract.ts';
import { isVendorTrouble, paymentNotCancellable, vendorUnavailable } from './payments.errors.ts';
import { closeOrHold, closeUncaptured, findPayment, type PaymentRow } from './payments.repository.ts';
import { recordObservation } from './record-observation.ts';
import { showPayment } from './show-payment.ts';

type Request = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'gateways' | 'rails' | 'supplier'>;
  input: { id: string };
};

/**
 * Ours to end: it has not got to a vendor yet, a bank carries the money, or its vendor takes none before we say so.
 */
const isOurs = ({ status, vendor }: PaymentRow, gateways: Gateways): boolean =>
  status === 'created' ||
  (status === 'requires_action' && (vendor === null || isOnDemand(gateways, { vendor })));

/** Ends a payment that nobody has paid yet. The vendor has the last word; cancelling twice answers the same. */
export async function cancelPayment({ ctx, deps, input }: Request): Promise<Payment> {
  const clientId = clientIdOf(ctx.scope);
  const payment = await deps.db.read(ctx.scope, (tx) => findPayment(tx, clientId, input.id));
  if (!payment) throw notFound();
  if (payment.status === 'cancelled') return showPayment({ ctx, deps, id: input.id });
  const scope = withHouseEyes(ctx.scope, clientId);

  if (isOurs(payment, deps.gateways)) {
    // Its own request closes it at the vendor, or the job that was enqueued with it does.
    const closed = await deps.db.write(scope, async (tx) => {
      const to = { status: 'cancelled', failure: null, checkedAt: deps.clock.now() } as const;
      const isClosed =
        (await closeOrHold(tx, clientId, input.id, [payment.status], to)) ||
        (payment.vendorRef !== null && (await closeUncaptured(tx, clientId, input.id, to)));
      if (!isClosed) return false;
      await audit(tx, scope, { action: 'payment.cancelled', subjectType: 'payment', subjectId: input.id });
      await publishPayment(tx, scope, input.id);
      return true;
    });
    if (!closed) throw paymentNotCancellable();
    return showPayment({ ctx, deps, id: input.id });
  }

  if (payment.status !== 'requires_action' || payment.vendorRef === null) throw paymentNotCancellable();
  const seen = await gatewayOf(deps.gateways, payment)
    .cancel(payment.vendorRef)
    .catch((error: unknown) => {
      throw isVendorTrouble(error) ? vendorUnavailable(error) : error;
    });
  await deps.db.write(scope, (tx) => recordObservation({ tx, scope, deps, paymentId: input.id, seen }));
  if (seen.state !== 'cancelled') throw paymentNotCancellable();
  return showPayment({ ctx, deps, id: input.id });
}
