import { setTimeout as wait } from 'node:timers/promises';
import { faultArgument } from './control/faults.ts';
import { limiter } from './limiter.ts';
import { shuffled } from './shuffled.ts';

const ANSWER_WITHIN_MS = 30_000;
const SHUFFLE_WINDOW_MS = 300;
const AFTER_RESPONSE_MS = 20;
const PARALLEL = 64;
const LOG_LENGTH = 20_000;

/** What a vendor's webhooks have of their own. */
export type Channel<Event, Endpoint> = {
  typeOf(event: Event): string;
  /** What is to go wrong with this event; `normal` when nothing is. */
  takeFault(type: string): string;
  endpointsFor(event: Event): Endpoint[];
  /** Made anew for each attempt: a late one would fall outside the receiver's tolerance. */
  write(event: Event, endpoint: Endpoint): { body: string; headers: Record<string, string> };
  onAccepted?(event: Event): void;
};

export type Delivery = {
  event: string;
  type: string;
  url: string;
  attempt: number;
  /** 0 when nobody answered. */
  status: number;
  at: string;
  error: string | null;
};

export type ReplayOptions = { times?: number; shuffle?: boolean; concurrency?: number };
export type Replay = { sent: number; statuses: Record<string, number> };

/** Delivers events to the endpoints that want them: signed, logged, and again later when not accepted. */
export class WebhookSender<Event extends { id: string }, Endpoint extends { url: string }> {
  readonly #channel: Channel<Event, Endpoint>;
  readonly #retryDelays: readonly number[];
  readonly #stop = new AbortController();
  readonly #inTurn = limiter(PARALLEL);
  #log: Delivery[] = [];
  #held: Event[] = [];
  #pending = 0;

  constructor(channel: Channel<Event, Endpoint>, retryDelaysMs: readonly number[]) {
    this.#channel = channel;
    this.#retryDelays = retryDelaysMs;
  }

  get log(): readonly Delivery[] {
    return this.#log;
  }

  /** Deliveries that are under way, or waiting for their next attempt. */
  get pending(): number {
    return this.#pending;
  }

  clear(): void {
    this.#log = [];
    this.#held = [];
  }

  close(): void {
    this.#stop.abort();
  }

  /** Takes the events of one call. What must arrive before the caller is answered is awaited. */
  async dispatch(events: readonly Event[]): Promise<void> {
    const first: Promise<void>[] = [];
    for (const event of events) {
      const { name, value } = faultArgument(this.#channel.takeFault(this.#channel.typeOf(event)));
      if (name === 'never') this.#note(event, '', 0, 0, 'held back');
      else if (name === 'before_response') first.push(this.#deliver(event));
      else if (name === 'shuffle') this.#holdForShuffle(event);
      else {
        const copies = name === 'duplicate' ? Math.max(1, value) : 1;
        this.#later(name === 'delay' ? value : AFTER_RESPONSE_MS, () =>
          Promise.all(Array.from({ length: copies }, () => this.#deliver(event))),
        );
      }
    }
    await Promise.all(first);
  }

  /** Sends events again, whatever became of them; answers with how many got which status. */
  async replay(events: readonly Event[], options: ReplayOptions = {}): Promise<Replay> {
    const sends = Array.from({ length: options.times ?? 1 }, () => events).flat();
    const inTurn = limiter(options.concurrency ?? 16);
    const statuses: Record<string, number> = {};
    await Promise.all(
      (options.shuffle ? shuffled(sends) : sends).flatMap((event) =>
        this.#channel.endpointsFor(event).map((endpoint) =>
          inTurn(async () => {
            const status = await this.#attempt(event, endpoint, 1);
            statuses[status] = (statuses[status] ?? 0) + 1;
          }),
        ),
      ),
    );
    return { sent: Object.values(statuses).reduce((sum, count) => sum + count, 0), statuses };
  }

  #later(ms: number, work: () => Promise<unknown>): void {
    this.#pending += 1;
    void wait(ms, undefined, { signal: this.#stop.signal })
      .then(work)
      .catch(() => undefined)
      .finally(() => {
        this.#pending -= 1;
      });
  }

  /** Events that happen close together leave in an order of their own. */
  #holdForShuffle(event: Event): void {
    this.#held.push(event);
    if (this.#held.length > 1) return;
    this.#later(SHUFFLE_WINDOW_MS, async () => {
      const batch = shuffled(this.#held);
      this.#held = [];
      for (const held of batch) await this.#deliver(held);
    });
  }

  /** First attempts to every endpoint; later ones run on without anybody waiting. */
  async #deliver(event: Event): Promise<void> {
    await Promise.all(
      this.#channel.endpointsFor(event).map(async (endpoint) => {
        const status = await this.#inTurn(() => this.#attempt(event, endpoint, 1));
        if (!isAccepted(status)) void this.#retry(event, endpoint);
      }),
    );
  }

  async #retry(event: Event, endpoint: Endpoint): Promise<void> {
    this.#pending += 1;
    try {
      for (const [index, delay] of this.#retryDelays.entries()) {
        await wait(delay, undefined, { signal: this.#stop.signal });
        if (isAccepted(await this.#inTurn(() => this.#attempt(event, endpoint, index + 2)))) return;
      }
    } catch {
      // Stopped between two attempts.
    } finally {
      this.#pending -= 1;
    }
  }

  async #attempt(event: Event, endpoint: Endpoint, attempt: number): Promise<number> {
    try {
      const response = await fetch(endpoint.url, {
        method: 'POST',
        ...this.#channel.write(event, endpoint),
        redirect: 'manual',
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      await response.arrayBuffer();
      this.#note(event, endpoint.url, attempt, response.status, null);
      if (isAccepted(response.status)) this.#channel.onAccepted?.(event);
      return response.status;
    } catch (error) {
      this.#note(event, endpoint.url, attempt, 0, error instanceof Error ? error.message : String(error));
      return 0;
    }
  }

  #note(event: Event, url: string, attempt: number, status: number, error: string | null): void {
    const at = new Date().toISOString();
    const type = this.#channel.typeOf(event);
    this.#log.push({ event: event.id, type, url, attempt, status, at, error });
    if (this.#log.length > LOG_LENGTH) this.#log.splice(0, this.#log.length - LOG_LENGTH);
  }
}

const isAccepted = (status: number): boolean => status >= 200 && status < 300;
