import type { RealtimeEvent, RealtimeTopic } from '../../kit/client/realtime-types.ts';
import type { FoyerRequest } from '../../kit/client/request.ts';
import type { Me } from '../../kit/session/me.ts';
import type { FoyerSession, SessionReason, SessionState } from '../../kit/session/session.ts';
import { me } from './facts.ts';
import { StubServer } from './stub-server.ts';

/** A session that asks a stub server, and whose states and live events a test sets. */
export class StubSession implements FoyerSession {
  readonly baseUrl = '';
  state: SessionState = 'ready';
  me: Me | undefined = me;
  reason: SessionReason | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly hearers = new Set<{
    topics: readonly RealtimeTopic[];
    listener: (event: RealtimeEvent) => void;
  }>();

  constructor(readonly server: StubServer = new StubServer()) {}

  readonly events: FoyerSession['events'] = {
    state: 'open',
    on: (topics, listener) => {
      const hearer = { topics, listener };
      this.hearers.add(hearer);
      return () => this.hearers.delete(hearer);
    },
  };

  start(): Promise<void> {
    return Promise.resolve();
  }

  async request<T>(path: string, init: FoyerRequest = {}): Promise<T> {
    init.signal?.throwIfAborted();
    const { method = 'GET', query = {}, body, idempotencyKey: key } = init;
    const answer = await this.server.answer({ method, path, query, body, key });
    init.signal?.throwIfAborted();
    // The caller names the type of the answer, as with the real session.
    return answer as T;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  become(state: SessionState, reason?: SessionReason): void {
    this.state = state;
    this.reason = reason;
    for (const listener of this.listeners) listener();
  }

  tell(topic: RealtimeTopic, subject?: { type: string; id: string }): void {
    for (const hearer of this.hearers) {
      if (topic === 'reset' || hearer.topics.includes(topic)) {
        hearer.listener({ topic, subject, at: '2026-11-22T03:16:00.000Z' });
      }
    }
  }
}
