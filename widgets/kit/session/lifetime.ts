const minuteMs = 60_000;
/** The server gives no token a longer life (security.md S20). */
const longestMs = 10 * minuteMs;
const shortestMs = 5_000;

/**
 * How long a token lasts from now, in milliseconds. Only differences between two readings of one clock are used: this
 * device's clock may be minutes off. First choice is the server's own duration, then its clock from the `Date` header,
 * and only then this device's clock, kept within what a server can mean.
 */
export function lifeOf(
  answer: { readonly expiresAt?: string; readonly expiresIn?: number },
  serverDate: string | null,
  now = Date.now(),
): number {
  if (typeof answer.expiresIn === 'number' && answer.expiresIn > 0) return within(answer.expiresIn * 1_000);
  const end = Date.parse(answer.expiresAt ?? '');
  if (Number.isNaN(end)) return minuteMs;
  const serverNow = serverDate === null ? Number.NaN : Date.parse(serverDate);
  return within(end - (Number.isNaN(serverNow) ? now : serverNow));
}

/** When to fetch the next one: a little before four fifths of its life, not in the same moment on every page. */
export function renewAfter(lifeMs: number, random = Math.random): number {
  return lifeMs * (0.7 + 0.1 * random());
}

function within(ms: number): number {
  return Math.min(longestMs, Math.max(shortestMs, ms));
}
