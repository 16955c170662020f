import { z } from '@hono/zod-openapi';

/**
 * Wire schemas of `POST /v1/sync/{dataset}`, the door through which a contractor's core system delivers its facts.
 *
 * Money is whole cents of `currency`. Days are `YYYY-MM-DD` in the site's time zone. Every row names its own
 * identity (`externalId`) and the moment the source last changed it (`sourceUpdatedAt`); an older row never
 * overwrites a newer one.
 */

export const day = z.iso.date();
export const instant = z.iso.datetime({ offset: true });
export const cents = z.int().min(-999_999_999_999).max(999_999_999_999);
const positiveCents = z.int().min(1).max(999_999_999_999);
const externalId = z.string().min(1).max(120);
const abn = z.string().regex(/^\d{11}$/);

const sourced = z.object({ externalId, sourceUpdatedAt: instant });
const ofClient = sourced.extend({ clientExternalId: externalId });

export const clientRow = sourced
  .extend({
    legalName: z.string().min(1).max(200),
    tradingName: z.string().min(1).max(200),
    abn,
    gstRegistered: z.boolean(),
    paymentTermsDays: z.int().min(0).max(365),
    poRequired: z.boolean(),
    /** Names a brand theme of the design tokens; `default` when the client has none. */
    brand: z.enum(['default', 'harbourview', 'northside']),
    /** Where paper and PDF documents are addressed: one line an element. */
    postalAddress: z.array(z.string().max(120)).min(1).max(5),
  })
  .openapi('SyncClient');

export const siteRow = ofClient
  .extend({
    code: z.string().min(1).max(20),
    name: z.string().min(1).max(200),
    streetAddress: z.string().max(200),
    suburb: z.string().max(100),
    state: z.enum(['ACT', 'NSW', 'NT', 'QLD', 'SA', 'TAS', 'VIC', 'WA']),
    postcode: z.string().regex(/^\d{4}$/),
    /** IANA name, for example `Australia/Adelaide`. */
    timeZone: z.string().regex(/^Australia\/[A-Za-z_]+$/),
  })
  .openapi('SyncSite');

export const userRow = ofClient
  .extend({
    email: z.email().max(254),
    displayName: z.string().min(1).max(120),
    role: z.enum(['admin', 'finance', 'quality', 'site', 'viewer']),
    /** `null` means every site of the client. */
    siteExternalIds: z.array(externalId).min(1).max(500).nullable(),
    validFrom: instant.nullable(),
    validTo: instant.nullable(),
    active: z.boolean(),
  })
  .openapi('SyncUser');

export const contractRow = ofClient
  .extend({
    number: z.string().min(1).max(40),
    title: z.string().min(1).max(200),
    startsOn: day,
    endsOn: day.nullable(),
    status: z.enum(['active', 'expired', 'terminated', 'holdover']),
    siteExternalIds: z.array(externalId).min(1).max(500),
    annualValueCents: cents,
  })
  .openapi('SyncContract');

export const documentLine = z.object({
  lineNo: z.int().min(1).max(10_000),
  description: z.string().min(1).max(500),
  /** Decimal text, at most 4 places: `152.5`. */
  quantity: z.string().regex(/^-?\d{1,9}(\.\d{1,4})?$/),
  unit: z.string().max(20),
  /** Dollars as decimal text, at most 4 places: `41.2750`. */
  unitPrice: z.string().regex(/^-?\d{1,9}(\.\d{1,4})?$/),
  netCents: cents,
  gstCode: z.enum(['GST', 'FRE']),
  /** GST attributed to the line. Under the `total` method the lines' GST need not add up to the invoice's. */
  gstCents: cents,
  siteExternalId: externalId.nullable(),
  workbillNumber: z.string().max(40).nullable(),
  contractNumber: z.string().max(40).nullable(),
});

const documentTotals = {
  currency: z.literal('AUD'),
  /** A New Tax System (Goods and Services Tax) Act 1999 s 9-90: `total` rounds once, `line` rounds each supply. */
  gstRoundingMethod: z.enum(['total', 'line']),
  netCents: cents,
  gstCents: cents,
  totalCents: cents,
  lines: z.array(documentLine).min(1).max(1_000),
};

export const invoiceRow = ofClient
  .extend({
    number: z.string().min(1).max(40),
    issuedOn: day,
    dueOn: day,
    status: z.enum(['issued', 'void', 'written_off']),
    poNumber: z.string().max(60).nullable(),
    contractNumber: z.string().max(40).nullable(),
    ...documentTotals,
  })
  .openapi('SyncInvoice');

const allocationOf = z.object({ invoiceExternalId: externalId, amountCents: positiveCents });

export const creditNoteRow = ofClient
  .extend({
    number: z.string().min(1).max(40),
    issuedOn: day,
    ofInvoiceExternalId: externalId,
    reason: z.string().min(1).max(500),
    allocations: z.array(allocationOf).max(1_000),
    ...documentTotals,
  })
  .openapi('SyncCreditNote');

export const paymentRow = ofClient
  .extend({
    reference: z.string().min(1).max(80),
    receivedOn: day,
    rail: z.enum(['eft', 'bpay', 'cheque', 'direct_debit', 'card']),
    amountCents: positiveCents,
    allocations: z.array(allocationOf).max(1_000),
  })
  .openapi('SyncPayment');

export const rowSchemas = {
  clients: clientRow,
  sites: siteRow,
  users: userRow,
  contracts: contractRow,
  invoices: invoiceRow,
  'credit-notes': creditNoteRow,
  payments: paymentRow,
} as const;

export const datasets = [
  'clients',
  'sites',
  'users',
  'contracts',
  'invoices',
  'credit-notes',
  'payments',
] as const;
export type Dataset = (typeof datasets)[number];

export const syncBatch = z
  .object({
    /** Chosen by the source; the same id with the same content is answered with the first answer. */
    batchId: z.string().min(1).max(120),
    sourceSystem: z.string().min(1).max(60),
    /** What the source says it sent; a batch that does not add up is refused whole. */
    controlTotals: z.object({
      rows: z.int().min(0),
      /** Sum of `totalCents` (invoices, credit notes) or `amountCents` (payments); 0 for other datasets. */
      amountCents: z.int(),
    }),
    rows: z.array(z.record(z.string(), z.unknown())).max(1_000),
  })
  .openapi('SyncBatch');

export const syncReport = z
  .object({
    batchId: z.string(),
    dataset: z.enum(datasets),
    received: z.int(),
    inserted: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    /** Rows older than what is stored: kept out, not an error. */
    stale: z.int(),
    asOf: instant,
  })
  .openapi('SyncReport');

export type SyncBatch = z.infer<typeof syncBatch>;
export type SyncReport = z.infer<typeof syncReport>;
export type ClientRow = z.infer<typeof clientRow>;
export type SiteRow = z.infer<typeof siteRow>;
export type UserRow = z.infer<typeof userRow>;
export type ContractRow = z.infer<typeof contractRow>;
export type InvoiceRow = z.infer<typeof invoiceRow>;
export type CreditNoteRow = z.infer<typeof creditNoteRow>;
export type PaymentRow = z.infer<typeof paymentRow>;
