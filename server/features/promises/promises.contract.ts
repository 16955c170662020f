import { z } from '@hono/zod-openapi';
import { cents, day, id, instant } from '../../http/wire.ts';

export const promiseRequest = z
  .object({
    amountCents: z.int().min(1).max(99_999_999_999),
    /** Today or later, and at most a year ahead. */
    promisedOn: day,
    note: z.string().trim().min(1).max(500).nullable().default(null),
  })
  .strict()
  .openapi('PromiseRequest');

/** Derived: `kept` once payments and credits since the promise reach its amount, `broken` when its day passed without. */
export const promiseStatus = z.enum(['open', 'kept', 'broken', 'withdrawn']);

export const promiseToPay = z
  .object({
    id,
    invoiceId: id,
    invoiceNumber: z.string(),
    amountCents: cents,
    promisedOn: day,
    note: z.string().nullable(),
    status: promiseStatus,
    /** Settled of the invoice since the promise was made and up to its day. */
    settledCents: cents,
    promisedBy: z.string(),
    promisedAt: instant,
    withdrawnAt: instant.nullable(),
  })
  .openapi('PromiseToPay');

export const promiseList = z
  .object({ items: z.array(promiseToPay), nextCursor: z.null(), asOf: instant })
  .openapi('PromiseList');

export type PromiseRequest = z.infer<typeof promiseRequest>;
export type PromiseRequestBody = z.input<typeof promiseRequest>;
export type PromiseStatus = z.infer<typeof promiseStatus>;
export type PromiseToPay = z.infer<typeof promiseToPay>;
export type PromiseList = z.infer<typeof promiseList>;
