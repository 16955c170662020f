import type { Logger } from 'pino';
import { audit } from '../../db/audit.ts';
import { enterScope } from '../../db/db.ts';
import type { RateLimiter } from '../../http/rate-limit.ts';
import type { Deps } from '../../ports/deps.ts';
import { accessWindowClosed, invalidCredentials } from './identity.errors.ts';
import { isOpen, scopeOfContractor, scopeOfMember } from './identity.model.ts';
import { findAccount, listMemberships } from './identity.repository.ts';
import { identityScope } from './identity-scope.ts';
import { endSession, startSession } from './lucia.ts';
import { passwordMatches } from './passwords.ts';
import { newToken, tokenHashHex } from './tokens.ts';

type SignInDeps = Pick<Deps, 'identityDb' | 'clock'> & { limiter: RateLimiter };

export type SignInInput = {
  email: string;
  password: string;
  address: string;
  userAgent: string | null;
  /** The cookie that came with the request: its session ends, so that a planted one is worth nothing. */
  formerToken: string | null;
};

/**
 * Signs a person in and makes a new session.
 * @throws invalid_credentials for everything that is wrong with address or password; too_many_requests by account and by caller
 */
export async function signIn({
  traceId,
  log,
  deps,
  input,
}: {
  traceId: string;
  log: Logger;
  deps: SignInDeps;
  input: SignInInput;
}) {
  const email = input.email.toLowerCase();
  deps.limiter.take('signInAddress', input.address);
  deps.limiter.take('signInAccount', email);
  const base = identityScope(traceId);
  const account = await deps.identityDb.read(base, (tx) => findAccount(tx, email));
  const matches = await passwordMatches(account?.passwordHash ?? null, input.password);
  if (!account?.active || !matches) {
    log.warn({ event: 'sign_in_refused', userId: account?.person.userId }, 'sign-in refused');
    throw invalidCredentials();
  }
  const { person } = account;
  const token = newToken('fps');
  const scope = await deps.identityDb.write(base, async (tx) => {
    const memberships = await listMemberships(tx, person.userId);
    const now = deps.clock.now();
    const membership = memberships.find((item) => isOpen(item, now));
    if (person.kind === 'client' && !membership)
      throw memberships.length > 0 ? accessWindowClosed() : invalidCredentials();
    const actor = membership
      ? scopeOfMember(person, membership, traceId)
      : scopeOfContractor(person, null, traceId);
    if (input.formerToken) await endSession(tx, tokenHashHex(input.formerToken));
    await startSession(tx, person.userId, token, {
      ip: input.address,
      userAgent: input.userAgent?.slice(0, 300) ?? null,
      actingClientId: membership?.clientId ?? null,
    });
    await enterScope(tx, actor);
    await audit(tx, actor, { action: 'session.started', subjectType: 'user', subjectId: person.userId });
    return actor;
  });
  log.info({ event: 'sign_in', userId: person.userId }, 'signed in');
  return { token, asker: { scope, userId: person.userId } };
}
