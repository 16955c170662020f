import { wasBlockedByPolicy } from './policy-violations.ts';
import { FoyerProblem } from './problem.ts';

/** The one place in the widgets that calls `fetch`. Tests replace it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export const pageFetch: Fetch = (url, init) => fetch(url, init);

/**
 * One try. Resolves with whatever the server answered; what is no answer becomes a `FoyerProblem` (`timed_out`, `offline`,
 * `blocked_by_csp`, `unreachable`). Rejects with the signal's reason when the caller aborted.
 */
export async function attempt(
  fetchOnce: Fetch,
  url: string,
  init: RequestInit,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Response> {
  signal?.throwIfAborted();
  const own = new AbortController();
  const giveUp = () => own.abort(signal?.reason);
  signal?.addEventListener('abort', giveUp, { once: true });
  const timer = setTimeout(() => own.abort(), timeoutMs);
  try {
    return await fetchOnce(url, { ...init, signal: own.signal });
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    if (own.signal.aborted) throw noAnswer('timed_out', 'The server did not answer in time.', true, cause);
    if (!navigator.onLine) throw noAnswer('offline', 'This device is offline.', true, cause);
    if (await wasBlockedByPolicy(url)) {
      const title = 'The Content-Security-Policy of this page does not allow the connection.';
      throw noAnswer('blocked_by_csp', title, false, cause);
    }
    throw noAnswer('unreachable', 'The server cannot be reached.', true, cause);
  } finally {
    clearTimeout(timer);
    // The body may still be read: an abort by the caller ends that too, so only a failed attempt stops listening.
    if (own.signal.aborted) signal?.removeEventListener('abort', giveUp);
  }
}

function noAnswer(code: string, title: string, retryable: boolean, cause: unknown): FoyerProblem {
  return new FoyerProblem({ code, title, retryable, cause });
}
