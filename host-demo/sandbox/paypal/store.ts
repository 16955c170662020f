import { type Journal, openJournal } from '../journal.ts';
import type { Kind, Records } from './objects.ts';

type Entry = { [K in Kind]: [K, Records[K]] }[Kind];
type Shelves = { [K in Kind]: Map<string, Records[K]> };

/** Everything the stand-in PayPal account knows. Records are replaced and never changed in place. */
export class Store {
  #shelves: Shelves = emptyShelves();
  readonly #journal: Journal<Entry>;

  constructor(path?: string) {
    this.#journal = openJournal<Entry>(path, ([kind, record]) => this.#place(kind, record));
    if (path !== undefined) this.#journal.rewrite(this.#entries());
  }

  put<K extends Kind>(kind: K, record: Records[K]): Records[K] {
    this.#place(kind, record);
    // The pair is one of the union's members by construction; the compiler cannot follow the type parameter.
    this.#journal.append([kind, record] as Entry);
    return record;
  }

  get<K extends Kind>(kind: K, id: string): Records[K] | undefined {
    return this.#shelves[kind].get(id);
  }

  /** Oldest first. */
  all<K extends Kind>(kind: K): Records[K][] {
    return [...this.#shelves[kind].values()];
  }

  forget(kind: Kind, id: string): void {
    this.#shelves[kind].delete(id);
    this.#journal.rewrite(this.#entries());
  }

  clear(): void {
    this.#shelves = emptyShelves();
    this.#journal.rewrite([]);
  }

  #place<K extends Kind>(kind: K, record: Records[K]): void {
    this.#shelves[kind].set(record.id, record);
  }

  *#entries(): Generator<Entry> {
    for (const [kind, shelf] of Object.entries(this.#shelves)) {
      for (const record of shelf.values()) yield [kind, record] as Entry;
    }
  }
}

function emptyShelves(): Shelves {
  return {
    order: new Map(),
    capture: new Map(),
    refund: new Map(),
    dispute: new Map(),
    payout: new Map(),
    event: new Map(),
    webhook: new Map(),
    saved_answer: new Map(),
  };
}
