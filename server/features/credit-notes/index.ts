export type { InvoiceToCredit } from './credit-notes.repository.ts';
export { lockInvoiceToCredit } from './credit-notes.repository.ts';
export { creditNoteRoutes } from './credit-notes.routes.ts';
export { issueCreditNote } from './issue-credit-note.ts';
export { showCreditNote } from './show-credit-note.ts';
