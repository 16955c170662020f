import type { Realtime } from '../client/realtime-types.ts';
import type { FoyerRequest } from '../client/request.ts';
import type { Me } from './me.ts';

/**
 * - `starting`: not known yet who is asking; show a skeleton.
 * - `ready`: `me` is known and requests go through.
 * - `refused`: nobody is signed in, or this page may not show widgets; `reason` says which.
 * - `expired`: it was `ready`, and the host page or the server ended it. What the user typed stays where it is.
 * - `offline`: the server or the session endpoint cannot be reached now; retried by itself, and by `start()`.
 */
export type SessionState = 'starting' | 'ready' | 'refused' | 'expired' | 'offline';

/** Why the session is not ready, for the words of an error panel and the detail of `foyer-error`. */
export type SessionReason = {
  readonly code: SessionReasonCode;
  readonly message: string;
  readonly requestId?: string;
  readonly retryable: boolean;
};

export type SessionReasonCode =
  | 'not_signed_in'
  | 'session_not_configured'
  | 'session_endpoint_missing'
  | 'session_endpoint_refused'
  | 'session_endpoint_failed'
  | 'session_endpoint_malformed'
  | 'session_refused'
  | 'session_expired'
  | 'blocked_by_csp'
  | 'unreachable'
  | 'offline';

/**
 * Who is asking, shared by every widget of a page. An element obtains it through `sessionContext` and never makes one.
 * The object outlives token refreshes, sign-in and sign-out: elements keep it and listen.
 */
export type FoyerSession = {
  /** Origin of the server without a trailing slash, such as `https://portal.example`. */
  readonly baseUrl: string;
  readonly state: SessionState;
  /** Known when `ready`; kept while `expired` or `offline`, so that what is shown can stay. */
  readonly me: Me | undefined;
  /** Set in every state other than `starting` and `ready`. */
  readonly reason: SessionReason | undefined;
  /** Begins, or tries again after `refused`, `expired` or `offline`. Single flight; never rejects: see `state`. */
  start(): Promise<void>;
  /**
   * Asks the server for `path` (starting with `/v1/`). Waits while the session is starting. Throws `FoyerProblem` for
   * everything that goes wrong, and an `AbortError` DOMException when `init.signal` was aborted.
   */
  request<T>(path: string, init?: FoyerRequest): Promise<T>;
  readonly events: Realtime;
  /** Called after each change of `state`, `me` or `reason`. Returns the function that stops it. */
  subscribe(listener: () => void): () => void;
  /** Only where Foyer itself signed the user in (the portal); a host page owns its own sign-out. */
  signOut?(): Promise<void>;
};
