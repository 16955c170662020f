export { invoiceDeliveriesCron } from './invoice-deliveries.jobs.ts';
