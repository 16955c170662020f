import { z } from '@hono/zod-openapi';
import { cents, currency, id, instant } from '../../http/wire.ts';

export const paymentMovement = z
  .object({
    at: instant,
    kind: z.enum([
      'initiated',
      'capture',
      'correction',
      'refund',
      'chargeback',
      'chargeback_reversed',
      'dishonour',
      'surcharge',
      'allocated',
      'reversed',
      'credit_used',
      'credit_returned',
    ]),
    /** What was asked for when `initiated`. Money from the contractor's side: in is above zero, out below. */
    amountCents: cents,
    /** The invoice that took the money or gave it back. */
    invoiceId: id.nullable(),
    invoiceNumber: z.string().nullable(),
    /** The receipt of money, the credit note of a credit: what a person would quote. */
    document: z.object({ kind: z.enum(['receipt', 'credit_note']), id, number: z.string() }).nullable(),
    /** Who did it, where a person did. */
    by: z.string().nullable(),
  })
  .openapi('PaymentMovement');

/**
 * Every dollar of a payment. `capture`, `correction`, `refund`, `chargeback`, `chargeback_reversed`, `dishonour` and
 * `surcharge` add up to `heldCents`; `allocated` and `reversed` to `allocatedCents`; held less allocated is
 * `unallocatedCents`, kept as credit on account. Credits of other documents used in the basket are no money of it. The
 * totals are the whole payment's: what stands on invoices of sites that the reader does not see has no entry here, and
 * `hiddenCents` is how much of `allocatedCents` that is.
 */
export const paymentTimeline = z
  .object({
    paymentId: id,
    currency,
    items: z.array(paymentMovement),
    heldCents: cents,
    allocatedCents: cents,
    unallocatedCents: cents,
    hiddenCents: cents,
    asOf: instant,
  })
  .openapi('PaymentTimeline');

export type PaymentMovement = z.infer<typeof paymentMovement>;
export type PaymentTimeline = z.infer<typeof paymentTimeline>;
