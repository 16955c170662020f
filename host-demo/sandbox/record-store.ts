import { type Journal, openJournal } from './journal.ts';

type Entry = [kind: string, record: { id: string }];

/**
 * Everything a stand-in vendor knows, by kind. Records are never changed in place: `put` replaces them, so an event keeps
 * the object as it was when the event happened.
 */
export class RecordStore<Records extends { [K in keyof Records]: { id: string } }> {
  readonly #shelves = new Map<string, Map<string, { id: string }>>();
  readonly #journal: Journal<Entry>;

  constructor(path?: string) {
    this.#journal = openJournal<Entry>(path, ([kind, record]) => this.#place(kind, record));
    if (path !== undefined) this.#journal.rewrite(this.#entries());
  }

  put<K extends keyof Records & string>(kind: K, record: Records[K]): Records[K] {
    this.#place(kind, record);
    this.#journal.append([kind, record]);
    return record;
  }

  get<K extends keyof Records & string>(kind: K, id: string): Records[K] | undefined {
    // `put` lets nothing else on to this shelf; a map cannot say so of its keys.
    return this.#shelves.get(kind)?.get(id) as Records[K] | undefined;
  }

  /** Oldest first. */
  all<K extends keyof Records & string>(kind: K): Records[K][] {
    return [...(this.#shelves.get(kind)?.values() ?? [])] as Records[K][];
  }

  forget(kind: keyof Records & string, id: string): void {
    this.#shelves.get(kind)?.delete(id);
    this.#journal.rewrite(this.#entries());
  }

  clear(): void {
    this.#shelves.clear();
    this.#journal.rewrite([]);
  }

  #place(kind: string, record: { id: string }): void {
    const shelf = this.#shelves.get(kind) ?? new Map<string, { id: string }>();
    shelf.set(record.id, record);
    this.#shelves.set(kind, shelf);
  }

  *#entries(): Generator<Entry> {
    for (const [kind, shelf] of this.#shelves) for (const record of shelf.values()) yield [kind, record];
  }
}
