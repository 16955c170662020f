import { z } from '@hono/zod-openapi';
import { cents, currency, day, instant } from '../../http/wire.ts';
import { readDocumentCode } from '../document-codes/index.ts';
import { invoiceBankReference, invoiceStatus } from '../invoices/invoices.contract.ts';

/** Twelve letters and digits as printed, in any case, with or without hyphens. */
export const documentCode = z
  .string()
  .max(40)
  .transform((text, context) => {
    const code = readDocumentCode(text);
    if (code) return code;
    context.addIssue({ code: 'custom', message: 'A code has 12 letters and digits, as printed.' });
    return z.NEVER;
  })
  .openapi({ type: 'string', example: 'K7QM-4TZP-9XWD' });

/** What was issued, for whoever holds the paper: nothing that the paper does not say, and how it stands now. */
export const verification = z
  .object({
    kind: z.literal('invoice'),
    number: z.string(),
    issuedOn: day,
    dueOn: day,
    currency,
    totalCents: cents,
    /** What is owed now. */
    balanceCents: cents,
    status: invoiceStatus,
    supplier: z.object({ legalName: z.string(), abn: z.string(), phone: z.string(), email: z.string() }),
    /** How to pay it by bank; null when nothing is owed. */
    payTo: invoiceBankReference.pick({ reference: true, bpay: true, eft: true }).nullable(),
    asOf: instant,
  })
  .openapi('Verification');

export type Verification = z.infer<typeof verification>;
