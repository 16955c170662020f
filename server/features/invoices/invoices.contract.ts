import { z } from '@hono/zod-openapi';
import { cents, currency, day, id, instant, pageOf, pageQuery, provenance } from '../../http/wire.ts';

/**
 * `overdue` and `pendingCents` are derived facts, never states (domain.md section 5): an invoice's status comes from
 * its total and its allocations alone.
 */
export const invoiceStatus = z.enum(['issued', 'part_paid', 'paid', 'void', 'written_off']);

export const agingBucketKey = z.enum(['current', '1_30', '31_60', '61_90', '91_120', '121_plus']);

export const siteRef = z.object({ id, code: z.string(), name: z.string() });

export const invoiceSummary = z
  .object({
    id,
    number: z.string(),
    issuedOn: day,
    dueOn: day,
    currency,
    totalCents: cents,
    /** Payments and credits allocated so far. */
    allocatedCents: cents,
    /** `totalCents - allocatedCents`; 0 for void and written-off invoices. */
    balanceCents: cents,
    /** Part of the balance that payments under way (initiated, not yet cleared) will take. */
    pendingCents: cents,
    /** Part of the balance that open disputes of its lines name. */
    disputedCents: cents,
    /** The balance without its disputed part: what a basket proposes. Disputed money may be paid all the same. */
    payableCents: cents,
    /** The next day on which its payer has promised to pay; null without a promise that is still open. */
    promisedOn: day.nullable(),
    status: invoiceStatus,
    overdue: z.boolean(),
    /** Whole days since `dueOn`; 0 when not overdue. */
    daysOverdue: z.int(),
    agingBucket: agingBucketKey.nullable(),
    /** The invoice's sites; empty when it belongs to the client as a whole. */
    sites: z.array(siteRef),
    poNumber: z.string().nullable(),
    contractNumber: z.string().nullable(),
    version: z.int(),
  })
  .openapi('InvoiceSummary');

export const invoiceLine = z
  .object({
    lineNo: z.int(),
    description: z.string(),
    quantity: z.string(),
    unit: z.string(),
    /** Dollars as decimal text, up to 4 places. */
    unitPrice: z.string(),
    netCents: cents,
    gstCode: z.enum(['GST', 'FRE']),
    gstCents: cents,
    site: siteRef.nullable(),
    workbillNumber: z.string().nullable(),
    contractNumber: z.string().nullable(),
  })
  .openapi('InvoiceLine');

export const invoiceEvent = z
  .object({
    at: instant,
    kind: z.enum([
      'issued',
      'sent',
      'viewed',
      'payment_initiated',
      'payment_allocated',
      'payment_reversed',
      'payment_failed',
      'credit_allocated',
      'voided',
      'written_off',
    ]),
    amountCents: cents.nullable(),
    /** What a person would quote on the phone: a receipt, payment or credit note number. */
    reference: z.string().nullable(),
    paymentId: id.nullable(),
    creditNoteId: id.nullable(),
    rail: z.string().nullable(),
    /** Who did it, where that is known and the asker may see it. */
    by: z.string().nullable(),
  })
  .openapi('InvoiceEvent');

export const party = z.object({ legalName: z.string(), abn: z.string(), addressLines: z.array(z.string()) });

export const invoice = invoiceSummary
  .extend({
    netCents: cents,
    gstCents: cents,
    /** GST Act 1999 s 9-90: `total` rounds once on the sum, `line` rounds each supply. */
    gstRoundingMethod: z.enum(['total', 'line']),
    supplier: party,
    recipient: party,
    lines: z.array(invoiceLine),
    /** When one of the client's people first opened it; null before. */
    viewedAt: instant.nullable(),
    history: z.array(invoiceEvent),
    provenance,
    asOf: instant,
  })
  .openapi('Invoice');

const commaSeparated = z
  .string()
  .max(4_000)
  .transform((text) => text.split(',').filter(Boolean));

/** The database knows no year 0. */
const plausibleDay = day.refine((text) => text >= '0001', 'The year has to be 1 or later.');

export const invoiceQuery = pageQuery.extend({
  /** Comma-separated. */
  status: commaSeparated.pipe(z.array(invoiceStatus).max(5)).optional(),
  agingBucket: agingBucketKey.optional(),
  siteId: commaSeparated.pipe(z.array(id).max(100)).optional(),
  issuedFrom: plausibleDay.optional(),
  issuedTo: plausibleDay.optional(),
  /** Part of an invoice, PO, contract or workbill number, or of a line's description. */
  q: z.string().trim().min(1).max(100).optional(),
  sort: z.enum(['-issuedOn', 'issuedOn', 'dueOn', '-balance']).default('-issuedOn'),
});

const yesOrNo = z.enum(['true', 'false']).transform((text) => text === 'true');

export const agingQuery = z.object({
  /** Reproduced from the ledger as it stood at the end of that day in the contractor's zone; today without it. */
  asAt: plausibleDay.optional(),
  /** Leaves out what is in dispute. */
  excludeDisputed: yesOrNo.optional(),
  /** Comma-separated; without it, every site that the asker may see. */
  siteId: commaSeparated.pipe(z.array(id).max(100)).optional(),
});

export const invoicePage = pageOf(invoiceSummary).openapi('InvoicePage');

export const aging = z
  .object({
    currency,
    /** The day the buckets are counted from, in the contractor's billing time zone. */
    asAt: day,
    /** Whether disputed amounts are left out of the buckets, `totalCents` and `overdueCents`. */
    excludeDisputed: z.boolean(),
    buckets: z.array(
      z.object({
        key: agingBucketKey,
        amountCents: cents,
        invoices: z.int(),
        /** Of the invoices in this bucket, whether left out of the amount or not. */
        disputedCents: cents,
        /** Of the invoices in this bucket: what their payers promised for a day that has not passed. */
        promisedCents: cents,
      }),
    ),
    totalCents: cents,
    disputedCents: cents,
    promisedCents: cents,
    overdueCents: cents,
    pendingCents: cents,
    /** Credit on account: money received and credit notes that no invoice has taken. The same sum as `/v1/credits`. */
    unallocatedCents: cents,
    asOf: instant,
  })
  .openapi('Aging');

/** How to pay an invoice by bank: every way takes the same reference. */
export const invoiceBankReference = z
  .object({
    invoiceId: id,
    /** Digits; the last one checks the others by the biller's rule. */
    reference: z.string(),
    bpay: z.object({ billerCode: z.string() }).nullable(),
    eft: z.object({ accountName: z.string(), bsb: z.string(), accountNumber: z.string() }).nullable(),
    asOf: instant,
  })
  .openapi('InvoiceBankReference');

export type InvoiceStatus = z.infer<typeof invoiceStatus>;
export type AgingBucketKey = z.infer<typeof agingBucketKey>;
export type InvoiceSummary = z.infer<typeof invoiceSummary>;
export type InvoiceLine = z.infer<typeof invoiceLine>;
export type InvoiceEvent = z.infer<typeof invoiceEvent>;
export type InvoiceBankReference = z.infer<typeof invoiceBankReference>;
export type Invoice = z.infer<typeof invoice>;
export type AgingQuery = z.infer<typeof agingQuery>;
export type InvoiceQuery = z.infer<typeof invoiceQuery>;
export type InvoicePage = z.infer<typeof invoicePage>;
export type Aging = z.infer<typeof aging>;
