import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import type { GatewayHandover } from '../../ports/payment-gateway.ts';
import { clientIdOf } from './client-of.ts';
import { gatewayOf } from './gateway-of.ts';
import { findPaymentView } from './payment-views.repository.ts';
import type { Payment } from './payments.contract.ts';
import { isVendorTrouble } from './payments.errors.ts';
import { findPayment } from './payments.repository.ts';

type Request = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock' | 'gateways' | 'rails'>;
  id: string;
  /** When it is at hand already; otherwise the vendor is asked while the payer has to act. */
  handover?: GatewayHandover | null;
};

/** A payment as its reader may see it. Client secrets are never stored: each answer gets them from the vendor. */
export async function showPayment({ ctx, deps, id, handover }: Request): Promise<Payment> {
  const clientId = clientIdOf(ctx.scope);
  const given = handover === undefined ? await findHandover({ ctx, deps, id }) : handover;
  const payment = await deps.db.read(ctx.scope, (tx) =>
    findPaymentView(tx, clientId, id, deps.clock.now(), given, deps.rails),
  );
  if (!payment) throw notFound();
  return payment;
}

/** Null as well when the vendor does not answer: the rest of the payment can be shown all the same. */
async function findHandover({ ctx, deps, id }: Omit<Request, 'handover'>): Promise<GatewayHandover | null> {
  if (!ctx.scope.capabilities.includes('invoices:pay')) return null;
  const row = await deps.db.read(ctx.scope, (tx) => findPayment(tx, clientIdOf(ctx.scope), id));
  if (!row?.vendorRef || row.status !== 'requires_action') return null;
  try {
    const { payment, handover } = await gatewayOf(deps.gateways, row).read(row.vendorRef);
    return payment.state === 'requires_action' ? handover : null;
  } catch (error) {
    if (!isVendorTrouble(error)) throw error;
    ctx.log.warn({ paymentId: id, err: error }, 'the vendor did not say how to go on');
    return null;
  }
}
