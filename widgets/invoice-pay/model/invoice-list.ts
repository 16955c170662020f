import type { InvoicePage, InvoiceSummary } from '../../../server/features/invoices/invoices.contract.ts';

export type InvoiceList = {
  readonly items: readonly InvoiceSummary[];
  readonly nextCursor: string | null;
  /** When the first page was read; `null` before that. */
  readonly asOf: string | null;
  /** Rows that changed by themselves since they were shown: marked for a moment. */
  readonly changed: ReadonlySet<string>;
};

export const noInvoices: InvoiceList = { items: [], nextCursor: null, asOf: null, changed: new Set() };

export function firstPage(page: InvoicePage): InvoiceList {
  return { items: page.items, nextCursor: page.nextCursor, asOf: page.asOf, changed: new Set() };
}

/** A row that moved between two pages while they were read is shown once, as it was read last. */
export function furtherPage(list: InvoiceList, page: InvoicePage): InvoiceList {
  const fresh = new Map(page.items.map((item) => [item.id, item]));
  const kept = list.items.filter((item) => !fresh.has(item.id));
  return { ...list, items: [...kept, ...page.items], nextCursor: page.nextCursor };
}

/**
 * Puts a fresh reading of the first rows in place of the old one: rows further down stay, so that nobody who has
 * scrolled is thrown back to the top. Rows that differ are named in `changed`.
 */
export function refreshed(list: InvoiceList, page: InvoicePage): InvoiceList {
  const before = new Map(list.items.map((item) => [item.id, item]));
  const changed = page.items
    .filter((item) => before.has(item.id) && before.get(item.id)?.version !== item.version)
    .map((item) => item.id);
  const fresh = new Set(page.items.map((item) => item.id));
  const windowEnd = list.items.findLastIndex((item) => fresh.has(item.id));
  const tail =
    page.nextCursor === null || windowEnd < 0
      ? []
      : list.items.slice(windowEnd + 1).filter((item) => !fresh.has(item.id));
  return {
    items: [...page.items, ...tail],
    nextCursor: tail.length > 0 ? list.nextCursor : page.nextCursor,
    asOf: page.asOf,
    changed: new Set(changed),
  };
}

/** An older reading never overwrites a newer one: answers may overtake each other. */
export function withInvoice(list: InvoiceList, invoice: InvoiceSummary): InvoiceList {
  const at = list.items.findIndex((item) => item.id === invoice.id);
  const old = list.items[at];
  if (!old || old.version > invoice.version) return list;
  const items = list.items.with(at, invoice);
  return old.version === invoice.version
    ? { ...list, items }
    : { ...list, items, changed: new Set([invoice.id]) };
}

export function withoutMarks(list: InvoiceList): InvoiceList {
  return list.changed.size === 0 ? list : { ...list, changed: new Set() };
}

/** What can be paid now: payments under way are left out, so that nobody pays them twice. */
export function payableCents(
  invoice: Pick<InvoiceSummary, 'balanceCents' | 'pendingCents' | 'status'>,
): number {
  if (invoice.status !== 'issued' && invoice.status !== 'part_paid') return 0;
  return Math.max(0, invoice.balanceCents - invoice.pendingCents);
}

/** The part of what can be paid that its payer disputes. */
export function disputedCents(invoice: InvoiceSummary): number {
  return Math.min(payableCents(invoice), invoice.disputedCents);
}

/** What is paid when nobody says otherwise: a disputed part waits for its dispute. */
export function undisputedCents(invoice: InvoiceSummary): number {
  return payableCents(invoice) - disputedCents(invoice);
}
