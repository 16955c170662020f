import { type Journal, openJournal } from '../journal.ts';
import type { Kind, Records } from './objects.ts';

type Entry = { [K in Kind]: [K, Records[K]] }[Kind];
type Shelves = { [K in Kind]: Map<string, Records[K]> };

/**
 * Everything the stand-in Stripe account knows. Records are never changed in place: `put` replaces them,
 * so an event keeps the object as it was when the event happened.
 */
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
    payment_intent: new Map(),
    setup_intent: new Map(),
    charge: new Map(),
    refund: new Map(),
    dispute: new Map(),
    payout: new Map(),
    balance_transaction: new Map(),
    customer: new Map(),
    payment_method: new Map(),
    mandate: new Map(),
    debit: new Map(),
    event: new Map(),
    webhook_endpoint: new Map(),
    vault: new Map(),
    saved_answer: new Map(),
  };
}
