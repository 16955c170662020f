/** One field of a request that the server did not accept. */
export type FieldProblem = {
  /** Where in the body, such as `lines.0.amountCents`. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
};

type ProblemFacts = {
  readonly code: string;
  readonly title: string;
  readonly status?: number;
  readonly detail?: string;
  readonly requestId?: string;
  readonly errors?: readonly FieldProblem[];
  readonly retryable?: boolean;
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
};

/**
 * Everything that can go wrong with a request. `code` is the server's (its problem document), or one of the client's own:
 * `offline`, `unreachable`, `timed_out`, `blocked_by_csp`, `malformed_answer`, or a `SessionReasonCode`.
 */
export class FoyerProblem extends Error {
  readonly code: string;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly detail: string | undefined;
  /** For the small print: support finds the request by it. */
  readonly requestId: string | undefined;
  readonly errors: readonly FieldProblem[];
  /** Whether the same request may succeed later without anything being changed. */
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(facts: ProblemFacts) {
    super(facts.title, { cause: facts.cause });
    this.name = 'FoyerProblem';
    this.code = facts.code;
    this.status = facts.status ?? 0;
    this.detail = facts.detail;
    this.requestId = facts.requestId;
    this.errors = facts.errors ?? [];
    this.retryable = facts.retryable ?? false;
    this.retryAfterMs = facts.retryAfterMs;
  }
}

/** By its name and not by `instanceof`: the session of a page may belong to another copy of the kit. */
export function isFoyerProblem(error: unknown): error is FoyerProblem {
  return error instanceof Error && error.name === 'FoyerProblem' && 'code' in error;
}

const passing = new Set([408, 425, 429, 502, 503, 504]);

/** Reads a refusal; answers that are no problem document (a proxy's HTML page) still make a usable problem. */
export async function problemFromResponse(response: Response): Promise<FoyerProblem> {
  const document = await readObject(response);
  const status = response.status;
  return new FoyerProblem({
    code: text(document.code) ?? `http_${status}`,
    title: text(document.title) ?? `The server answered ${status}.`,
    status,
    detail: text(document.detail),
    requestId: text(document.requestId) ?? response.headers.get('x-request-id') ?? undefined,
    errors: Array.isArray(document.errors) ? document.errors.filter(isFieldProblem) : [],
    retryable: passing.has(status),
    retryAfterMs: retryAfter(response.headers.get('retry-after')),
  });
}

async function readObject(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json();
    return isObject(body) ? body : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isObject(value) && typeof value.path === 'string' && typeof value.message === 'string';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Only the form in seconds: the form as a date would depend on this device's clock. */
function retryAfter(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined;
}
