import type { ReactiveControllerHost } from 'lit';
import { Reading } from './reading.ts';

type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null; readonly asOf: string };
type Wish = { readonly limit: number; readonly cursor?: string; readonly signal?: AbortSignal };

const pageSize = 50;
const largestPage = 200;

/** A list that is read by pages. A later reading asks for as many rows as are shown, so that nothing jumps away. */
export class Listing<T extends { readonly id: string }> extends Reading<Page<T>> {
  more: 'idle' | 'loading' | 'error' = 'idle';
  private readonly fetchPage: (wish: Wish) => Promise<Page<T>>;

  constructor(
    host: ReactiveControllerHost,
    fetchPage: (wish: Wish) => Promise<Page<T>>,
    isUnderWay: (row: T) => boolean = () => false,
  ) {
    super(host, {
      fetch: (signal) => fetchPage({ limit: this.depth, signal }),
      asOf: (page) => page.asOf,
      isEmpty: (page) => page.items.length === 0,
      isUnderWay: (page) => page.items.some(isUnderWay),
    });
    this.fetchPage = fetchPage;
  }

  get rows(): readonly T[] {
    return this.data?.items ?? [];
  }

  get hasMore(): boolean {
    return this.data?.nextCursor != null;
  }

  async readMore(): Promise<void> {
    const before = this.data;
    if (!before?.nextCursor || this.more === 'loading') return;
    this.more = 'loading';
    this.host.requestUpdate();
    try {
      const next = await this.fetchPage({ limit: pageSize, cursor: before.nextCursor });
      if (this.data === before) this.put({ ...next, items: [...before.items, ...next.items] });
      this.more = 'idle';
    } catch {
      this.more = 'error';
    }
    this.host.requestUpdate();
  }

  /** A row as the answer of a change tells it, until the list is read anew. */
  replace(row: T): void {
    const page = this.data;
    if (page) this.put({ ...page, items: page.items.map((one) => (one.id === row.id ? row : one)) });
  }

  private get depth(): number {
    return Math.min(largestPage, Math.max(pageSize, this.rows.length));
  }
}
