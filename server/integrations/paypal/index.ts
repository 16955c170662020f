export { createPaypalGateway, type PaypalOptions } from './paypal-gateway.ts';
