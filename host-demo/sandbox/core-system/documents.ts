import type { InvoiceRow } from '../../../server/features/sync/sync.contract.ts';
import { gstOf, lineCents } from './amounts.ts';

export type Line = InvoiceRow['lines'][number];
export type RoundingMethod = InvoiceRow['gstRoundingMethod'];

/** What a biller writes; net and GST follow from it. */
export type LineDraft = {
  description: string;
  quantity: string;
  unit: string;
  unitPrice: string;
  gstCode?: 'GST' | 'FRE';
  siteExternalId: string | null;
  workbillNumber?: string | null;
  contractNumber?: string | null;
};

export type Totals = { netCents: number; gstCents: number; totalCents: number };

export function numberedLines(drafts: readonly LineDraft[]): Line[] {
  return drafts.map((draft, index) => {
    const netCents = lineCents(draft.quantity, draft.unitPrice);
    const gstCode = draft.gstCode ?? 'GST';
    return {
      lineNo: index + 1,
      description: draft.description,
      quantity: draft.quantity,
      unit: draft.unit,
      unitPrice: draft.unitPrice,
      netCents,
      gstCode,
      gstCents: gstCode === 'GST' ? gstOf(netCents) : 0,
      siteExternalId: draft.siteExternalId,
      workbillNumber: draft.workbillNumber ?? null,
      contractNumber: draft.contractNumber ?? null,
    };
  });
}

/** Foots a document: `total` rounds the GST of the sum once, `line` sums what each line rounded. */
export function totalsOf(lines: readonly Line[], method: RoundingMethod): Totals {
  const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  const netCents = sum(lines.map((line) => line.netCents));
  const taxable = sum(lines.filter((line) => line.gstCode === 'GST').map((line) => line.netCents));
  const gstCents = method === 'total' ? gstOf(taxable) : sum(lines.map((line) => line.gstCents));
  return { netCents, gstCents, totalCents: netCents + gstCents };
}
