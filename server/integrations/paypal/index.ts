export { createPaypalGateway, type PaypalOptions } from './paypal-gateway.ts';
export { createPaypalLedger } from './paypal-ledger.ts';
