export type { StripeOptions } from './stripe-connection.ts';
export { createStripeGateway } from './stripe-gateway.ts';
export { createStripeLedger } from './stripe-ledger.ts';
export { createStripeVault } from './stripe-vault.ts';
