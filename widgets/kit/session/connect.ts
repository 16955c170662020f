import { CookieSession } from './cookie-session.ts';
import { createEmbedSession } from './embed-session.ts';
import { shareSession } from './page-registry.ts';
import type { FoyerSession } from './session.ts';

/**
 * Gives the widgets of this page their session, on a page of another origin than the server's. For hosts that load widgets
 * by module federation; the script tag does the same by its `data-session-endpoint`. The order does not matter: elements
 * that are there already receive it.
 */
export function connectEmbed(options: {
  readonly baseUrl: string;
  readonly sessionEndpoint: string;
}): FoyerSession {
  return shareSession(options.baseUrl, (baseUrl) => createEmbedSession(baseUrl, options.sessionEndpoint));
}

/** The same for the portal, which is on the server's own origin and signs its users in itself. */
export function connectPortal(baseUrl: string = location.origin): CookieSession {
  const session = shareSession(baseUrl, (origin) => new CookieSession(origin));
  if (session instanceof CookieSession) return session;
  throw new Error('This page has a session of another kind already.');
}
