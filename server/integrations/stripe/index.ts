export { createStripeGateway, type StripeOptions } from './stripe-gateway.ts';
