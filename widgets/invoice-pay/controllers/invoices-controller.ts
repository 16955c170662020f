import type { Aging } from '../../../server/features/invoices/invoices.contract.ts';
import { type Failure, toFailure } from '../../kit/failure.ts';
import type { InvoicePayApi } from '../invoice-pay.api.ts';
import { changeFilters, type Filters, noFilters, rangeIsBackwards } from '../model/filters.ts';
import {
  firstPage,
  furtherPage,
  type InvoiceList,
  noInvoices,
  refreshed,
  withoutMarks,
} from '../model/invoice-list.ts';
import { wasAborted } from '../model/trouble.ts';

export type Host = { requestUpdate(): void };

/** How long a row that changed by itself stays marked. */
const markMs = 2_400;

/** Reads the list and the aging strip, keeps the order of overlapping answers, and what is shown when one fails. */
export class InvoicesController {
  filters: Filters = noFilters;
  list: InvoiceList = noInvoices;
  aging: Aging | null = null;
  /** `loading` only while there is nothing to show yet for these filters. */
  status: 'loading' | 'ready' | 'error' = 'loading';
  failure: Failure | null = null;
  /** Set while a list is shown that a later reading failed to renew. */
  stale = false;
  agingFailure: Failure | null = null;
  more: 'idle' | 'loading' | 'error' = 'idle';
  siteIds: readonly string[] = [];

  private readonly host: Host;
  private readonly api: () => InvoicePayApi;
  private reading: AbortController | undefined;
  private marks: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host, api: () => InvoicePayApi) {
    this.host = host;
    this.api = api;
  }

  setSites(siteIds: readonly string[]): void {
    if (siteIds.join() === this.siteIds.join()) return;
    this.siteIds = siteIds;
    this.filters = { ...this.filters, siteId: null };
    this.reset();
  }

  change(change: Partial<Filters>): void {
    this.filters = changeFilters(this.filters, change);
    if (rangeIsBackwards(this.filters)) this.host.requestUpdate();
    else this.reset();
  }

  clear(): void {
    this.change({ ...noFilters, showing: this.filters.showing, sort: this.filters.sort });
  }

  /** Reads from the first row with a skeleton: the filters are new, so the old rows would lie. */
  reset(): Promise<void> {
    this.list = noInvoices;
    this.status = 'loading';
    return this.read((page) => firstPage(page));
  }

  /** Reads again behind what is shown; rows that changed are marked for a moment. */
  refresh(): Promise<void> {
    if (this.status !== 'ready') return this.reset();
    return this.read((page) => refreshed(this.list, page));
  }

  async loadMore(): Promise<void> {
    const cursor = this.list.nextCursor;
    if (!cursor || this.more === 'loading') return;
    this.more = 'loading';
    this.host.requestUpdate();
    const filters = this.filters;
    try {
      const page = await this.api().invoices(filters, this.siteIds, cursor);
      if (this.list.nextCursor === cursor && this.filters === filters)
        this.list = furtherPage(this.list, page);
      this.more = 'idle';
    } catch {
      this.more = 'error';
    }
    this.host.requestUpdate();
  }

  stop(): void {
    this.reading?.abort();
    clearTimeout(this.marks);
  }

  private async read(
    merge: (page: Awaited<ReturnType<InvoicePayApi['invoices']>>) => InvoiceList,
  ): Promise<void> {
    this.reading?.abort();
    const reading = new AbortController();
    this.reading = reading;
    this.more = 'idle';
    this.host.requestUpdate();
    const aging = this.readAging(reading.signal);
    try {
      const page = await this.api().invoices(this.filters, this.siteIds, undefined, reading.signal);
      if (reading.signal.aborted) return;
      this.list = merge(page);
      this.status = 'ready';
      this.failure = null;
      this.stale = false;
      this.unmarkLater();
    } catch (error) {
      if (reading.signal.aborted || wasAborted(error)) return;
      this.failure = toFailure(error);
      this.stale = this.status === 'ready';
      if (!this.stale) this.status = 'error';
    }
    this.host.requestUpdate();
    await aging;
  }

  /** The strip may fail while the list stands: that is one section's trouble, not the widget's. */
  private async readAging(signal: AbortSignal): Promise<void> {
    try {
      const aging = await this.api().aging(this.siteIds, signal);
      if (signal.aborted) return;
      this.aging = aging;
      this.agingFailure = null;
    } catch (error) {
      if (signal.aborted || wasAborted(error)) return;
      this.agingFailure = toFailure(error);
    }
    this.host.requestUpdate();
  }

  private unmarkLater(): void {
    clearTimeout(this.marks);
    if (this.list.changed.size === 0) return;
    this.marks = setTimeout(() => {
      this.list = withoutMarks(this.list);
      this.host.requestUpdate();
    }, markMs);
  }
}
