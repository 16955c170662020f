export { ageReceivables } from './age-receivables.ts';
export { dayIn } from './invoices.model.ts';
export { invoiceRoutes } from './invoices.routes.ts';
export { nameReference } from './name-reference.ts';
export { appendInvoice, printInvoice } from './print-invoice.ts';
export { showBankReference } from './show-bank-reference.ts';
export { showInvoice, supplierParty } from './show-invoice.ts';
