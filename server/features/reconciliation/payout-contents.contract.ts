import { z } from '@hono/zod-openapi';
import { cents, id, instant } from '../../http/wire.ts';

/** The vendors that tell what a payout is made of. PayPal pays out of a balance and does not. */
export const payoutParams = z.object({
  vendor: z.enum(['stripe']),
  reference: z.string().regex(/^[A-Za-z0-9_]{3,64}$/),
});

/** `other_payout`: one that came back and goes out again with this one, or that was taken from it by hand. */
export const payoutMovementKind = z.enum([
  'charge',
  'refund',
  'chargeback',
  'chargeback_reversed',
  'other_payout',
  'other',
]);

export const payoutMovement = z.object({
  kind: payoutMovementKind,
  /** Before the fee; below zero when it was taken from the payout. */
  amountCents: cents,
  feeCents: cents,
  /** `amountCents - feeCents`. */
  netCents: cents,
  at: instant,
  /** The vendor's reference of the payment. */
  reference: z.string().nullable(),
  /** Null when the portal knows no such payment. */
  payment: z
    .object({
      id,
      clientId: id,
      clientName: z.string(),
      invoiceNumbers: z.array(z.string()),
    })
    .nullable(),
});

export const payoutContents = z
  .object({
    vendor: z.enum(['stripe']),
    reference: z.string(),
    /** What the vendor sent to the bank. */
    amountCents: cents,
    sentAt: instant,
    arrivesAt: instant,
    state: z.enum(['under_way', 'arrived', 'failed']),
    /** Null where the vendor does not tell, because the payout was asked for by hand. */
    contents: z
      .object({
        chargesCents: cents,
        refundsCents: cents,
        /** Chargebacks, less those that came back. */
        chargebacksCents: cents,
        /** Other payouts, and what the vendor adds or takes for itself. */
        otherCents: cents,
        /** Above zero: what the vendor kept. */
        feesCents: cents,
        /** `charges + refunds + chargebacks + other - fees`. */
        netCents: cents,
        /** `amountCents - netCents`: anything but zero is a question for the vendor. */
        differenceCents: cents,
        lineCount: z.int(),
        /** The first 500, oldest first. */
        lines: z.array(payoutMovement),
      })
      .nullable(),
    asOf: instant,
  })
  .openapi('PayoutContents');

export type PayoutMovement = z.infer<typeof payoutMovement>;
export type PayoutContents = z.infer<typeof payoutContents>;
export type PayoutParams = z.infer<typeof payoutParams>;
