/**
 * Which of these balances come to an amount: all sets of two to four among the first `maxItems`, and the oldest ones
 * together. Bounded, so that one payer with many invoices costs no more than another.
 */
export const maxItems = 40;

export type Subsets =
  | { kind: 'none' }
  | { kind: 'one'; places: number[] }
  | { kind: 'several'; places: number[] };

type Pair = readonly [number, number];

/** Prepared once a payer; `find` costs as much as there are pairs. */
export class SubsetFinder {
  readonly #balances: readonly number[];
  readonly #pairs = new Map<number, Pair[]>();
  readonly #singles = new Map<number, number[]>();

  /** @param balances cents, oldest first */
  constructor(balances: readonly number[]) {
    this.#balances = balances.slice(0, maxItems);
    for (const [a, first] of this.#balances.entries()) {
      push(this.#singles, first, a);
      for (let b = a + 1; b < this.#balances.length; b += 1)
        push(this.#pairs, first + (this.#balances[b] ?? 0), [a, b]);
    }
  }

  get cost(): number {
    return (this.#balances.length * this.#balances.length) / 2;
  }

  find(amount: number): Subsets {
    const found = new Map<string, number[]>();
    const note = (...places: number[]) => {
      const sorted = places.toSorted((a, b) => a - b);
      found.set(sorted.join(), sorted);
    };
    let prefix = 0;
    for (const [place, balance] of this.#balances.entries()) {
      prefix += balance;
      if (prefix === amount && place > 0) note(...this.#balances.slice(0, place + 1).keys());
    }
    for (const [a, b] of this.#pairs.get(amount) ?? []) note(a, b);
    for (const [sum, pairs] of this.#pairs) {
      if (found.size > 1) break;
      for (const [a, b] of pairs) {
        for (const c of this.#singles.get(amount - sum) ?? []) if (c > b) note(a, b, c);
        for (const [c, d] of this.#pairs.get(amount - sum) ?? []) if (c > b) note(a, b, c, d);
      }
    }
    const [first, ...others] = found.values();
    if (!first) return { kind: 'none' };
    return { kind: others.length === 0 ? 'one' : 'several', places: first };
  }
}

function push<Item>(map: Map<number, Item[]>, key: number, item: Item): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
