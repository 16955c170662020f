import type { Vendor } from '../../ports/payment-gateway.ts';
import type { PaymentMethodVault, Vaults } from '../../ports/payment-method-vault.ts';

export function vaultOf(vaults: Vaults, vendor: Vendor): PaymentMethodVault {
  const vault = vaults[vendor];
  if (!vault) throw new Error(`${vendor} keeps no methods here`);
  return vault;
}
