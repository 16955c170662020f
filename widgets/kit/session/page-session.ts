import { attempt, type Fetch } from '../client/attempt.ts';
import { backoff } from '../client/backoff.ts';
import { clientHeaders, send } from '../client/http.ts';
import { FoyerProblem, isFoyerProblem } from '../client/problem.ts';
import { RealtimeConnection } from '../client/realtime.ts';
import type { FoyerRequest } from '../client/request.ts';
import { renewAfter } from './lifetime.ts';
import type { Me } from './me.ts';
import { failureOf, type Opened, type Opener, SessionFailure } from './opening.ts';
import type { FoyerSession, SessionReason, SessionState } from './session.ts';

/** After this long without an outcome the page is told, while the attempt goes on. */
const patienceMs = 4_000;
const retryBaseMs = 2_000;
const retryCapMs = 30_000;

/** The session of a page: what an `Opener` brings, kept fresh, told to everybody who listens. */
export class PageSession implements FoyerSession {
  readonly baseUrl: string;
  state: SessionState = 'starting';
  me: Me | undefined;
  reason: SessionReason | undefined;
  readonly events: RealtimeConnection;

  readonly #opener: Opener;
  readonly #fetch: Fetch;
  readonly #listeners = new Set<() => void>();
  #opening: Promise<void> | undefined;
  #token: string | undefined;
  /** By this device's clock, which is only compared with itself. */
  #tokenEnds = Number.POSITIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #begun = false;
  /** Id of the last person known, also after signing out. */
  #person: string | undefined;

  constructor(baseUrl: string, opener: Opener, fetchOnce: Fetch) {
    this.baseUrl = baseUrl;
    this.#opener = opener;
    this.#fetch = fetchOnce;
    this.events = new RealtimeConnection((headers, signal) => this.#stream(headers, signal));
    globalThis.addEventListener?.('online', () => this.#awake());
    globalThis.addEventListener?.('pageshow', () => this.#awake());
    globalThis.document?.addEventListener('visibilitychange', () => this.#awake());
  }

  start(): Promise<void> {
    return this.#begin(true);
  }

  request<T>(path: string, init?: FoyerRequest): Promise<T> {
    return send<T>(
      {
        baseUrl: this.baseUrl,
        credentials: this.#opener.credentials,
        fetch: this.#fetch,
        token: () => this.#usableToken(),
        renew: (rejected) => this.#renew(rejected),
      },
      path,
      init,
    );
  }

  subscribe(listener: () => void): () => void {
    // A function of its own per subscription, so that the same listener twice is two subscriptions.
    const entry = () => listener();
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  /** Takes in what a sign-in outside `start` brought, such as the portal's form. */
  protected accept(opened: Opened): void {
    const person = opened.me.user.id;
    const isOther = this.#person !== undefined && this.#person !== person;
    this.#person = person;
    this.#failures = 0;
    this.#token = opened.token;
    this.#tokenEnds = opened.lifeMs === undefined ? Number.POSITIVE_INFINITY : Date.now() + opened.lifeMs;
    clearTimeout(this.#timer);
    if (opened.lifeMs !== undefined) this.#later(renewAfter(opened.lifeMs));
    this.#become('ready', undefined, opened.me);
    if (isOther) this.events.forget();
    else this.events.resume();
  }

  /** Nobody is signed in any more, because the user said so. */
  protected release(reason: SessionReason): void {
    clearTimeout(this.#timer);
    this.#token = undefined;
    this.events.stop();
    this.#become('refused', reason, undefined);
  }

  /** `aloud` for a person who waits for it; a retry by itself leaves the screen as it is until it has an outcome. */
  #begin(aloud: boolean): Promise<void> {
    this.#begun = true;
    if (aloud && this.state !== 'ready' && this.state !== 'starting') {
      this.#become('starting', undefined, this.me);
    }
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #open(): Promise<void> {
    clearTimeout(this.#timer);
    const slow = setTimeout(() => {
      if (this.state !== 'starting') return;
      const message = 'Signing in takes longer than usual.';
      this.#become('offline', { code: 'unreachable', message, retryable: true }, this.me);
    }, patienceMs);
    try {
      this.accept(await this.#opener.open());
    } catch (error) {
      this.#fail(error instanceof SessionFailure ? error : failureOf(asProblem(error)));
    } finally {
      clearTimeout(slow);
    }
  }

  #fail(failure: SessionFailure): void {
    if (failure.state === 'refused') {
      this.#token = undefined;
      this.events.stop();
      // Whoever was signed in until now keeps what is on the screen.
      this.#become(this.me === undefined ? 'refused' : 'expired', failure.reason, this.me);
      return;
    }
    const usable = this.state === 'ready' && Date.now() < this.#tokenEnds;
    if (!usable) this.#become('offline', failure.reason, this.me);
    if (!failure.reason.retryable) return;
    const wait = backoff(this.#failures, retryBaseMs, retryCapMs);
    this.#failures += 1;
    // A token that still works must not be used past its end only because the wait is longer.
    this.#later(usable ? Math.min(wait, Math.max(0, this.#tokenEnds - Date.now())) : wait);
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#begin(false), ms);
  }

  /** Timers sleep with the device; look again when the page wakes or the network returns. */
  #awake(): void {
    if (!this.#begun) return;
    if (this.state === 'offline' || Date.now() >= this.#tokenEnds) void this.#begin(false);
  }

  async #usableToken(): Promise<string | undefined> {
    if (this.state !== 'ready' || Date.now() >= this.#tokenEnds) {
      if (this.state !== 'expired' && this.state !== 'refused') await this.#begin(false);
    }
    // The state may have changed while waiting, which the compiler cannot know.
    const state: SessionState = this.state;
    if (state === 'ready') return this.#token;
    const { reason } = this;
    throw new FoyerProblem({
      code: state === 'expired' ? 'session_expired' : (reason?.code ?? 'unreachable'),
      title: reason?.message ?? 'There is no session.',
      requestId: reason?.requestId,
      status: state === 'expired' || state === 'refused' ? 401 : 0,
      retryable: reason?.retryable,
    });
  }

  /** After a 401: true when there is another token than the rejected one, or the cookie still holds. */
  async #renew(rejected: string | undefined): Promise<boolean> {
    if (rejected !== undefined && rejected !== this.#token && this.state === 'ready') return true;
    await this.#begin(false);
    return this.state === 'ready';
  }

  async #stream(headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
    const url = `${this.baseUrl}/v1/events`;
    const open = async (): Promise<[Response, string | undefined]> => {
      const token = await this.#usableToken();
      const all: Record<string, string> = { ...clientHeaders(), ...headers };
      if (token !== undefined) all.authorization = `Bearer ${token}`;
      const init: RequestInit = { headers: all, credentials: this.#opener.credentials, cache: 'no-store' };
      return [await attempt(this.#fetch, url, init, patienceMs * 3, signal), token];
    };
    const [response, token] = await open();
    if (response.status !== 401 || !(await this.#renew(token))) return response;
    return (await open())[0];
  }

  #become(state: SessionState, reason: SessionReason | undefined, me: Me | undefined): void {
    this.state = state;
    this.reason = reason;
    this.me = me;
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (error) {
        console.error('[foyer] a listener of the session failed', error);
      }
    }
  }
}

function asProblem(error: unknown): FoyerProblem {
  if (isFoyerProblem(error)) return error;
  return new FoyerProblem({ code: 'unreachable', title: 'Signing in failed.', cause: error });
}
