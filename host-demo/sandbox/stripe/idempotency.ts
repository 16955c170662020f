import { createHash } from 'node:crypto';
import { invalidParameter, keyInUse, keyReused } from './errors.ts';
import type { SavedAnswer } from './objects.ts';
import type { Store } from './store.ts';

const KEY_LENGTH = 255;

/** Stripe's rules for `Idempotency-Key`: one key, one request, one answer. */
export class IdempotencyKeys {
  readonly #store: Store;
  readonly #running = new Set<string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The answer given before, or `null` after marking the key as under way. Throws 400 or 409. */
  begin(key: string, fingerprint: string): SavedAnswer | null {
    if (key.length > KEY_LENGTH) {
      throw invalidParameter('idempotency_key', 'Idempotency keys can be up to 255 characters long.');
    }
    const saved = this.#store.get('saved_answer', key);
    if (saved && saved.fingerprint !== fingerprint) throw keyReused(key);
    if (saved) return saved;
    if (this.#running.has(key)) throw keyInUse(key);
    this.#running.add(key);
    return null;
  }

  save(answer: SavedAnswer): void {
    this.#store.put('saved_answer', answer);
  }

  end(key: string): void {
    this.#running.delete(key);
  }
}

/** Two requests are the same when method, path and parameters are. */
export function fingerprintOf(method: string, path: string, body: string): string {
  const parameters = [...new URLSearchParams(body)].map(([name, value]) => `${name}=${value}`).sort();
  return createHash('sha256')
    .update(JSON.stringify([method, path, parameters]))
    .digest('hex');
}
