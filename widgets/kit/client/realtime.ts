import { backoff } from './backoff.ts';
import { eventStreamReader, type StreamEvent } from './event-stream.ts';
import type { Realtime, RealtimeEvent, RealtimeTopic } from './realtime-types.ts';

/** Opens `GET /v1/events`; rejects or answers not-ok when it cannot. */
export type Connect = (headers: Record<string, string>, signal: AbortSignal) => Promise<Response>;

type Listener = { readonly topics: ReadonlySet<string>; readonly call: (event: RealtimeEvent) => void };

/** The server sends something at least every 15 seconds. */
const silenceMs = 30_000;
const retryBaseMs = 1_000;
const retryCapMs = 30_000;

/** One stream, opened for the first listener and closed a moment after the last, resumed from the last seen event. */
export class RealtimeConnection implements Realtime {
  state: Realtime['state'] = 'idle';
  readonly #listeners = new Set<Listener>();
  readonly #connect: Connect;
  #lastId: string | undefined;
  #running: AbortController | undefined;
  #failures = 0;

  constructor(connect: Connect) {
    this.#connect = connect;
    // An open stream would keep the page out of the back/forward cache.
    globalThis.addEventListener?.('pagehide', () => this.stop());
    globalThis.addEventListener?.('pageshow', () => this.resume());
    globalThis.addEventListener?.('online', () => this.#hurry?.());
  }

  on(topics: readonly RealtimeTopic[], listener: (event: RealtimeEvent) => void): () => void {
    const entry: Listener = { topics: new Set<string>([...topics, 'reset']), call: listener };
    this.#listeners.add(entry);
    this.resume();
    return () => {
      this.#listeners.delete(entry);
      // A widget that moves in the document stops and starts within one task; the stream survives that.
      setTimeout(() => {
        if (this.#listeners.size === 0) this.stop();
      }, 1_000);
    };
  }

  /** Another person is signed in: what was seen before means nothing to the new stream. */
  forget(): void {
    this.stop();
    this.#lastId = undefined;
    this.resume();
  }

  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.state = 'idle';
  }

  #hurry: (() => void) | undefined;

  /** Opens the stream again after `stop`, when somebody listens. */
  resume(): void {
    if (this.#running !== undefined || this.#listeners.size === 0) return;
    this.#running = new AbortController();
    void this.#run(this.#running.signal);
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.state = 'connecting';
      await this.#readOnce(signal);
      if (signal.aborted) return;
      this.state = 'waiting';
      const wait = backoff(this.#failures, retryBaseMs, retryCapMs);
      this.#failures += 1;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, wait);
        this.#hurry = () => {
          clearTimeout(timer);
          resolve();
        };
        signal.addEventListener('abort', this.#hurry, { once: true });
      });
      this.#hurry = undefined;
    }
  }

  /** Reads one stream to its end, whatever ends it. */
  async #readOnce(signal: AbortSignal): Promise<void> {
    const own = new AbortController();
    const end = () => own.abort();
    signal.addEventListener('abort', end, { once: true });
    let silence = setTimeout(end, silenceMs);
    try {
      const headers: Record<string, string> = { accept: 'text/event-stream' };
      if (this.#lastId !== undefined) headers['last-event-id'] = this.#lastId;
      const response = await this.#connect(headers, own.signal);
      if (!response.ok || response.body === null) return;
      this.state = 'open';
      const read = eventStreamReader((event) => this.#hear(event));
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        clearTimeout(silence);
        silence = setTimeout(end, silenceMs);
        // Only now: a server that accepts and hangs up at once is not well.
        this.#failures = 0;
        read(value);
      }
    } catch {
      // A stream ends by failing; the caller waits and opens the next one.
    } finally {
      clearTimeout(silence);
      signal.removeEventListener('abort', end);
      own.abort();
    }
  }

  #hear(frame: StreamEvent): void {
    if (frame.id !== undefined) this.#lastId = frame.id;
    const event = readEvent(frame);
    if (event === undefined) return;
    for (const listener of [...this.#listeners]) {
      if (!listener.topics.has(event.topic)) continue;
      try {
        listener.call(event);
      } catch (error) {
        console.error('[foyer] a listener of events failed', error);
      }
    }
  }
}

function readEvent(frame: StreamEvent): RealtimeEvent | undefined {
  if (frame.name === 'reset') return { topic: 'reset', subject: undefined, at: undefined };
  try {
    const data = JSON.parse(frame.data) as Partial<RealtimeEvent>;
    // Topics of a newer server find no listener, so the name needs no check here.
    return { topic: frame.name as RealtimeTopic, subject: data.subject, at: data.at };
  } catch {
    return undefined;
  }
}
