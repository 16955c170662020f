import type { RealtimeEvent, RealtimeTopic } from '../client/realtime-types.ts';
import type { FoyerRequest } from '../client/request.ts';
import type { Me } from '../session/me.ts';
import type { FoyerSession, SessionReason, SessionState } from '../session/session.ts';

export const someone: Me = {
  user: {
    id: '0197f0c2-0000-7000-8000-000000000001',
    displayName: 'Priya Nair',
    email: 'finance@harbourview.example',
    kind: 'client',
  },
  client: {
    id: '0197f0c2-0000-7000-8000-0000000000c1',
    name: 'Harbourview Property Group',
    abn: '53004085616',
    brand: 'harbourview',
  },
  role: 'finance',
  capabilities: ['invoices.read', 'invoices.pay'],
  siteScope: 'all',
  sites: [
    {
      id: '0197f0c2-0000-7000-8000-0000000000a1',
      code: 'HV-SYD-01',
      name: 'Harbourview Tower',
      state: 'NSW',
      timeZone: 'Australia/Sydney',
    },
  ],
  asOf: '2026-03-03T03:05:00Z',
};

type Answer = (path: string, init: FoyerRequest) => unknown;

/** A session whose state and answers a test sets, and whose events it sends. */
export class FakeSession implements FoyerSession {
  readonly baseUrl = 'https://portal.example';
  state: SessionState = 'ready';
  me: Me | undefined = someone;
  reason: SessionReason | undefined;
  /** Every request that was made, in order. */
  readonly requests: { readonly path: string; readonly init: FoyerRequest }[] = [];
  starts = 0;
  private readonly listeners = new Set<() => void>();
  private readonly hearers = new Map<(event: RealtimeEvent) => void, readonly RealtimeTopic[]>();

  /** `answer` returns the body, a promise of it, or throws what the widget is to see. */
  constructor(private answer: Answer = () => ({})) {}

  readonly events = {
    state: 'open' as const,
    on: (topics: readonly RealtimeTopic[], listener: (event: RealtimeEvent) => void): (() => void) => {
      this.hearers.set(listener, topics);
      return () => this.hearers.delete(listener);
    },
  };

  async start(): Promise<void> {
    this.starts += 1;
  }

  async request<T>(path: string, init: FoyerRequest = {}): Promise<T> {
    this.requests.push({ path, init });
    // The caller names the type, as it does with the real session.
    return (await this.answer(path, init)) as T;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  answerWith(answer: Answer): void {
    this.answer = answer;
  }

  become(state: SessionState, facts: { readonly me?: Me; readonly reason?: SessionReason } = {}): void {
    this.state = state;
    this.me = 'me' in facts ? facts.me : this.me;
    this.reason = facts.reason;
    for (const listener of this.listeners) listener();
  }

  send(topic: RealtimeTopic, subject?: { readonly type: string; readonly id: string }): void {
    const event: RealtimeEvent = { topic, subject, at: subject && '2026-03-03T03:05:00Z' };
    for (const [listener, topics] of this.hearers) {
      if (topic === 'reset' || topics.includes(topic)) listener(event);
    }
  }

  get listening(): number {
    return this.listeners.size + this.hearers.size;
  }
}
