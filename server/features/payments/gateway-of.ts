import type { Gateways, PaymentGateway, Vendor, VendorRail } from '../../ports/payment-gateway.ts';
import type { Rail } from '../../ports/rail-policy.ts';

const vendors: Record<VendorRail, Vendor> = {
  card: 'stripe',
  becs: 'stripe',
  payto: 'stripe',
  paypal: 'paypal',
};

const isVendorRail = (rail: string): rail is VendorRail => rail in vendors;

/** Who runs a rail; null for those on which the payer sends the money. */
export const vendorOf = (rail: Rail): Vendor | null => (isVendorRail(rail) ? vendors[rail] : null);

export function vendorRailOf(rail: string): VendorRail {
  if (!isVendorRail(rail)) throw new Error(`no vendor runs ${rail}`);
  return rail;
}

/** The vendor moves no money before it is told to capture. */
export const isOnDemand = (gateways: Gateways, { vendor }: { vendor: Vendor | null }): boolean =>
  vendor !== null && gateways[vendor]?.capturesOnDemand === true;

export function gatewayOf(gateways: Gateways, { vendor }: { vendor: Vendor | null }): PaymentGateway {
  const gateway = vendor ? gateways[vendor] : undefined;
  if (!gateway) throw new Error(`no account with ${vendor ?? 'a vendor'}`);
  return gateway;
}
