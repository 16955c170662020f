/** `__Host-` binds the cookie to this host, to https (or localhost) and to the root path; other hosts cannot plant it. */
export const sessionCookieName = '__Host-foyer';

const attributes = 'Path=/; HttpOnly; Secure; SameSite=Lax';

export const sessionCookie = (token: string, maxAgeSeconds: number): string =>
  `${sessionCookieName}=${token}; ${attributes}; Max-Age=${maxAgeSeconds}`;

export const endedSessionCookie = (): string => `${sessionCookieName}=; ${attributes}; Max-Age=0`;

/**
 * The session token of a Cookie header; null when there is none, or more than one: two cookies of the same name mean
 * that somebody else set one of them.
 */
export function readSessionCookie(header: string | undefined): string | null {
  const found = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${sessionCookieName}=`))
    .map((part) => part.slice(sessionCookieName.length + 1));
  const [token] = found;
  return found.length === 1 && token && /^[A-Za-z0-9_-]{20,120}$/.test(token) ? token : null;
}
