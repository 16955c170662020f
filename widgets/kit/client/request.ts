/**
 * One call to the server, in the words a widget uses. The session adds who is asking, the base URL, retries and
 * time limits; a widget never calls `fetch` itself.
 */
export type FoyerRequest = {
  /** Default `GET`. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON; a `Blob` or `File` as it is, under its own type. `undefined` sends no body. */
  readonly body?: unknown;
  /** Query parameters; `undefined` values are left out, arrays repeat their name. */
  readonly query?: Readonly<Record<string, QueryValue | readonly QueryValue[]>>;
  /**
   * Makes a POST safe to repeat. Make it with `idempotencyKey()` once per intention of the user, not per attempt,
   * so that a second click or a retry after a lost answer is the same request.
   */
  readonly idempotencyKey?: string;
  /** The version that the change is based on, as `etag` told it. */
  readonly ifMatch?: string;
  readonly signal?: AbortSignal;
  /** Milliseconds for one attempt; default 15,000. */
  readonly timeoutMs?: number;
  /** How to read a successful answer; default `json` (an answer of 204 is `undefined`). */
  readonly as?: 'json' | 'text' | 'blob';
  /** Told of the headers of the successful answer: `etag` for a later `ifMatch`, `content-disposition` of a file. */
  readonly onHeaders?: (headers: Headers) => void;
};

export type QueryValue = string | number | boolean | undefined;
