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

/** Clients by the names that banks print, which leave out what all companies are called. */
export class ClientNames {
  readonly #byFirstWord = new Map<string, Map<string, Client | null>>();

  add(client: Client): void {
    for (const name of new Set(
      [client.legalName, client.tradingName].map((text) => ownWords(text).join(' ')),
    )) {
      const [first] = name.split(' ');
      if (!first || name.replaceAll(' ', '').length < minLetters) continue;
      const names = this.#byFirstWord.get(first) ?? new Map<string, Client | null>();
      // A name that two clients share names neither.
      names.set(name, names.has(name) && names.get(name)?.id !== client.id ? null : client);
      this.#byFirstWord.set(first, names);
    }
  }

  /** The client whose whole name stands in the text; the longest where one name begins another. */
  find(text: string): Client | null {
    const words = ownWords(text);
    for (const [at, word] of words.entries()) {
      const names = this.#byFirstWord.get(word);
      if (!names) continue;
      const rest = `${words.slice(at, at + 8).join(' ')} `;
      const found = [...names].filter(([name]) => rest.startsWith(`${name} `));
      const [longest] = found.sort(([a], [b]) => b.length - a.length);
      if (longest?.[1]) return longest[1];
    }
    return null;
  }
}
