import { z } from '@hono/zod-openapi';
import { cents, currency, id, instant, pageOf, pageQuery } from '../../http/wire.ts';

/**
 * `requires_action` waits for the payer (card details, 3-D Secure). `processing` is initiated, not yet cleared.
 * `unknown` means that the vendor was asked and its answer never came: a job finds out; nobody pays twice meanwhile.
 */
export const paymentStatus = z.enum([
  'created',
  'requires_action',
  'processing',
  'unknown',
  'succeeded',
  'failed',
  'cancelled',
  'refunded_part',
  'refunded',
]);

export const paymentRequest = z
  .object({
    lines: z
      .array(z.object({ invoiceId: id, amountCents: z.int().min(1).max(99_999_999_999) }).strict())
      .min(1)
      .max(100)
      .openapi({ description: 'Each invoice at most once; an amount below the balance pays it in part.' }),
    /** Must equal the sum of the lines: what the payer saw on the button. */
    expectedTotalCents: z.int().min(1).max(99_999_999_999),
    rail: z.literal('card'),
    /** The payer's own reference, printed on the receipt. */
    clientReference: z.string().trim().max(60).nullable().default(null),
    /** Where the receipt goes; the payer's own address when absent. */
    receiptEmail: z.email().max(254).nullable().default(null),
  })
  .strict()
  .openapi('PaymentRequest');

export const paymentLine = z.object({
  invoiceId: id,
  invoiceNumber: z.string(),
  /** Asked for in the basket. */
  amountCents: cents,
  /** Booked against the invoice: differs from the amount only when the invoice was settled by something else meanwhile. */
  allocatedCents: cents,
});

/** What the browser needs to finish the payment at the vendor. Present only while the payer has to act. */
export const vendorHandover = z.object({
  vendor: z.literal('stripe'),
  publishableKey: z.string(),
  clientSecret: z.string(),
  /** The vendor's browser SDK, to be loaded from exactly here. */
  scriptUrl: z.url(),
});

export const payment = z
  .object({
    id,
    status: paymentStatus,
    currency,
    amountCents: cents,
    /** Captured money that no invoice could take: kept as credit on account. */
    unallocatedCents: cents,
    rail: z.string(),
    clientReference: z.string().nullable(),
    receiptEmail: z.string().nullable(),
    lines: z.array(paymentLine),
    requestedBy: z.string().nullable(),
    createdAt: instant,
    clearedAt: instant.nullable(),
    /** Why it failed, in the house's own closed list. */
    failureCode: z
      .enum([
        'card_declined',
        'insufficient_funds',
        'expired_card',
        'incorrect_cvc',
        'authentication_failed',
        'vendor_refused',
        'superseded',
      ])
      .nullable(),
    receipt: z.object({ id, number: z.string() }).nullable(),
    handover: vendorHandover.nullable(),
    version: z.int(),
    asOf: instant,
  })
  .openapi('Payment');

export const paymentQuery = pageQuery.extend({ invoiceId: id.optional() });
export const paymentPage = pageOf(payment).openapi('PaymentPage');

export const receipt = z
  .object({
    id,
    number: z.string(),
    paymentId: id,
    issuedAt: instant,
    currency,
    amountCents: cents,
    unallocatedCents: cents,
    clientReference: z.string().nullable(),
    sentTo: z.string().nullable(),
    lines: z.array(
      z.object({
        invoiceId: id,
        invoiceNumber: z.string(),
        totalCents: cents,
        gstCents: cents,
        allocatedCents: cents,
        balanceAfterCents: cents,
      }),
    ),
    /** SHA-256 of the receipt's canonical content, printed on the PDF. */
    sha256: z.string(),
    /** Quote it when asking about this payment: it finds every log line of it. */
    traceId: z.string().nullable(),
  })
  .openapi('Receipt');

export type PaymentStatus = z.infer<typeof paymentStatus>;
export type PaymentRequest = z.infer<typeof paymentRequest>;
export type PaymentLine = z.infer<typeof paymentLine>;
export type VendorHandover = z.infer<typeof vendorHandover>;
export type Payment = z.infer<typeof payment>;
export type PaymentPage = z.infer<typeof paymentPage>;
export type Receipt = z.infer<typeof receipt>;
