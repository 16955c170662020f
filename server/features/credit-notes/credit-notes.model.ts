import type { CreditNoteSummary } from './credit-notes.contract.ts';

/** The one derivation of a credit note's status: what the ledger has used of it. */
export function creditNoteStatusOf({
  totalCents,
  allocatedCents,
}: Pick<CreditNoteSummary, 'totalCents' | 'allocatedCents'>): CreditNoteSummary['status'] {
  if (allocatedCents >= totalCents) return 'applied';
  return allocatedCents > 0 ? 'part_applied' : 'issued';
}

/** A price with the GST in it. */
export type Priced = { totalCents: number; gstCents: number };

export type CreditSplit = {
  /** What is credited, GST included. */
  amountCents: number;
  gstCode: 'GST' | 'FRE';
  /** How the invoice rounded: once on its sum, or by line. */
  method: 'total' | 'line';
  /** The line as it was charged, and what was credited of it before. */
  line: Priced;
  lineCredited: Priced;
  /** The taxable supplies of the whole invoice as charged, and what was credited of them before. */
  taxable: Priced;
  taxableCredited: Priced;
};

/**
 * The GST in a credit: the share of the GST that was charged, rounded on what is credited in all, by the invoice's own
 * method. So any series of credits that gives a price back whole gives exactly its GST back (A New Tax System (Goods and
 * Services Tax) Act 1999 s 19-40 and s 9-90).
 */
export function gstInCredit(split: CreditSplit): number {
  if (split.gstCode === 'FRE') return 0;
  const [charged, before] =
    split.method === 'line' ? [split.line, split.lineCredited] : [split.taxable, split.taxableCredited];
  if (charged.totalCents <= 0) return 0;
  const due = share(before.totalCents + split.amountCents, charged) - before.gstCents;
  return Math.min(split.amountCents, Math.max(0, due));
}

/** `part * gst / total` of a price, half a cent up, in whole numbers throughout. */
function share(partCents: number, { totalCents, gstCents }: Priced): number {
  const part = BigInt(Math.min(partCents, totalCents));
  return Number((2n * part * BigInt(gstCents) + BigInt(totalCents)) / (2n * BigInt(totalCents)));
}
