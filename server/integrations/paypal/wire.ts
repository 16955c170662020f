import { z } from 'zod';

/** PayPal's objects as they travel, in answers and in events alike: the part of them that is read here. */
const money = z
  .object({ currency_code: z.literal('AUD'), value: z.string().regex(/^-?\d{1,10}(\.\d{1,2})?$/) })
  .transform(({ value }) => {
    const [, sign = '', dollars = '0', cents = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(value) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(dollars) * 100 + Number(cents.padEnd(2, '0')));
  });
const links = z.array(z.object({ href: z.string(), rel: z.string() })).default([]);

export const captureWire = z.object({
  id: z.string(),
  status: z.string(),
  amount: money,
  custom_id: z.string().optional(),
  seller_receivable_breakdown: z.object({ paypal_fee: money.optional() }).optional(),
  supplementary_data: z
    .object({ related_ids: z.object({ order_id: z.string().optional() }).optional() })
    .optional(),
  links,
});

export const refundWire = z.object({
  id: z.string(),
  status: z.string(),
  amount: money,
  create_time: z.string().optional(),
  links,
});

export const orderWire = z.object({
  id: z.string(),
  status: z.string(),
  purchase_units: z
    .array(
      z.object({
        amount: money,
        custom_id: z.string().optional(),
        payments: z
          .object({
            captures: z.array(captureWire).default([]),
            refunds: z.array(refundWire).default([]),
          })
          .optional(),
      }),
    )
    .min(1),
});

export const disputeWire = z.object({
  dispute_id: z.string(),
  create_time: z.string().optional(),
  status: z.string(),
  dispute_amount: money.optional(),
  dispute_outcome: z.object({ outcome_code: z.string(), amount_refunded: money.optional() }).optional(),
  disputed_transactions: z.array(z.object({ seller_transaction_id: z.string().optional() })).default([]),
});
export const disputeList = z.object({ items: z.array(disputeWire).default([]) });

export const eventWire = z.object({
  id: z.string().min(1),
  event_type: z.string().min(1),
  create_time: z.string(),
  resource: z.record(z.string(), z.unknown()),
});

export const transactionList = z.object({
  transaction_details: z
    .array(
      z.object({
        transaction_info: z.object({
          transaction_id: z.string(),
          paypal_reference_id: z.string().optional(),
          paypal_reference_id_type: z.string().optional(),
          transaction_event_code: z.string().default(''),
          transaction_initiation_date: z.string(),
          transaction_amount: money,
          fee_amount: money.optional(),
          custom_field: z.string().optional(),
        }),
      }),
    )
    .default([]),
  page: z.number().default(1),
  total_pages: z.number().default(1),
});

export type OrderWire = z.infer<typeof orderWire>;
export type CaptureWire = z.infer<typeof captureWire>;
export type RefundWire = z.infer<typeof refundWire>;
export type DisputeWire = z.infer<typeof disputeWire>;
export type TransactionWire = z.infer<
  typeof transactionList
>['transaction_details'][number]['transaction_info'];
