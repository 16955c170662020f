import { z } from '@hono/zod-openapi';
import { cents, currency, day, id, instant, pageOf, pageQuery } from '../../http/wire.ts';

/**
 * `requires_action` waits for the payer (card details, 3-D Secure). `processing` is initiated, not yet cleared.
 * `unknown` means that the vendor was asked and its answer never came: a job finds out; nobody pays twice meanwhile.
 * `disputed` is a chargeback that is open, `charged_back` one that was lost; `dishonoured` a debit that the payer's bank
 * took back after it had succeeded. Each of the three opens the invoices again.
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
  'disputed',
  'charged_back',
  'dishonoured',
]);

export const rail = z.enum(['card', 'becs', 'payto', 'paypal', 'bpay', 'eft', 'credit']);

/** Credit that a basket uses: a credit note's rest, or money of an earlier payment that no invoice took. */
const creditUse = z
  .object({
    kind: z.enum(['credit_note', 'payment']),
    id,
    invoiceId: id,
    amountCents: z.int().min(1).max(99_999_999_999),
  })
  .strict();

export const paymentRequest = z
  .object({
    lines: z
      .array(
        z
          .object({
            invoiceId: id,
            amountCents: z.int().min(1).max(99_999_999_999),
            /** Printed on the receipt and handed to the core system. */
            poNumber: z.string().trim().min(1).max(40).nullable().default(null),
            costCentre: z.string().trim().min(1).max(40).nullable().default(null),
          })
          .strict(),
      )
      .max(100)
      .openapi({
        description:
          'What money pays: each invoice at most once; an amount below the balance pays it in part. Empty when credits pay everything.',
      }),
    /** Allocated when the payment's money is there; at once when no money is needed. */
    credits: z.array(creditUse).max(200).default([]),
    /** The sum of `lines`, without a surcharge; the server refuses when it comes to another. */
    expectedTotalCents: z.int().min(0).max(99_999_999_999),
    rail,
    /** Charged on top for the rail, as the payer was shown it; absent, none was. */
    expectedSurchargeCents: z
      .int()
      .min(0)
      .max(99_999_999_999)
      .optional()
      .openapi({
        description:
          'What the payer was shown on top for the rail: `surchargeCents` of `GET /v1/payment-options`; 0 when absent. When it comes to ' +
          'another by now, nothing is charged and the problem is `surcharge_changed`: read the options again and ask again.',
      }),
    /** A saved method, charged as its authority allows. */
    paymentMethodId: id.nullable().default(null),
    /** The payer's own reference, printed on the receipt. */
    clientReference: z.string().trim().max(60).nullable().default(null),
    /** Where the receipt goes; the payer's own address when absent. */
    receiptEmail: z.email().max(254).nullable().default(null),
  })
  .strict()
  .refine(({ lines, credits }) => lines.length + credits.length > 0, 'The basket is empty.')
  .refine(
    ({ lines, rail: by }) => (by === 'credit') === (lines.length === 0),
    'The rail is `credit` when credits pay everything, and only then.',
  )
  .openapi('PaymentRequest');

export const paymentLine = z.object({
  invoiceId: id,
  invoiceNumber: z.string(),
  /** Asked for in the basket. */
  amountCents: cents,
  /** Booked against the invoice: differs from the amount only when the invoice was settled by something else meanwhile. */
  allocatedCents: cents,
  poNumber: z.string().nullable(),
  costCentre: z.string().nullable(),
});

export const paymentCredit = z.object({
  kind: z.enum(['credit_note', 'payment']),
  id,
  /** The credit note's number, or the receipt's of the payment that left the credit. */
  number: z.string(),
  invoiceId: id,
  invoiceNumber: z.string(),
  amountCents: cents,
  /** Less than the amount when the credit or the invoice had less room by then. */
  allocatedCents: cents,
});

/** What the browser needs to finish the payment at the vendor. Present only while the payer has to act. */
export const vendorHandover = z.discriminatedUnion('vendor', [
  z.object({
    vendor: z.literal('stripe'),
    publishableKey: z.string(),
    clientSecret: z.string(),
    /** The vendor's browser SDK, to be loaded from exactly here. */
    scriptUrl: z.url(),
    /**
     * `authenticate`: a saved card is being charged, and only the bank's question is left to answer. `await_bank`: the
     * payer answers in the app of their bank, and the browser has nothing to do.
     */
    step: z.enum(['enter_details', 'authenticate', 'await_bank']),
  }),
  z.object({ vendor: z.literal('paypal'), clientId: z.string(), orderId: z.string(), scriptUrl: z.url() }),
]);

/** How to send the money by bank. The reference finds the payment whenever it arrives. */
export const transferInstructions = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bpay'), billerCode: z.string(), reference: z.string(), amountCents: cents }),
  z.object({
    kind: z.literal('eft'),
    accountName: z.string(),
    bsb: z.string(),
    accountNumber: z.string(),
    reference: z.string(),
    amountCents: cents,
  }),
]);

export const payment = z
  .object({
    id,
    status: paymentStatus,
    currency,
    amountCents: cents,
    /** Captured money that no invoice could take: kept as credit on account. */
    unallocatedCents: cents,
    refundedCents: cents,
    /** Charged on top for the rail, within `amountCents`. */
    surchargeCents: cents,
    rail: z.string(),
    clientReference: z.string().nullable(),
    receiptEmail: z.string().nullable(),
    lines: z.array(paymentLine),
    credits: z.array(paymentCredit),
    transfer: transferInstructions.nullable(),
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
        'debit_not_authorised',
        'account_closed',
        'mandate_declined',
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

export const paymentOptionsQuery = z.object({
  totalCents: z.coerce.number().int().min(1).max(99_999_999_999),
});

/** The rails for a total: what is offered, what not and why, what it costs the payer and when it clears. */
export const paymentOptions = z
  .object({
    items: z.array(
      z.object({
        rail,
        offered: z.boolean(),
        reason: z.enum(['above_limit', 'below_limit']).nullable(),
        minCents: cents,
        maxCents: cents,
        surchargeCents: cents,
        clears: z.enum(['at_once', 'within_days', 'when_received']),
      }),
    ),
    asOf: instant,
  })
  .openapi('PaymentOptions');

/** What a client can pay with besides money. */
export const availableCredits = z
  .object({
    items: z.array(
      z.object({
        kind: z.enum(['credit_note', 'payment']),
        id,
        number: z.string(),
        issuedOn: day,
        /** The invoice that a credit note corrects. */
        ofInvoiceId: id.nullable(),
        ofInvoiceNumber: z.string().nullable(),
        reason: z.string().nullable(),
        remainingCents: cents,
      }),
    ),
    totalCents: cents,
    asOf: instant,
  })
  .openapi('AvailableCredits');

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
        /** Allocated in the same basket from credits. */
        creditCents: cents,
        balanceAfterCents: cents,
        poNumber: z.string().nullable(),
        costCentre: z.string().nullable(),
      }),
    ),
    credits: z.array(z.object({ number: z.string(), invoiceNumber: z.string(), allocatedCents: cents })),
    creditCents: cents,
    surchargeCents: cents,
    /** SHA-256 of the receipt's canonical content, printed on the PDF. */
    sha256: z.string(),
    /** Quote it when asking about this payment: it finds every log line of it. */
    traceId: z.string().nullable(),
  })
  .openapi('Receipt');

export type PaymentStatus = z.infer<typeof paymentStatus>;
export type Rail = z.infer<typeof rail>;
export type PaymentRequest = z.infer<typeof paymentRequest>;
/** As a caller may send it: what has a default can be left out. */
export type PaymentRequestBody = z.input<typeof paymentRequest>;
export type PaymentLine = z.infer<typeof paymentLine>;
export type VendorHandover = z.infer<typeof vendorHandover>;
export type Payment = z.infer<typeof payment>;
export type PaymentPage = z.infer<typeof paymentPage>;
export type Receipt = z.infer<typeof receipt>;
export type PaymentCredit = z.infer<typeof paymentCredit>;
export type TransferInstructions = z.infer<typeof transferInstructions>;
export type PaymentOptions = z.infer<typeof paymentOptions>;
export type AvailableCredits = z.infer<typeof availableCredits>;
