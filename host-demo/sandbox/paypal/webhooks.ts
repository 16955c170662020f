import { setTimeout as wait } from 'node:timers/promises';
import { type Faults, faultArgument } from '../control/faults.ts';
import { limiter } from '../limiter.ts';
import { shuffled } from '../shuffled.ts';
import type { Delivery, PaypalEvent, Webhook } from './objects.ts';
import type { Signer } from './signature.ts';
import type { Store } from './store.ts';

const ANSWER_WITHIN_MS = 10_000;
const SHUFFLE_WINDOW_MS = 300;
const AFTER_RESPONSE_MS = 20;
const PARALLEL = 64;
const LOG_LENGTH = 20_000;

/** Delivers events to the account's webhooks: signed, logged, and again later when not accepted. */
export class WebhookSender {
  readonly #store: Store;
  readonly #faults: Faults;
  readonly #signer: Signer;
  readonly #retryDelays: readonly number[];
  readonly #stop = new AbortController();
  readonly #inTurn = limiter(PARALLEL);
  #log: Delivery[] = [];
  #held: PaypalEvent[] = [];
  #pending = 0;

  constructor(store: Store, faults: Faults, signer: Signer, retryDelaysMs: readonly number[]) {
    this.#store = store;
    this.#faults = faults;
    this.#signer = signer;
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
  async dispatch(events: readonly PaypalEvent[]): Promise<void> {
    const first: Promise<unknown>[] = [];
    for (const event of events) {
      const { name, value } = faultArgument(this.#faults.takeWebhook(event.event_type, 'paypal'));
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
  async replay(order: { events?: string[]; times?: number }): Promise<Record<string, number>> {
    const chosen = this.#store
      .all('event')
      .filter((event) => order.events === undefined || order.events.includes(event.id));
    const sends = Array.from({ length: order.times ?? 1 }, () => chosen).flat();
    const statuses: Record<string, number> = {};
    await Promise.all(
      sends.flatMap((event) =>
        this.#store.all('webhook').map((webhook) =>
          this.#inTurn(async () => {
            const status = await this.#attempt(event, webhook, 1);
            statuses[status] = (statuses[status] ?? 0) + 1;
          }),
        ),
      ),
    );
    return statuses;
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
  #holdForShuffle(event: PaypalEvent): void {
    this.#held.push(event);
    if (this.#held.length > 1) return;
    this.#later(SHUFFLE_WINDOW_MS, async () => {
      const batch = shuffled(this.#held);
      this.#held = [];
      for (const held of batch) await this.#deliver(held);
    });
  }

  /** First attempts to every webhook; later ones run on without anybody waiting. */
  async #deliver(event: PaypalEvent): Promise<void> {
    await Promise.all(
      this.#store.all('webhook').map(async (webhook) => {
        const status = await this.#inTurn(() => this.#attempt(event, webhook, 1));
        if (!isAccepted(status)) void this.#retry(event, webhook);
      }),
    );
  }

  async #retry(event: PaypalEvent, webhook: Webhook): Promise<void> {
    this.#pending += 1;
    try {
      for (const [index, delay] of this.#retryDelays.entries()) {
        await wait(delay, undefined, { signal: this.#stop.signal });
        if (isAccepted(await this.#inTurn(() => this.#attempt(event, webhook, index + 2)))) return;
      }
    } catch {
      // Stopped between two attempts.
    } finally {
      this.#pending -= 1;
    }
  }

  async #attempt(event: PaypalEvent, webhook: Webhook, attempt: number): Promise<number> {
    const body = JSON.stringify(event);
    try {
      const response = await fetch(webhook.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'PayPal/AUHR-214.0-55417034',
          ...this.#signer.headersFor(body, webhook.id, new Date()),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      await response.arrayBuffer();
      this.#note(event, webhook.url, attempt, response.status, null);
      return response.status;
    } catch (error) {
      this.#note(event, webhook.url, attempt, 0, error instanceof Error ? error.message : String(error));
      return 0;
    }
  }

  #note(event: PaypalEvent, url: string, attempt: number, status: number, error: string | null): void {
    const at = new Date().toISOString();
    this.#log.push({ event: event.id, type: event.event_type, url, attempt, status, at, error });
    if (this.#log.length > LOG_LENGTH) this.#log.splice(0, this.#log.length - LOG_LENGTH);
  }
}

const isAccepted = (status: number): boolean => status >= 200 && status < 300;
