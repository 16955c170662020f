import type { AgingBucketKey, InvoiceStatus } from '../../../server/features/invoices/invoices.contract.ts';

/** What a payer looks for, in the words of the tabs above the list. */
export type Showing = 'to_pay' | 'paid' | 'all';

export type InvoiceSort = '-issuedOn' | 'issuedOn' | 'dueOn' | '-balance';

export type Filters = {
  readonly showing: Showing;
  readonly agingBucket: AgingBucketKey | null;
  readonly siteId: string | null;
  /** `YYYY-MM-DD`, or empty for no limit. */
  readonly issuedFrom: string;
  readonly issuedTo: string;
  readonly q: string;
  readonly sort: InvoiceSort;
};

export const noFilters: Filters = {
  showing: 'to_pay',
  agingBucket: null,
  siteId: null,
  issuedFrom: '',
  issuedTo: '',
  q: '',
  sort: 'dueOn',
};

const statuses: Record<Showing, readonly InvoiceStatus[] | undefined> = {
  to_pay: ['issued', 'part_paid'],
  paid: ['paid'],
  all: undefined,
};

/** An aging bucket holds open invoices only, so choosing one leaves the tab that could never match it. */
export function changeFilters(filters: Filters, change: Partial<Filters>): Filters {
  const next = { ...filters, ...change };
  if (change.agingBucket && next.showing === 'paid') return { ...next, showing: 'to_pay' };
  if (change.showing === 'paid') return { ...next, agingBucket: null };
  return next;
}

/** Whether anything but the tab and the order narrows the list: says which empty state is the honest one. */
export function isFiltered(filters: Filters): boolean {
  return countFilters(filters) > 0 || filters.q.trim() !== '' || filters.agingBucket !== null;
}

/** Filters inside the filter panel, for the figure on its button. */
export function countFilters(filters: Filters): number {
  return [filters.siteId, filters.issuedFrom, filters.issuedTo].filter(Boolean).length;
}

/** An issued range whose end lies before its start matches nothing; it is said beside the field instead. */
export function rangeIsBackwards(filters: Filters): boolean {
  return filters.issuedFrom !== '' && filters.issuedTo !== '' && filters.issuedTo < filters.issuedFrom;
}

/**
 * The query of `GET /v1/invoices`.
 *
 * @param siteIds the sites that the host page or the portal narrows the widget to; empty means every site of the user.
 */
export function toQuery(
  filters: Filters,
  siteIds: readonly string[],
  cursor?: string,
): Record<string, string | number | undefined> {
  const sites = filters.siteId ? [filters.siteId] : siteIds;
  return {
    limit: 50,
    sort: filters.sort,
    status: statuses[filters.showing]?.join(','),
    agingBucket: filters.agingBucket ?? undefined,
    siteId: sites.length > 0 ? sites.join(',') : undefined,
    issuedFrom: filters.issuedFrom || undefined,
    issuedTo: filters.issuedTo || undefined,
    q: filters.q.trim().slice(0, 100) || undefined,
    cursor,
  };
}
