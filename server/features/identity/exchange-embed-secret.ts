import type { Deps } from '../../ports/deps.ts';
import { describeMe } from './describe-me.ts';
import type { EmbedTokenAnswer } from './identity.contract.ts';
import { invalidClientSecret } from './identity.errors.ts';
import { isOpen, scopeOfMember } from './identity.model.ts';
import { embedTokenOf, saveEmbedToken, selectEmbedToken, takeEmbedSecret } from './identity.repository.ts';
import { identityScope } from './identity-scope.ts';
import { newToken, tokenHash } from './tokens.ts';

const tokenMinutes = 10;

/** Exchanges a client secret, once and from the origin it is bound to, for an access token of at most 10 minutes. */
export async function exchangeEmbedSecret({
  traceId,
  deps,
  clientSecret,
  origin,
}: {
  traceId: string;
  deps: Pick<Deps, 'identityDb' | 'db' | 'clock'>;
  clientSecret: string;
  origin: string;
}): Promise<EmbedTokenAnswer> {
  const now = deps.clock.now();
  const accessToken = newToken('fet');
  const expiresAt = new Date(now.getTime() + tokenMinutes * 60_000);
  const found = await deps.identityDb.write(identityScope(traceId), async (tx) => {
    const grant = await takeEmbedSecret(tx, tokenHash(clientSecret), origin, now);
    if (!grant) throw invalidClientSecret();
    await saveEmbedToken(tx, tokenHash(accessToken), grant, expiresAt);
    const [row] = await selectEmbedToken(tx, tokenHash(accessToken));
    return row && embedTokenOf(row);
  });
  if (!found?.membership || !isOpen(found.membership, now)) throw invalidClientSecret();
  const scope = scopeOfMember(found.person, found.membership, traceId, found.grant);
  const me = await describeMe({ asker: { scope, userId: found.person.userId }, deps });
  return { accessToken, expiresAt: expiresAt.toISOString(), widgets: found.grant.widgets, me };
}
