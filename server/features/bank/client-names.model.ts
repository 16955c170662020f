import type { Client } from './bank-facts.model.ts';

const common = new Set(
  'PTY LTD LIMITED PROPRIETARY INC THE TRUST TRUSTEE FOR AS GROUP AUSTRALIA AUST AND'.split(' '),
);

/** The words by which a company is told from others. */
const ownWords = (name: string): string[] =>
  name
    .toUpperCase()
    .replace(/[.'’]/g, '')
    .split(/[^A-Z0-9]+/, 40)
    .filter((word) => word !== '' && !common.has(word));

const minLetters = 5;

/** Of a name, the words that are looked at. */
const maxWords = 8;

/** Clients by the names that banks print, which leave out what all companies are called. */
export class ClientNames {
  /** Null where two clients share the name: it names neither. */
  readonly #byName = new Map<string, Client | null>();
  /** How many words the longest name has that begins with a word. */
  readonly #longest = new Map<string, number>();

  add(client: Client): void {
    for (const text of [client.legalName, client.tradingName]) {
      const words = ownWords(text).slice(0, maxWords);
      const [first] = words;
      if (!first || words.join('').length < minLetters) continue;
      const name = words.join(' ');
      const isShared = this.#byName.has(name) && this.#byName.get(name)?.id !== client.id;
      this.#byName.set(name, isShared ? null : client);
      this.#longest.set(first, Math.max(words.length, this.#longest.get(first) ?? 0));
    }
  }

  /** The client whose whole name stands in the text; the longest where one name begins another. */
  find(text: string): Client | null {
    const words = ownWords(text);
    for (const [at, first] of words.entries()) {
      for (let end = at + (this.#longest.get(first) ?? 0); end > at; end -= 1) {
        const client = this.#byName.get(words.slice(at, end).join(' '));
        if (client) return client;
        if (client === null) break;
      }
    }
    return null;
  }
}
