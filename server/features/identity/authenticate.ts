import type { Authenticate } from '../../ports/asker.ts';
import type { Deps } from '../../ports/deps.ts';
import { Fault } from '../../ports/fault.ts';
import { accessWindowClosed, sessionExpired } from './identity.errors.ts';
import { isOpen, scopeOfContractor, scopeOfMember } from './identity.model.ts';
import {
  embedTokenOf,
  type FoundSession,
  selectEmbedToken,
  selectSession,
  sessionOf,
  touchSession,
} from './identity.repository.ts';
import { identityScope } from './identity-scope.ts';
import { absoluteHours, endSession, idleMinutes, keepAlive } from './lucia.ts';
import type { FindMachine } from './oauth/find-machine.ts';
import { readSessionCookie } from './session-cookie.ts';
import { tokenHash, tokenHashHex } from './tokens.ts';

type AuthenticateDeps = Pick<Deps, 'identityDb' | 'clock'> & { findMachine: FindMachine };

const bearer = /^bearer +([A-Za-z0-9._~+/-]{20,4096}=*)$/i;

/**
 * Finds out who calls, anew for every request: a person who was disabled, moved to other sites or signed out a
 * moment ago is gone with the next one. A token counts over a cookie.
 */
export function createAuthenticate(deps: AuthenticateDeps): Authenticate {
  return async ({ header, traceId }) => {
    const authorization = header('authorization');
    if (authorization !== undefined) {
      const token = bearer.exec(authorization)?.[1];
      if (!token) throw new Fault('unauthenticated');
      return token.startsWith('fet_')
        ? byEmbedToken(deps, token, header('origin'), traceId)
        : byMachine(deps, token, traceId);
    }
    const token = readSessionCookie(header('cookie'));
    return token === null ? null : byCookie(deps, token, traceId);
  };
}

async function byCookie(deps: AuthenticateDeps, token: string, traceId: string) {
  const now = deps.clock.now();
  const [row] = await deps.identityDb.lookUp((tx) => selectSession(tx, tokenHashHex(token)));
  if (!row) return null;
  const scope = identityScope(traceId);
  const session = sessionOf(row);
  if (isOver(session, now)) {
    await deps.identityDb.write(scope, (tx) => endSession(tx, session.id));
    return null;
  }
  if (session.expiresAt.getTime() - now.getTime() < (idleMinutes * 60_000) / 2) {
    await deps.identityDb.write(scope, async (tx) => {
      await keepAlive(tx, session.id);
      await touchSession(tx, session.id, now);
    });
  }
  return {
    scope: scopeOfSession(session, now, traceId),
    via: 'cookie' as const,
    userId: session.person.userId,
    embedKey: null,
    oauthScopes: [],
    sessionId: session.id,
    steppedUp: session.steppedUpUntil !== null && session.steppedUpUntil > now,
  };
}

function scopeOfSession(session: FoundSession, now: Date, traceId: string) {
  if (session.person.kind === 'contractor')
    return scopeOfContractor(session.person, session.actingClientId, traceId);
  if (!session.membership) throw sessionExpired();
  if (!isOpen(session.membership, now)) throw accessWindowClosed();
  return scopeOfMember(session.person, session.membership, traceId);
}

const isOver = (session: FoundSession, now: Date): boolean =>
  session.expiresAt <= now || session.createdAt.getTime() + absoluteHours * 3_600_000 <= now.getTime();

async function byEmbedToken(
  deps: AuthenticateDeps,
  token: string,
  origin: string | undefined,
  traceId: string,
) {
  const now = deps.clock.now();
  const [row] = await deps.identityDb.lookUp((tx) => selectEmbedToken(tx, tokenHash(token)));
  const found = row && embedTokenOf(row);
  if (!found || found.expiresAt <= now || !found.membership) throw sessionExpired();
  // A browser names the page's origin on every cross-origin request; a token that is used elsewhere was stolen.
  if (origin !== undefined && origin !== found.grant.origin) throw new Fault('unauthenticated');
  if (!isOpen(found.membership, now)) throw accessWindowClosed();
  return {
    scope: scopeOfMember(found.person, found.membership, traceId, found.grant),
    via: 'embed' as const,
    userId: found.person.userId,
    embedKey: found.grant.oauthClientId,
    oauthScopes: [],
    sessionId: null,
  };
}

async function byMachine(deps: AuthenticateDeps, token: string, traceId: string) {
  const machine = await deps.findMachine(token);
  if (!machine) throw new Fault('unauthenticated');
  return {
    scope: {
      clientId: machine.clientId,
      actor: { kind: 'machine' as const, id: machine.id, name: machine.name },
      capabilities: [],
      siteIds: 'all' as const,
      validUntil: null,
      house: machine.clientId === null,
      traceId,
    },
    via: 'oauth' as const,
    userId: null,
    embedKey: machine.id,
    oauthScopes: machine.scopes,
    sessionId: null,
  };
}
