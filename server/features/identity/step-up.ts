import type { Logger } from 'pino';
import { audit } from '../../db/audit.ts';
import type { RateLimiter } from '../../http/rate-limit.ts';
import type { Asker } from '../../ports/asker.ts';
import type { Deps } from '../../ports/deps.ts';
import { passwordRefused, sessionExpired, stepUpNotOffered } from './identity.errors.ts';
import { findCredentials, rotateSession } from './identity.repository.ts';
import { identityScope } from './identity-scope.ts';
import { passwordMatches } from './passwords.ts';
import { newToken, tokenHashHex } from './tokens.ts';

/** How long a password that was given again counts. */
export const stepUpMinutes = 5;

type Args = {
  asker: Asker;
  log: Logger;
  deps: Pick<Deps, 'identityDb' | 'clock'> & { limiter: RateLimiter };
  password: string;
};

/**
 * A signed-in person gives the password again. The session gets a new token, and for some minutes opens what is
 * closed to a session that was left unattended or taken over. Guesses count together with those at sign-in.
 * @throws forbidden without a portal session; password_refused; too_many_requests; session_expired when the session
 * ended or changed its token meanwhile
 */
export async function stepUp({ asker, log, deps, password }: Args): Promise<{ token: string; until: Date }> {
  const { userId, sessionId, scope } = asker;
  if (asker.via !== 'cookie' || !userId || !sessionId) throw stepUpNotOffered();
  const account = await deps.identityDb.read(identityScope(scope.traceId), (tx) =>
    findCredentials(tx, userId),
  );
  if (!account) throw sessionExpired();
  deps.limiter.take('signInAccount', account.email);
  if (!(await passwordMatches(account.passwordHash, password))) {
    log.warn({ event: 'step_up_refused', userId }, 'step-up refused');
    await deps.identityDb.write(scope, (tx) =>
      audit(tx, scope, { action: 'session.step_up_refused', subjectType: 'user', subjectId: userId }),
    );
    throw passwordRefused();
  }
  const token = newToken('fps');
  const until = new Date(deps.clock.now().getTime() + stepUpMinutes * 60_000);
  await deps.identityDb.write(scope, async (tx) => {
    const rotated = await rotateSession(tx, { userId, from: sessionId, to: tokenHashHex(token), until });
    if (!rotated) throw sessionExpired();
    await audit(tx, scope, {
      action: 'session.stepped_up',
      subjectType: 'user',
      subjectId: userId,
      detail: { until: until.toISOString() },
    });
  });
  return { token, until };
}
