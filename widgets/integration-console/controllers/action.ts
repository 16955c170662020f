import type { ReactiveControllerHost } from 'lit';
import { type Failure, toFailure } from '../../kit/failure.ts';

/** One change at a time: a second click while the first is under way is none. */
export class Action {
  /** What is under way, by the name it was given. */
  busy: string | null = null;
  failure: Failure | null = null;
  private readonly host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
  }

  /** Tells whether it went through; what went wrong is in `failure`, for the part to show. */
  async run(name: string, change: () => Promise<unknown>): Promise<boolean> {
    if (this.busy !== null) return false;
    this.busy = name;
    this.failure = null;
    this.host.requestUpdate();
    try {
      await change();
    } catch (error) {
      this.failure = toFailure(error);
    }
    this.busy = null;
    this.host.requestUpdate();
    return this.failure === null;
  }

  clear(): void {
    this.failure = null;
    this.host.requestUpdate();
  }
}
