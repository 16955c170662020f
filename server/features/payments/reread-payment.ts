import type { Deps } from '../../ports/deps.ts';
import type { Vendor } from '../../ports/payment-gateway.ts';
import { gatewayOf } from './gateway-of.ts';
import { type Applied, applyPayment, vendorScope } from './receive-event.ts';

type Work = {
  deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'gateways' | 'supplier'>;
  vendor: Vendor;
  vendorRef: string;
  traceId: string;
};

/**
 * Reads a payment at the vendor and records what it says, as an event about it would. Throws `GatewayUnknown` when the
 * vendor does not answer and `GatewayRefused` when it knows no such payment.
 */
export async function rereadPayment({ deps, vendor, vendorRef, traceId }: Work): Promise<Applied['outcome']> {
  const { payment } = await gatewayOf(deps.gateways, { vendor }).read(vendorRef);
  const scope = vendorScope(vendor, traceId);
  const { outcome } = await deps.db.write(scope, (tx) => applyPayment({ tx, deps, scope, payment }));
  return outcome;
}
