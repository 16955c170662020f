import { z } from '@hono/zod-openapi';
import { cents, currency, day, id, instant, pageOf, pageQuery, provenance } from '../../http/wire.ts';
import { invoiceLine, party } from '../invoices/invoices.contract.ts';

/** Derived from the ledger alone, as for invoices: nothing used, some of it, all of it. */
export const creditNoteStatus = z.enum(['issued', 'part_applied', 'applied']);

export const creditNoteSummary = z
  .object({
    id,
    number: z.string(),
    issuedOn: day,
    currency,
    /** The invoice that it corrects. */
    ofInvoice: z.object({ id, number: z.string() }),
    reason: z.string(),
    totalCents: cents,
    /** How much less GST the supplier owes because of it: what the client has to give back of its input tax credit. */
    gstCents: cents,
    allocatedCents: cents,
    /** Still to be used on any invoice. */
    remainingCents: cents,
    status: creditNoteStatus,
    /** The dispute that it settled. */
    disputeId: id.nullable(),
    version: z.int(),
  })
  .openapi('CreditNoteSummary');

export const creditNote = creditNoteSummary
  .extend({
    netCents: cents,
    gstRoundingMethod: z.enum(['total', 'line']),
    ofInvoice: z.object({ id, number: z.string(), issuedOn: day, totalCents: cents, gstCents: cents }),
    supplier: party,
    recipient: party,
    lines: z.array(invoiceLine),
    /** Where it was used; an amount below zero was taken back. */
    allocations: z.array(
      z.object({ at: instant, invoiceId: id, invoiceNumber: z.string(), amountCents: cents }),
    ),
    provenance,
    asOf: instant,
  })
  .openapi('CreditNote');

export const creditNoteQuery = pageQuery.extend({
  /** Of this invoice alone. */
  invoiceId: id.optional(),
});
export const creditNotePage = pageOf(creditNoteSummary).openapi('CreditNotePage');

export type CreditNoteSummary = z.infer<typeof creditNoteSummary>;
export type CreditNote = z.infer<typeof creditNote>;
export type CreditNoteQuery = z.infer<typeof creditNoteQuery>;
export type CreditNotePage = z.infer<typeof creditNotePage>;
