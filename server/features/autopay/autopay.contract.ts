import { z } from '@hono/zod-openapi';
import { cents, day, id, instant } from '../../http/wire.ts';

/** How invoices pay themselves. Off until somebody with `methods:manage` turns it on. */
const terms = z.object({
  enabled: z.boolean(),
  paymentMethodId: id,
  /** An invoice above this is left to people. */
  maxCents: z.int().min(1).max(99_999_999_999),
  /** Counted back from the due day; 0 pays on it. */
  daysBeforeDue: z.int().min(0).max(30),
  /** Null: every site. Otherwise invoices of these sites alone. */
  siteIds: z.array(id).max(500).nullable(),
  /** Leaves out invoices with a dispute that is open. */
  excludesDisputed: z.boolean(),
  /** Told the day before, of each invoice and amount. */
  noticeEmail: z.email().max(254).nullable(),
});

export const autopayRequest = terms
  .extend({ expectedVersion: z.int().nullable().openapi({ description: 'Null for the first rule.' }) })
  .strict()
  .openapi('AutopayRuleRequest');

export const autopayRule = terms
  .extend({ setBy: z.string(), updatedAt: instant, version: z.int() })
  .openapi('AutopayRule');

/** What the rule did and is about to do, newest first. */
export const autopayRun = z.object({
  invoiceId: id,
  invoiceNumber: z.string(),
  payOn: day,
  amountCents: cents,
  /** `announced` is paid on its day; `skipped` says why in `reason`. */
  outcome: z.enum(['announced', 'opening', 'opened', 'skipped']),
  reason: z.string().nullable(),
  paymentId: id.nullable(),
});

export const autopay = z
  .object({ rule: autopayRule.nullable(), runs: z.array(autopayRun), asOf: instant })
  .openapi('Autopay');

export type AutopayRequest = z.infer<typeof autopayRequest>;
export type AutopayRule = z.infer<typeof autopayRule>;
export type AutopayRun = z.infer<typeof autopayRun>;
export type Autopay = z.infer<typeof autopay>;
