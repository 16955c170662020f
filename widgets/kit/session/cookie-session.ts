import { type Fetch, pageFetch } from '../client/attempt.ts';
import { send } from '../client/http.ts';
import type { FoyerRequest } from '../client/request.ts';
import type { Me } from './me.ts';
import { SessionFailure } from './opening.ts';
import { PageSession } from './page-session.ts';
import type { SessionReason } from './session.ts';

const signedOut: SessionReason = {
  code: 'not_signed_in',
  message: 'Nobody is signed in.',
  retryable: true,
};

/** The session of the portal, which is on the server's own origin and keeps it in a cookie that scripts cannot read. */
export class CookieSession extends PageSession {
  /** A call that needs nobody to be signed in, and waits for no session. Throws `FoyerProblem`. */
  readonly ask: <T>(path: string, request?: FoyerRequest) => Promise<T>;

  constructor(baseUrl: string, fetchOnce: Fetch = pageFetch) {
    const ask = <T>(path: string, request?: FoyerRequest) =>
      send<T>(
        {
          baseUrl,
          credentials: 'same-origin',
          fetch: fetchOnce,
          token: () => Promise.resolve(undefined),
          renew: () => Promise.resolve(false),
        },
        path,
        request,
      );
    const open = async () => {
      const answer = await ask<{ authenticated: boolean; me?: Me }>('/v1/session');
      if (!answer.authenticated || answer.me === undefined) throw new SessionFailure('refused', signedOut);
      return { me: answer.me };
    };
    super(baseUrl, { credentials: 'same-origin', open }, fetchOnce);
    this.ask = ask;
  }

  /** Throws `FoyerProblem`: `invalid_credentials`, `too_many_requests` with `retryAfterMs`, or no answer. */
  async signIn(email: string, password: string): Promise<void> {
    this.accept({ me: await this.ask<Me>('/v1/session', { method: 'POST', body: { email, password } }) });
  }

  /** Ends the session on the server first: while that fails, the user stays signed in and hears of it. */
  async signOut(): Promise<void> {
    await this.ask('/v1/session', { method: 'DELETE' });
    this.release(signedOut);
  }
}
