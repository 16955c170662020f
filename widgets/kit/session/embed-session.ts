import { attempt, type Fetch, pageFetch } from '../client/attempt.ts';
import { clientHeaders } from '../client/http.ts';
import { isFoyerProblem, problemFromResponse } from '../client/problem.ts';
import { lifeOf } from './lifetime.ts';
import type { Me } from './me.ts';
import { failureOf, type Opened, SessionFailure } from './opening.ts';
import { PageSession } from './page-session.ts';
import type { SessionReasonCode } from './session.ts';

const timeoutMs = 15_000;

/**
 * The session on somebody else's page. The page's own back end vouches for its user: its `sessionEndpoint` answers a POST
 * with the single-use secret that `POST /v1/embed/sessions` made, and the secret buys an access token that lives in memory.
 * No cookie of another site takes part.
 */
export function createEmbedSession(
  baseUrl: string,
  sessionEndpoint: string | undefined,
  fetchOnce: Fetch = pageFetch,
): PageSession {
  const open = async () => {
    if (sessionEndpoint === undefined) {
      const message = 'This page names no session endpoint (data-session-endpoint).';
      throw refused('session_not_configured', message, false);
    }
    return (
      (await exchange(fetchOnce, baseUrl, await clientSecret(fetchOnce, sessionEndpoint))) ??
      // A secret is good once; when its answer was lost, or it waited too long, a new one is due.
      (await exchange(fetchOnce, baseUrl, await clientSecret(fetchOnce, sessionEndpoint))) ??
      Promise.reject(refused('session_refused', 'The server did not accept this page’s session.', true))
    );
  };
  return new PageSession(baseUrl, { credentials: 'omit', open }, fetchOnce);
}

/** Asks the host page's back end. Its own cookie goes along, since the endpoint is on its own origin. */
async function clientSecret(fetchOnce: Fetch, endpoint: string): Promise<string> {
  // A host that sends signed-out users to its sign-in page would answer with that page.
  const init: RequestInit = {
    method: 'POST',
    headers: { ...clientHeaders(), accept: 'application/json' },
    credentials: 'same-origin',
    redirect: 'manual',
    cache: 'no-store',
  };
  let response: Response;
  try {
    response = await attempt(fetchOnce, new URL(endpoint, document.baseURI).href, init, timeoutMs);
  } catch (error) {
    throw isFoyerProblem(error) ? failureOf(error) : error;
  }
  const { status } = response;
  if (response.type === 'opaqueredirect' || status === 401 || status === 403) {
    throw refused('session_endpoint_refused', 'This page did not confirm who you are.', true);
  }
  if (status === 404 || status === 405) {
    throw refused('session_endpoint_missing', `There is no session endpoint at ${endpoint}.`, false);
  }
  if (!response.ok) {
    const message = `The session endpoint of this page answered ${status}.`;
    throw new SessionFailure('offline', { code: 'session_endpoint_failed', message, retryable: true });
  }
  const answer = await json<{ clientSecret?: unknown }>(response);
  if (typeof answer?.clientSecret !== 'string') {
    throw refused(
      'session_endpoint_malformed',
      'The session endpoint did not answer with a clientSecret.',
      false,
    );
  }
  return answer.clientSecret;
}

/** Buys an access token; `undefined` when the secret is not good any more. */
async function exchange(fetchOnce: Fetch, baseUrl: string, secret: string): Promise<Opened | undefined> {
  const init: RequestInit = {
    method: 'POST',
    headers: { ...clientHeaders(), 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ clientSecret: secret }),
    credentials: 'omit',
    cache: 'no-store',
  };
  const response = await attempt(fetchOnce, `${baseUrl}/v1/embed/token`, init, timeoutMs);
  if (!response.ok) {
    const problem = await problemFromResponse(response);
    if (problem.status === 401) return undefined;
    throw failureOf(problem);
  }
  const answer = await json<{ accessToken?: string; expiresAt?: string; expiresIn?: number; me?: Me }>(
    response,
  );
  if (!answer?.accessToken || !answer.me) {
    const message = 'The answer of the server could not be read.';
    throw new SessionFailure('offline', { code: 'unreachable', message, retryable: true });
  }
  const lifeMs = lifeOf(answer, response.headers.get('date'));
  return { me: answer.me, token: answer.accessToken, lifeMs };
}

async function json<T>(response: Response): Promise<T | undefined> {
  try {
    return (await response.json()) as T;
  } catch {
    return undefined;
  }
}

function refused(code: SessionReasonCode, message: string, retryable: boolean): SessionFailure {
  return new SessionFailure('refused', { code, message, retryable });
}
