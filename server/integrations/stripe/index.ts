export { createStripeGateway, type StripeOptions } from './stripe-gateway.ts';
export { createStripeLedger } from './stripe-ledger.ts';
