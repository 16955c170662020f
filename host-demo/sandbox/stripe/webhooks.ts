import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Faults, faultArgument } from '../control/faults.ts';
import { limiter } from '../limiter.ts';
import { wants } from './account.ts';
import { newId } from './ids.ts';
import type { Delivery, Event, WebhookEndpoint } from './objects.ts';
import { signatureHeader } from './signature.ts';
import type { Store } from './store.ts';

const ANSWER_WITHIN_MS = 10_000;
const SHUFFLE_WINDOW_MS = 300;
const AFTER_RESPONSE_MS = 20;
const PARALLEL = 64;
const LOG_LENGTH = 20_000;

export type ReplayOrder = {
  /** Ids of the events to send again; all when absent. */
  events?: string[];
  /** Only these types. */
  types?: string[];
  /** Copies of each. */
  times?: number;
  shuffle?: boolean;
  concurrency?: number;
};

/** Delivers events to the endpoints that want them: signed, logged, and again later when not accepted. */
export class WebhookSender {
  readonly #store: Store;
  readonly #faults: Faults;
  readonly #retryDelays: readonly number[];
  readonly #stop = new AbortController();
  readonly #inTurn = limiter(PARALLEL);
  #log: Delivery[] = [];
  #held: Event[] = [];
  #pending = 0;

  constructor(store: Store, faults: Faults, retryDelaysMs: readonly number[]) {
    this.#store = store;
    this.#faults = faults;
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

  /**
   * Takes the events of one API call. What must reach its endpoint before the caller gets an answer is awaited;
   * everything else goes its own way.
   */
  async dispatch(events: readonly Event[]): Promise<void> {
    const first: Promise<void>[] = [];
    for (const event of events) {
      const { name, value } = faultArgument(this.#faults.takeWebhook(event.type));
      if (name === 'never') this.#note(event, '', 0, 0, 'held back');
      else if (name === 'before_response') first.push(this.#deliver(event));
      else if (name === 'shuffle') this.#holdForShuffle(event);
      else if (name === 'duplicate') this.#later(AFTER_RESPONSE_MS, copies(event, value));
      else this.#later(name === 'delay' ? value : AFTER_RESPONSE_MS, [event]);
    }
    await Promise.all(first);
  }

  /** Sends events again, whatever became of them; answers with how many got which status. */
  async replay(order: ReplayOrder): Promise<{ sent: number; statuses: Record<string, number> }> {
    const chosen = this.#store
      .all('event')
      .filter((event) => order.events === undefined || order.events.includes(event.id))
      .filter((event) => order.types === undefined || order.types.includes(event.type));
    const sends = Array.from({ length: order.times ?? 1 }, () => chosen).flat();
    if (order.shuffle) shuffle(sends);
    const inTurn = limiter(order.concurrency ?? 16);
    const statuses: Record<string, number> = {};
    await Promise.all(
      sends.flatMap((event) =>
        this.#endpointsFor(event).map((endpoint) =>
          inTurn(async () => {
            const status = await this.#attempt(event, endpoint, 1);
            statuses[status] = (statuses[status] ?? 0) + 1;
          }),
        ),
      ),
    );
    return { sent: Object.values(statuses).reduce((sum, count) => sum + count, 0), statuses };
  }

  #endpointsFor(event: Event): WebhookEndpoint[] {
    return this.#store.all('webhook_endpoint').filter((endpoint) => wants(endpoint, event.type));
  }

  #later(ms: number, events: Event[]): void {
    this.#pending += 1;
    void wait(ms, undefined, { signal: this.#stop.signal })
      .then(() => Promise.all(events.map((event) => this.#deliver(event))))
      .catch(() => undefined)
      .finally(() => {
        this.#pending -= 1;
      });
  }

  /** Events that happen close together leave in an order of their own. */
  #holdForShuffle(event: Event): void {
    this.#held.push(event);
    if (this.#held.length > 1) return;
    this.#pending += 1;
    void wait(SHUFFLE_WINDOW_MS, undefined, { signal: this.#stop.signal })
      .then(async () => {
        const batch = this.#held;
        this.#held = [];
        shuffle(batch);
        for (const held of batch) await this.#deliver(held);
      })
      .catch(() => undefined)
      .finally(() => {
        this.#pending -= 1;
      });
  }

  /** First attempts to every endpoint; later ones run on without anybody waiting. */
  async #deliver(event: Event): Promise<void> {
    await Promise.all(
      this.#endpointsFor(event).map(async (endpoint) => {
        const status = await this.#inTurn(() => this.#attempt(event, endpoint, 1));
        if (!isAccepted(status)) void this.#retry(event, endpoint);
      }),
    );
  }

  async #retry(event: Event, endpoint: WebhookEndpoint): Promise<void> {
    this.#pending += 1;
    try {
      for (const [index, delay] of this.#retryDelays.entries()) {
        await wait(delay, undefined, { signal: this.#stop.signal });
        const status = await this.#inTurn(() => this.#attempt(event, endpoint, index + 2));
        if (isAccepted(status)) return;
      }
    } catch {
      // Stopped between two attempts.
    } finally {
      this.#pending -= 1;
    }
  }

  async #attempt(event: Event, endpoint: WebhookEndpoint, attempt: number): Promise<number> {
    const body = JSON.stringify(this.#store.get('event', event.id) ?? event, null, 2);
    // Each attempt is signed anew, or a late one would fall outside the receiver's tolerance.
    const signature = signatureHeader(endpoint.secret, body, Math.floor(Date.now() / 1000));
    try {
      const response = await fetch(endpoint.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'stripe-signature': signature,
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      await response.arrayBuffer();
      this.#note(event, endpoint.url, attempt, response.status, null);
      if (isAccepted(response.status)) this.#settle(event);
      return response.status;
    } catch (error) {
      this.#note(event, endpoint.url, attempt, 0, error instanceof Error ? error.message : String(error));
      return 0;
    }
  }

  #settle(event: Event): void {
    const stored = this.#store.get('event', event.id);
    if (!stored || stored.pending_webhooks === 0) return;
    this.#store.put('event', { ...stored, pending_webhooks: stored.pending_webhooks - 1 });
  }

  #note(event: Event, url: string, attempt: number, status: number, error: string | null): void {
    const at = new Date().toISOString();
    this.#log.push({ id: newId('wd'), event: event.id, type: event.type, url, attempt, status, at, error });
    if (this.#log.length > LOG_LENGTH) this.#log.splice(0, this.#log.length - LOG_LENGTH);
  }
}

const isAccepted = (status: number): boolean => status >= 200 && status < 300;

const copies = (event: Event, count: number): Event[] =>
  Array.from({ length: Math.max(1, count) }, () => event);

function shuffle<T>(items: T[]): void {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    const kept = items[last];
    const moved = items[other];
    if (kept === undefined || moved === undefined) continue;
    items[last] = moved;
    items[other] = kept;
  }
}
