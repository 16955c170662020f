import type { Failure } from '../../kit/failure.ts';

export function wasAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/**
 * Whether the server may have carried the request out all the same. What it refused in so many words (4xx) it did not
 * do; an answer that was lost, or broke off inside, says nothing.
 */
export function isUncertain(failure: Failure): boolean {
  if (failure.code === 'outcome_unknown' || failure.code === 'idempotency_in_flight') return true;
  if (failure.code === 'vendor_unavailable' || failure.code === 'service_unavailable') return false;
  return failure.status === 0 ? failure.code !== 'blocked_by_csp' : failure.status >= 500;
}

/** Whether the same intention may be sent again under the same key: the server holds no final answer for it. */
export function keepsKey(failure: Failure): boolean {
  const { status } = failure;
  return status === 0 || status >= 500 || status === 429 || status === 401 || isUncertain(failure);
}
