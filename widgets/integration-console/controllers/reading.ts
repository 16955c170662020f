import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Failure, toFailure } from '../../kit/failure.ts';
import { failed, idle, type LoadState, loaded, loading, shown, wentOffline } from '../../kit/load-state.ts';

export type Plan<T> = {
  readonly fetch: (signal: AbortSignal) => Promise<T>;
  readonly asOf: (data: T) => string;
  readonly isEmpty?: (data: T) => boolean;
  /** While it says so, the server is at work on what is shown: it is read again soon. */
  readonly isUnderWay?: (data: T) => boolean;
};

const soonMs = 1_000;
const laterMs = 5_000;

/** Reads what a part shows, keeps the last answer while a later reading fails, and follows a job to its end. */
export class Reading<T> implements ReactiveController {
  state: LoadState<T> = idle;
  protected readonly host: ReactiveControllerHost;
  private readonly plan: Plan<T>;
  private running: AbortController | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private polls = 0;

  constructor(host: ReactiveControllerHost, plan: Plan<T>) {
    this.host = host;
    this.plan = plan;
    host.addController(this);
  }

  get data(): T | undefined {
    return shown(this.state)?.data;
  }

  hostConnected(): void {
    globalThis.addEventListener('offline', this.onOffline);
    globalThis.addEventListener('online', this.onOnline);
    if (this.state.kind !== 'idle') void this.read();
  }

  hostDisconnected(): void {
    globalThis.removeEventListener('offline', this.onOffline);
    globalThis.removeEventListener('online', this.onOnline);
    this.stop();
  }

  /** Another thing is to be shown: what was there would lie. */
  forget(): void {
    this.stop();
    this.become(idle);
  }

  /** The answer of a change is the newest there is. */
  put(data: T): void {
    this.stop();
    this.take(data);
  }

  async read(): Promise<void> {
    this.stop();
    const running = new AbortController();
    this.running = running;
    this.become(loading(this.state));
    try {
      const data = await this.plan.fetch(running.signal);
      if (!running.signal.aborted) this.take(data);
    } catch (error) {
      if (!running.signal.aborted) this.fail(toFailure(error));
    }
  }

  private take(data: T): void {
    const facts = { empty: this.plan.isEmpty?.(data) ?? false };
    this.become(loaded(this.state, { data, asOf: this.plan.asOf(data) }, facts));
    if (this.plan.isUnderWay?.(data)) this.readLater();
    else this.polls = 0;
  }

  private fail(failure: Failure): void {
    this.become(failed(this.state, failure));
    const { data } = this;
    if (data !== undefined && this.plan.isUnderWay?.(data)) this.readLater();
  }

  private readLater(): void {
    this.polls += 1;
    this.timer = setTimeout(() => void this.read(), this.polls < 20 ? soonMs : laterMs);
  }

  private stop(): void {
    this.running?.abort();
    clearTimeout(this.timer);
  }

  protected become(state: LoadState<T>): void {
    this.state = state;
    this.host.requestUpdate();
  }

  private readonly onOffline = (): void => this.become(wentOffline(this.state));
  private readonly onOnline = (): void => void this.read();
}
