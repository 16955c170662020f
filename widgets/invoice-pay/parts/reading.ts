import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Failure, toFailure } from '../../kit/failure.ts';
import { CHANGED, type Widget } from './widget.ts';

type ReadingHost = ReactiveControllerHost & { readonly widget: Widget };

/** Reads what a view shows, again after every change, and keeps the last answer while a later reading fails. */
export class Reading<T> implements ReactiveController {
  data: T | null = null;
  failure: Failure | null = null;
  private readonly host: ReadingHost;
  private readonly fetch: (signal: AbortSignal) => Promise<T>;
  private running: AbortController | undefined;
  private readonly changed = () => void this.read();

  constructor(host: ReadingHost, fetch: (signal: AbortSignal) => Promise<T>) {
    this.host = host;
    this.fetch = fetch;
    host.addController(this);
  }

  hostConnected(): void {
    this.host.widget.element.addEventListener(CHANGED, this.changed);
    void this.read();
  }

  hostDisconnected(): void {
    this.running?.abort();
    this.host.widget.element.removeEventListener(CHANGED, this.changed);
  }

  forget(): void {
    this.data = null;
    this.failure = null;
  }

  /** Can be handed on by itself: the button that tries again is not the reading's own. */
  readonly read = (): Promise<void> => this.start();

  private async start(): Promise<void> {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    try {
      const data = await this.fetch(running.signal);
      if (running.signal.aborted) return;
      this.data = data;
      this.failure = null;
    } catch (error) {
      if (running.signal.aborted) return;
      this.failure = toFailure(error);
    }
    this.host.requestUpdate();
  }
}
