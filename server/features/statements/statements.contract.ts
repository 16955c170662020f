import { z } from '@hono/zod-openapi';
import { cents, currency, day, id, instant } from '../../http/wire.ts';
import { aging, party, siteRef } from '../invoices/invoices.contract.ts';

/** `open_item`: what is open at the end of a day. `activity`: what happened between two days, with a running balance. */
export const statementMode = z.enum(['open_item', 'activity']);

/** The database knows no year 0. */
const plausibleDay = day.refine((text) => text >= '0001', 'The year has to be 1 or later.');

const choice = z.object({
  mode: statementMode.default('open_item'),
  /** First day of an activity statement; without it, the first of the month of `to`. */
  from: plausibleDay.optional(),
  /** Last day of an activity statement; today without it. */
  to: plausibleDay.optional(),
  /** The day of an open-item statement; today without it. */
  asAt: plausibleDay.optional(),
  /** Comma-separated; without it, every site that the asker may see. */
  siteId: z
    .string()
    .max(4_000)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(id).max(100))
    .optional(),
});

const isForwards = ({ from, to }: { from?: string | undefined; to?: string | undefined }): boolean =>
  !from || !to || from <= to;
const backwards = { path: ['from'], message: 'It begins after its end.' };

export const statementQuery = choice.refine(isForwards, backwards);

export const statementPaperQuery = choice
  .extend({
    /** Whether the tax invoices that it names follow it in the same file. */
    invoices: z
      .enum(['true', 'false'])
      .transform((text) => text === 'true')
      .default(false),
  })
  .refine(isForwards, backwards);

export const statementLineKind = z.enum([
  'invoice',
  'void',
  'written_off',
  'credit_note',
  'payment',
  /** Charged on top of a payment for its rail, and not money for invoices. */
  'surcharge',
  'correction',
  'refund',
  'chargeback',
  'chargeback_reversed',
  'dishonour',
  /** On the statement of some sites alone: what payments and credit notes settled there, or gave back. */
  'payment_applied',
  'payment_taken_back',
  'credit_applied',
  'credit_taken_back',
]);

export const statementLine = z.object({
  on: day,
  kind: statementLineKind,
  /** An invoice, credit note, receipt or payment number. */
  reference: z.string(),
  detail: z.string().nullable(),
  dueOn: day.nullable(),
  daysOverdue: z.int(),
  /** The document's own total. */
  totalCents: cents,
  /** Above zero it adds to what is owed, below zero it takes away. Of an open item: what is open of it. */
  amountCents: cents,
  /** Owed after this line. */
  balanceCents: cents,
  /** Part of an open invoice that is in dispute. */
  disputedCents: cents,
  invoiceId: id.nullable(),
  creditNoteId: id.nullable(),
  paymentId: id.nullable(),
});

/**
 * `openingCents` and the lines' amounts add up to `closingCents`, and `closingCents` is what the ledger says for the end
 * of `to`. A closing balance below zero is the client's credit.
 */
export const statement = z
  .object({
    mode: statementMode,
    currency,
    /** Null for open items. */
    from: day.nullable(),
    /** The end of this day, in the contractor's billing time zone. */
    to: day,
    /** False when it covers some sites: payments and credits then count as far as they were used there. */
    wholeAccount: z.boolean(),
    /** Empty for the whole account. */
    sites: z.array(siteRef),
    supplier: party,
    client: party,
    openingCents: cents,
    /** Sum of the lines above zero, and of those below. */
    addedCents: cents,
    takenCents: cents,
    closingCents: cents,
    lines: z.array(statementLine),
    /** Of open invoices at the end of `to`; credits that no invoice has taken are not in it. */
    aging: z.object({ buckets: aging.shape.buckets, totalCents: cents, overdueCents: cents }),
    disputedCents: cents,
    promisedCents: cents,
    /** Credit notes and money that no invoice has taken. */
    unallocatedCents: cents,
    /** Where it is paid: a deep link into the portal, behind its sign-in. */
    payUrl: z.url(),
    /** When the core system last confirmed the facts that it delivers; null when it has delivered none. */
    syncedAt: instant.nullable(),
    asOf: instant,
  })
  .openapi('Statement');

export type StatementMode = z.infer<typeof statementMode>;
export type StatementQuery = z.infer<typeof statementQuery>;
export type StatementPaperQuery = z.infer<typeof statementPaperQuery>;
export type StatementLineKind = z.infer<typeof statementLineKind>;
export type StatementLine = z.infer<typeof statementLine>;
export type Statement = z.infer<typeof statement>;
