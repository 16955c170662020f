import { attempt, type Fetch } from './attempt.ts';
import { backoff, pause } from './backoff.ts';
import { FoyerProblem, isFoyerProblem, problemFromResponse } from './problem.ts';
import type { FoyerRequest } from './request.ts';
import { version } from './version.ts';

export type HttpOptions = {
  /** Origin of the server without a trailing slash. */
  readonly baseUrl: string;
  /** `same-origin` sends the portal's cookie; on other pages no cookie ever travels. */
  readonly credentials: 'same-origin' | 'omit';
  /** The access token to use now; waits while there is none yet. */
  readonly token: () => Promise<string | undefined>;
  /** Told of a 401 for that token; resolves with whether to repeat the request. */
  readonly renew: (rejected: string | undefined) => Promise<boolean>;
  readonly fetch: Fetch;
  readonly random?: () => number;
};

const timeoutMs = 15_000;
const repeats = 2;
/** Longer than this is for the user to decide, not for a spinner. */
const patienceMs = 10_000;
/** Longer than the server keeps a key locked for a process that is gone without a trace. */
const inFlightMs = 90_000;

/** Sends one request and repeats it where that is safe. Throws `FoyerProblem`, or the reason of an aborted signal. */
export async function send<T>(options: HttpOptions, path: string, request: FoyerRequest = {}): Promise<T> {
  const url = address(options.baseUrl, path, request.query);
  const from = performance.now();
  let renewed = false;
  for (let count = 0; ; ) {
    const token = await options.token();
    const outcome = await settle(options, url, request, token);
    if (!isFoyerProblem(outcome)) return read<T>(outcome, request);
    if (outcome.status === 401 && !renewed) {
      renewed = true;
      if (await options.renew(token)) continue;
    }
    const wait = outcome.retryAfterMs ?? backoff(count, 300, 4_000, options.random);
    if (isWorkedOn(request, outcome) && performance.now() - from < inFlightMs) {
      await pause(wait, request.signal);
      continue;
    }
    if (count >= repeats || wait > patienceMs || !mayRepeat(request, outcome)) throw outcome;
    count += 1;
    await pause(wait, request.signal);
  }
}

export function clientHeaders(): Record<string, string> {
  return { 'foyer-client': `widgets/${version}` };
}

async function settle(
  options: HttpOptions,
  url: string,
  request: FoyerRequest,
  token: string | undefined,
): Promise<Response | FoyerProblem> {
  const init: RequestInit = {
    method: request.method ?? 'GET',
    headers: headersOf(request, token),
    body: bodyOf(request),
    credentials: options.credentials,
    cache: 'no-store',
  };
  try {
    const response = await attempt(options.fetch, url, init, request.timeoutMs ?? timeoutMs, request.signal);
    return response.ok ? response : await problemFromResponse(response);
  } catch (error) {
    if (isFoyerProblem(error)) return error;
    throw error;
  }
}

function headersOf(request: FoyerRequest, token: string | undefined): Record<string, string> {
  const headers: Record<string, string> = { ...clientHeaders() };
  if (request.as === undefined || request.as === 'json') headers.accept = 'application/json';
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  if (request.body !== undefined) headers['content-type'] = contentTypeOf(request.body);
  if (request.idempotencyKey !== undefined) headers['idempotency-key'] = request.idempotencyKey;
  if (request.ifMatch !== undefined) headers['if-match'] = request.ifMatch;
  return headers;
}

/**
 * A request that was surely not carried out may always be repeated. One whose answer was lost only when it is idempotent:
 * by its method, or by its key. With `If-Match` a repeat would meet its own first success as a conflict.
 */
function mayRepeat(request: FoyerRequest, problem: FoyerProblem): boolean {
  const keyed = request.idempotencyKey !== undefined;
  if (problem.status === 429) return true;
  if (problem.status === 409) return keyed && problem.retryAfterMs !== undefined;
  if (!problem.retryable) return false;
  const method = request.method ?? 'GET';
  return keyed || method === 'GET' || ((method === 'PUT' || method === 'DELETE') && !request.ifMatch);
}

/** The first try of the same key is not answered yet: its answer is the one that counts, so it is waited for. */
function isWorkedOn(request: FoyerRequest, problem: FoyerProblem): boolean {
  return request.idempotencyKey !== undefined && problem.code === 'idempotency_in_flight';
}

async function read<T>(response: Response, request: FoyerRequest): Promise<T> {
  request.onHeaders?.(response.headers);
  try {
    // The caller names the type of the answer; the server's contract is its only source.
    if (request.as === 'blob') return (await response.blob()) as T;
    if (request.as === 'text') return (await response.text()) as T;
    if (response.status === 204) return undefined as T;
    return (await response.json()) as T;
  } catch (cause) {
    request.signal?.throwIfAborted();
    throw new FoyerProblem({
      code: 'malformed_answer',
      title: 'The answer of the server could not be read.',
      status: response.status,
      requestId: response.headers.get('x-request-id') ?? undefined,
      retryable: true,
      cause,
    });
  }
}

function address(baseUrl: string, path: string, query: FoyerRequest['query'] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) search.append(name, String(one));
    }
  }
  const text = search.toString();
  return `${baseUrl}${path}${text === '' ? '' : `?${text}`}`;
}

/** A file goes as it is, under its own type; everything else as JSON. */
function bodyOf({ body }: FoyerRequest): BodyInit | undefined {
  if (body === undefined || body instanceof Blob) return body;
  return JSON.stringify(body);
}

function contentTypeOf(body: unknown): string {
  if (!(body instanceof Blob)) return 'application/json';
  return body.type || 'application/octet-stream';
}
