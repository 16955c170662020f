import { randomUUID } from 'node:crypto';
import { type PushOptions, type PushSummary, pushAll } from './push.ts';

export type PushState = {
  id: string;
  state: 'running' | 'done' | 'failed';
  dataset: string | null;
  done: number;
  total: number;
  startedAt: string;
  summary?: PushSummary;
  error?: string;
};

/** The pushes of this process, newest first. */
export class Pushes {
  #all: PushState[] = [];
  readonly #stop = new AbortController();

  get all(): readonly PushState[] {
    return this.#all;
  }

  get(id: string): PushState | undefined {
    return this.#all.find((push) => push.id === id);
  }

  start(options: PushOptions): PushState {
    const id = randomUUID();
    const startedAt = new Date().toISOString();
    this.#all = [{ id, state: 'running', dataset: null, done: 0, total: 0, startedAt }, ...this.#all];
    const update = (change: Partial<PushState>): void => {
      this.#all = this.#all.map((push) => (push.id === id ? { ...push, ...change } : push));
    };
    // Begins in a later turn, so that the answer to whoever asked does not wait for the books to be written.
    setImmediate(() => {
      pushAll({ ...options, signal: this.#stop.signal, onProgress: update }).then(
        (summary) => update({ state: 'done', summary }),
        (error: unknown) =>
          update({ state: 'failed', error: error instanceof Error ? error.message : String(error) }),
      );
    });
    return this.#all[0] ?? { id, state: 'running', dataset: null, done: 0, total: 0, startedAt };
  }

  close(): void {
    this.#stop.abort();
  }
}
