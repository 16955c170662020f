import type { Scope } from '../db/scope.ts';

/** A caller whose credentials were checked for this request. */
export type Asker = {
  scope: Scope;
  /** How it was shown: a portal cookie, an embed token, or an OAuth access token. */
  via: 'cookie' | 'embed' | 'oauth';
  /** Rate limits count by these. */
  userId: string | null;
  embedKey: string | null;
  /** OAuth scopes; empty for people. */
  oauthScopes: readonly string[];
  /** Of the portal session, when there is one. */
  sessionId: string | null;
  /** Whether the password was given again in this session, minutes ago. */
  steppedUp?: boolean;
};

/** Turns a request's credentials into an asker; null when it brought none. Throws a Fault when they are not good. */
export type Authenticate = (request: {
  header(name: string): string | undefined;
  traceId: string;
}) => Promise<Asker | null>;
