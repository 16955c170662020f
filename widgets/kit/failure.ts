/** What went wrong, as an element shows and reports it. Never a stack, never a vendor's words. */
export type Failure = {
  /** snake_case; a server's code, the client's own, or `widget_failed` for a fault of the widget itself. */
  readonly code: string;
  /** For developers and logs; what people read is chosen from `code`. */
  readonly message: string;
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  readonly requestId: string | undefined;
  readonly retryable: boolean;
};

/** Reads a failure from anything thrown. Problems are told by their shape: they may come from another copy of the kit. */
export function toFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return unexpected(String(error));
  if (error.name !== 'FoyerProblem' || !('code' in error)) return unexpected(error.message);
  return {
    code: String(error.code),
    message: error.message,
    status: 'status' in error && typeof error.status === 'number' ? error.status : 0,
    requestId: 'requestId' in error && typeof error.requestId === 'string' ? error.requestId : undefined,
    retryable: 'retryable' in error && error.retryable === true,
  };
}

function unexpected(message: string): Failure {
  return { code: 'widget_failed', message, status: 0, requestId: undefined, retryable: true };
}
