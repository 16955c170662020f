import { gstCents, lineGstCents } from '../gst.model.ts';
import type {
  ClientRow,
  CreditNoteRow,
  InvoiceRow,
  PaymentRow,
  SiteRow,
  SyncBatch,
  UserRow,
} from '../sync.contract.ts';

/** Rows for tests: believable, footing, and different only in what a test says. */
const updated = '2026-01-05T00:00:00.000Z';

export const clientSample = (externalId: string, more: Partial<ClientRow> = {}): ClientRow => ({
  externalId,
  sourceUpdatedAt: updated,
  legalName: `${externalId} Pty Ltd`,
  tradingName: externalId,
  abn: '51824753556',
  gstRegistered: true,
  paymentTermsDays: 30,
  poRequired: false,
  brand: 'default',
  postalAddress: ['Level 3, 20 Bridge Street', 'Sydney NSW 2000'],
  ...more,
});

export const siteSample = (client: string, externalId: string, more: Partial<SiteRow> = {}): SiteRow => ({
  externalId,
  clientExternalId: client,
  sourceUpdatedAt: updated,
  code: externalId.toUpperCase().slice(0, 20),
  name: `Site ${externalId}`,
  streetAddress: '1 Harbour Street',
  suburb: 'Sydney',
  state: 'NSW',
  postcode: '2000',
  timeZone: 'Australia/Sydney',
  ...more,
});

export const userSample = (client: string, externalId: string, more: Partial<UserRow> = {}): UserRow => ({
  externalId,
  clientExternalId: client,
  sourceUpdatedAt: updated,
  email: `${externalId}@${client}.example`,
  displayName: externalId,
  role: 'finance',
  siteExternalIds: null,
  validFrom: null,
  validTo: null,
  active: true,
  ...more,
});

type LineSample = {
  netCents: number;
  gstCode?: 'GST' | 'FRE';
  site?: string | null;
  description?: string;
  workbill?: string;
};

export const invoiceSample = (
  client: string,
  externalId: string,
  lines: readonly LineSample[],
  more: Partial<InvoiceRow> = {},
): InvoiceRow => ({
  externalId,
  clientExternalId: client,
  sourceUpdatedAt: updated,
  number: externalId.toUpperCase(),
  issuedOn: '2025-12-01',
  dueOn: '2025-12-31',
  status: 'issued',
  poNumber: null,
  contractNumber: null,
  ...documentSample(lines, more.gstRoundingMethod ?? 'total'),
  ...more,
});

export const creditNoteSample = (
  client: string,
  externalId: string,
  of: string,
  lines: readonly LineSample[],
  more: Partial<CreditNoteRow> = {},
): CreditNoteRow => ({
  externalId,
  clientExternalId: client,
  sourceUpdatedAt: updated,
  number: externalId.toUpperCase(),
  issuedOn: '2025-12-15',
  ofInvoiceExternalId: of,
  reason: 'Service not performed',
  allocations: [],
  ...documentSample(lines, more.gstRoundingMethod ?? 'total'),
  ...more,
});

export const paymentSample = (
  client: string,
  externalId: string,
  amountCents: number,
  allocations: PaymentRow['allocations'],
  more: Partial<PaymentRow> = {},
): PaymentRow => ({
  externalId,
  clientExternalId: client,
  sourceUpdatedAt: updated,
  reference: `EFT ${externalId}`,
  receivedOn: '2025-12-20',
  rail: 'eft',
  amountCents,
  allocations,
  ...more,
});

function documentSample(lines: readonly LineSample[], method: 'total' | 'line') {
  const full = lines.map((line, n) => {
    const taxed = { netCents: line.netCents, gstCode: line.gstCode ?? ('GST' as const) };
    return {
      ...taxed,
      lineNo: n + 1,
      description: line.description ?? 'Contract cleaning',
      quantity: '1',
      unit: 'month',
      unitPrice: (line.netCents / 100).toFixed(2),
      gstCents: lineGstCents(taxed),
      siteExternalId: line.site ?? null,
      workbillNumber: line.workbill ?? null,
      contractNumber: null,
    };
  });
  const netCents = full.reduce((sum, line) => sum + line.netCents, 0);
  const gst = gstCents(method, full);
  return {
    currency: 'AUD' as const,
    gstRoundingMethod: method,
    netCents,
    gstCents: gst,
    totalCents: netCents + gst,
    lines: full,
  };
}

/** A batch with control totals that agree with its rows. */
export function batchSample(rows: readonly object[], batchId: string): SyncBatch {
  const amountCents = rows.reduce((sum, row) => sum + amountOf(row), 0);
  return {
    batchId,
    sourceSystem: 'core',
    controlTotals: { rows: rows.length, amountCents },
    rows: rows.map((row) => ({ ...row })),
  };
}

function amountOf(row: object): number {
  if ('totalCents' in row) return Number(row.totalCents);
  return 'amountCents' in row ? Number(row.amountCents) : 0;
}
