import type { FoyerProblem } from '../client/problem.ts';
import type { Me } from './me.ts';
import type { SessionReason, SessionState } from './session.ts';

/** What a way of signing in brings back. */
export type Opened = {
  readonly me: Me;
  /** Access token for the `authorization` header; none where a cookie does it. */
  readonly token?: string;
  /** How long the token lasts from now, in milliseconds. */
  readonly lifeMs?: number;
};

/** How a session comes to know who is asking. One per kind of page. */
export type Opener = {
  readonly credentials: 'same-origin' | 'omit';
  /** Throws `SessionFailure` or `FoyerProblem`. */
  open(): Promise<Opened>;
};

/** A sign-in that did not work, with the state that it leaves the session in. */
export class SessionFailure extends Error {
  readonly state: Extract<SessionState, 'refused' | 'offline'>;
  readonly reason: SessionReason;

  constructor(state: SessionFailure['state'], reason: SessionReason) {
    super(reason.message);
    this.state = state;
    this.reason = reason;
  }
}

/** Sorts a failed call into "come back later" and "not for you". */
export function failureOf(problem: FoyerProblem): SessionFailure {
  const { requestId, message } = problem;
  if (problem.code === 'offline' || problem.code === 'blocked_by_csp') {
    return new SessionFailure('offline', {
      code: problem.code,
      message,
      retryable: problem.code === 'offline',
    });
  }
  if (problem.status === 401 || problem.status === 403) {
    return new SessionFailure('refused', { code: 'session_refused', message, requestId, retryable: true });
  }
  return new SessionFailure('offline', { code: 'unreachable', message, requestId, retryable: true });
}
