export { dayIn } from './invoices.model.ts';
export { invoiceRoutes } from './invoices.routes.ts';
