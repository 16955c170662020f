import { Reading } from './reading.ts';

type Page<Item> = { readonly items: readonly Item[]; readonly nextCursor: string | null };
type Host<Data> = ConstructorParameters<typeof Reading<Data>>[0];

/** A list that is read a page at a time. A new reading covers what was shown: nobody who read on is sent back. */
export class PagedReading<Item, Data extends Page<Item>> extends Reading<Data> {
  private later: readonly Item[] = [];
  private cursor: string | null = null;
  private readonly page: (cursor: string | undefined, signal?: AbortSignal) => Promise<Data>;

  constructor(host: Host<Data>, page: (cursor: string | undefined, signal?: AbortSignal) => Promise<Data>) {
    super(host, async (signal) => {
      const first = await page(undefined, signal);
      const later: Item[] = [];
      let cursor = first.nextCursor;
      while (cursor !== null && later.length < this.later.length) {
        const next = await page(cursor, signal);
        later.push(...next.items);
        cursor = next.nextCursor;
      }
      this.later = later;
      this.cursor = cursor;
      return first;
    });
    this.page = page;
  }

  get items(): readonly Item[] {
    return [...(this.data?.items ?? []), ...this.later];
  }

  get hasMore(): boolean {
    return this.cursor !== null;
  }

  async readMore(): Promise<void> {
    const { cursor } = this;
    if (cursor === null) return;
    const next = await this.page(cursor);
    // What was read anew meanwhile goes on from somewhere else.
    if (this.cursor !== cursor) return;
    this.later = [...this.later, ...next.items];
    this.cursor = next.nextCursor;
  }
}
