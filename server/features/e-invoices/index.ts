export { eInvoiceRoutes } from './e-invoices.routes.ts';
