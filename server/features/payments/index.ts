export { bookTransfers, type Transfer } from './book-transfers.ts';
export { payInvoices } from './pay-invoices.ts';
export { paymentsCron, paymentsJobs } from './payments.jobs.ts';
export { paymentRoutes } from './payments.routes.ts';
export { canonicalJson } from './receipt.model.ts';
export { abn, money } from './receipt-words.ts';
export { rereadPayment } from './reread-payment.ts';
export { reverseTransfer } from './reverse-transfer.ts';
export { webhookRoutes } from './webhook.routes.ts';
