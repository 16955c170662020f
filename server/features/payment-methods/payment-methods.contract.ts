import { z } from '@hono/zod-openapi';
import { cents, day, id, instant } from '../../http/wire.ts';

export const methodKind = z.enum(['card', 'becs', 'payto']);

/**
 * `setting_up` waits for the payer, at the vendor's form or in the bank's app. `paused` was stopped here and can go on.
 * `declined` was refused by the payer in the bank's app. `cancelled` was ended here or in the bank's app: another has to be
 * saved. `expired` is past its last day.
 */
export const methodStatus = z.enum(['setting_up', 'active', 'paused', 'declined', 'expired', 'cancelled']);

/** Who may use a method, for how much. The people with `methods:manage` set it. */
const authority = z.object({
  /** The most that one payment may take; null for no limit of the client's own. */
  limitCents: z.int().min(1).max(99_999_999_999).nullable(),
  /** A payment by it needs a purchase order's number on every line. */
  poRequired: z.boolean(),
  /** Null: everybody who may pay. Otherwise these roles, and these people beside them. */
  allowedRoles: z.array(z.enum(['admin', 'finance'])).nullable(),
  allowedUserIds: z.array(id).max(200).nullable(),
});

export const methodHandover = z.object({
  vendor: z.literal('stripe'),
  publishableKey: z.string(),
  clientSecret: z.string(),
  /** The vendor's browser SDK, to be loaded from exactly here. */
  scriptUrl: z.url(),
});

export const paymentMethod = z
  .object({
    id,
    kind: methodKind,
    status: methodStatus,
    label: z.string().nullable(),
    isDefault: z.boolean(),
    /** The last four digits; nothing more of a number is ever kept. */
    last4: z.string().nullable(),
    brand: z.string().nullable(),
    /** `062-•••` */
    bsbMasked: z.string().nullable(),
    payIdMasked: z.string().nullable(),
    holder: z.string().nullable(),
    /** The last day of a card. */
    expiresOn: day.nullable(),
    /** True from 30 days before a card or an agreement ends. */
    endsSoon: z.boolean(),
    /** What the payer agreed to with the bank: the most at once, and the agreement's last day. */
    mandateMaxCents: cents.nullable(),
    mandateEndsOn: day.nullable(),
    authority,
    /** Whether the asker may pay with it, as far as role and person decide it. */
    mayUse: z.boolean(),
    addedBy: z.string(),
    addedAt: instant,
    /** Invoices pay themselves with it. */
    usedByAutopay: z.boolean(),
    /** What the browser needs to finish saving it; only in answers to the one who is saving it. */
    handover: methodHandover.nullable(),
    version: z.int(),
  })
  .openapi('PaymentMethod');

export const paymentMethods = z
  .object({ items: z.array(paymentMethod), asOf: instant })
  .openapi('PaymentMethods');

export const methodRequest = z
  .object({
    kind: methodKind,
    label: z.string().trim().min(1).max(60).nullable().default(null),
    /** PayTo asks the payer's bank for an agreement up to this amount at once. */
    maxCents: z.int().min(100).max(99_999_999_999).nullable().default(null),
    /** The payer accepts that the method is kept and charged as its authority allows. */
    termsAccepted: z.literal(true),
  })
  .strict()
  .refine(({ kind, maxCents }) => kind !== 'payto' || maxCents !== null, {
    path: ['maxCents'],
    message: 'A PayTo agreement names the most that may be taken at once.',
  })
  .openapi('PaymentMethodRequest');

export const authorityRequest = authority
  .extend({ expectedVersion: z.int() })
  .strict()
  .openapi('PaymentMethodAuthority');

export type MethodKind = z.infer<typeof methodKind>;
export type MethodStatus = z.infer<typeof methodStatus>;
export type Authority = z.infer<typeof authority>;
export type PaymentMethod = z.infer<typeof paymentMethod>;
export type PaymentMethods = z.infer<typeof paymentMethods>;
export type MethodRequest = z.infer<typeof methodRequest>;
export type AuthorityRequest = z.infer<typeof authorityRequest>;
