import type { Words } from '../portal.messages.ts';

export type SignInProblem = { readonly code: string; readonly requestId: string | undefined };

/** A refusal in words that never tell whether an account exists. */
export function signInProblem(problem: SignInProblem, t: Words, waitSeconds: number): string {
  switch (problem.code) {
    case 'invalid_credentials':
    case 'invalid_request':
    case 'unauthenticated':
      return t.invalidCredentials;
    case 'too_many_requests':
      return t.throttled(waitSeconds >= 50 && waitSeconds <= 70 ? t.aMinute : t.seconds(waitSeconds));
    case 'access_window_closed':
      return t.accessClosed;
    case 'offline':
      return t.signInOffline;
    case 'unreachable':
    case 'timed_out':
    case 'service_unavailable':
      return t.signInUnreachable;
    default:
      return t.signInFailed;
  }
}

/** Troubles that their own words explain; the request id would only be noise beside them. */
export function isExpected({ code }: SignInProblem): boolean {
  return ['invalid_credentials', 'too_many_requests', 'access_window_closed', 'offline'].includes(code);
}
