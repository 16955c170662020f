import { Reading } from './reading.ts';

type Page<Item> = { readonly items: readonly Item[]; readonly nextCursor: string | null };
type Host<Data> = ConstructorParameters<typeof Reading<Data>>[0];

/** A list that is read a page at a time. A new reading begins with the first page again. */
export class PagedReading<Item, Data extends Page<Item>> extends Reading<Data> {
  private later: readonly Item[] = [];
  private cursor: string | null = null;
  private readonly page: (cursor: string | undefined, signal?: AbortSignal) => Promise<Data>;

  constructor(host: Host<Data>, page: (cursor: string | undefined, signal?: AbortSignal) => Promise<Data>) {
    super(host, async (signal) => {
      const first = await page(undefined, signal);
      this.later = [];
      this.cursor = first.nextCursor;
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
    if (this.cursor === null) return;
    const next = await this.page(this.cursor);
    this.later = [...this.later, ...next.items];
    this.cursor = next.nextCursor;
  }
}
