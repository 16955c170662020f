import { PostgresJsAdapter } from '@lucia-auth/adapter-postgresql';
import { Lucia, TimeSpan } from 'lucia';
import type { ISql, Sql } from 'postgres';
import type { Tx } from '../../db/db.ts';
import { tokenHashHex } from './tokens.ts';

/**
 * The only file that knows Lucia. Its session id is what it stores, so it is given the token's hash as id and never
 * sees the token; cookies are read and written in session-cookie.ts, passwords hashed in passwords.ts.
 */

/** Without a request for this long, a session ends. Lucia moves the end when half of it has passed. */
export const idleMinutes = 60;
/** However busy, a session ends after this long. */
export const absoluteHours = 12;

export type SessionFacts = { ip: string | null; userAgent: string | null; actingClientId: string | null };

// The adapter asks for a whole client and uses `unsafe` alone, which a transaction has too.
const luciaIn = (tx: Tx) =>
  new Lucia(new PostgresJsAdapter(tx as ISql as Sql, { user: 'user_account', session: 'user_session' }), {
    sessionExpiresIn: new TimeSpan(idleMinutes, 'm'),
  });

export async function startSession(
  tx: Tx,
  userId: string,
  token: string,
  facts: SessionFacts,
): Promise<void> {
  await luciaIn(tx).createSession(
    userId,
    { ip: facts.ip, user_agent: facts.userAgent, acting_client_id: facts.actingClientId },
    { sessionId: tokenHashHex(token) },
  );
}

/** Moves the idle limit when half of it has passed. */
export async function keepAlive(tx: Tx, sessionId: string): Promise<void> {
  await luciaIn(tx).validateSession(sessionId);
}

export const endSession = (tx: Tx, sessionId: string): Promise<void> =>
  luciaIn(tx).invalidateSession(sessionId);

export const endExpiredSessions = (tx: Tx): Promise<void> => luciaIn(tx).deleteExpiredSessions();

declare module 'lucia' {
  interface Register {
    Lucia: Lucia;
    DatabaseSessionAttributes: {
      ip: string | null;
      user_agent: string | null;
      acting_client_id: string | null;
    };
  }
}
