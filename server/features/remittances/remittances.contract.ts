import { z } from '@hono/zod-openapi';
import { cents, day, id, instant, pageOf, pageQuery } from '../../http/wire.ts';

const amount = z.int().min(1).max(99_999_999_999);

/** What a payer says that one bank transfer is for: typed, or as a CSV file's text. */
export const remittanceRequest = z
  .object({
    /** As the payer's bank sends it: what the bank statement will show. */
    reference: z.string().trim().min(1).max(60),
    paidOn: day.nullable().default(null),
    /** What was sent; the lines have to add up to it. */
    totalCents: amount,
    lines: z
      .array(
        z
          .object({
            invoiceNumber: z.string().trim().min(1).max(40),
            amountCents: amount,
            /** The payer's own reference of this line. */
            reference: z.string().trim().min(1).max(60).nullable().default(null),
          })
          .strict(),
      )
      .max(500)
      .default([]),
    /** Columns by name: `reference` (may be absent), `invoice number`, `amount` in dollars. Instead of `lines`. */
    csv: z.string().max(200_000).nullable().default(null),
  })
  .strict()
  .refine(({ lines, csv }) => lines.length > 0 !== (csv !== null), 'Give lines, or a file.')
  .openapi('RemittanceRequest');

export const remittance = z
  .object({
    id,
    reference: z.string(),
    paidOn: day.nullable(),
    totalCents: cents,
    lines: z.array(
      z.object({
        invoiceNumber: z.string(),
        /** Null when the number names none of the client's invoices that the asker may see. */
        invoiceId: id.nullable(),
        amountCents: cents,
        reference: z.string().nullable(),
      }),
    ),
    /** The transfer that it announced, once the bank has brought it. */
    matched: z.object({ paymentId: id, receivedOn: day }).nullable(),
    sentBy: z.string(),
    sentAt: instant,
  })
  .openapi('Remittance');

export const remittanceQuery = pageQuery;
export const remittancePage = pageOf(remittance).openapi('RemittancePage');

export type RemittanceRequest = z.infer<typeof remittanceRequest>;
export type RemittanceRequestBody = z.input<typeof remittanceRequest>;
export type Remittance = z.infer<typeof remittance>;
export type RemittanceQuery = z.infer<typeof remittanceQuery>;
export type RemittancePage = z.infer<typeof remittancePage>;
