import { createHash } from 'node:crypto';
import type { Receipt } from './payments.contract.ts';

/**
 * What a receipt says, kept as it was when the money came in. Later changes of names, addresses or balances do not
 * reach it. Amounts are whole cents of AUD.
 */
export type ReceiptContent = {
  number: string;
  paymentId: string;
  issuedAt: string;
  currency: 'AUD';
  amountCents: number;
  unallocatedCents: number;
  rail: string;
  vendorRef: string | null;
  clientReference: string | null;
  requestedBy: string | null;
  sentTo: string | null;
  traceId: string | null;
  supplier: {
    legalName: string;
    abn: string;
    addressLines: string[];
    email: string;
    phone: string;
    timeZone: string;
  };
  client: { legalName: string; abn: string; addressLines: string[] };
  lines: ReceiptContentLine[];
  /** Absent from receipts of the time before baskets took credits. */
  credits?: { number: string; invoiceNumber: string; allocatedCents: number }[];
  surchargeCents?: number;
};

export type ReceiptContentLine = Omit<Receipt['lines'][number], 'creditCents' | 'poNumber' | 'costCentre'> & {
  creditCents?: number;
  poNumber?: string | null;
  costCentre?: string | null;
  /** GST within the amount allocated here, in proportion to the invoice. */
  allocatedGstCents: number;
};

/**
 * The GST within a part of an invoice: `part * gst / total`, half a cent up (A New Tax System (Goods and Services Tax)
 * Act 1999 s 9-90 rounds so). In whole numbers throughout.
 */
export function gstWithin(partCents: number, gstCents: number, totalCents: number): number {
  if (totalCents === 0) return 0;
  const twice = 2n * BigInt(partCents) * BigInt(gstCents) + BigInt(totalCents);
  return Number(twice / (2n * BigInt(totalCents)));
}

export type ReceiptSums = { allocatedCents: number; gstCents: number; creditCents: number };

export const sumsOf = (content: Pick<ReceiptContent, 'lines'>): ReceiptSums => ({
  allocatedCents: content.lines.reduce((sum, line) => sum + line.allocatedCents, 0),
  gstCents: content.lines.reduce((sum, line) => sum + line.allocatedGstCents, 0),
  creditCents: content.lines.reduce((sum, line) => sum + (line.creditCents ?? 0), 0),
});

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** JSON with sorted keys and no white space (RFC 8785 for what a receipt holds: text, whole numbers, null). */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

const isList = (value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] =>
  Array.isArray(value);

/** The verification code printed on the receipt: anyone with the receipt's data can compute it again. */
export const fingerprint = (content: ReceiptContent): string =>
  createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex');
