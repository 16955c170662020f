import type { JsonObject } from '../json.ts';
import { requestInProgress } from './errors.ts';
import type { Store } from './store.ts';

/** `PayPal-Request-Id`: one id, one effect. The answer to a repeat is the one that was given first. */
export class RequestIds {
  readonly #store: Store;
  readonly #running = new Set<string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The answer given before, or null after marking the id as under way. Throws 409 while another call has it. */
  begin(key: string): { status: number; body: JsonObject } | null {
    const saved = this.#store.get('saved_answer', key);
    if (saved) return { status: saved.status === 201 ? 200 : saved.status, body: saved.body };
    if (this.#running.has(key)) throw requestInProgress();
    this.#running.add(key);
    return null;
  }

  save(key: string, status: number, body: JsonObject): void {
    this.#store.put('saved_answer', { id: key, status, body });
  }

  end(key: string): void {
    this.#running.delete(key);
  }
}
