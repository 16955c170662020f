import type { Deps } from '../../ports/deps.ts';
import { deleteExpiredTokens } from './identity.repository.ts';
import { identityScope } from './identity-scope.ts';
import { endExpiredSessions } from './lucia.ts';

const keepMs = 3_600_000;

/** Removes sessions and tokens that ended; run by a scheduled job. */
export async function cleanIdentity({
  deps,
  traceId,
}: {
  deps: Pick<Deps, 'identityDb' | 'clock'>;
  traceId: string;
}): Promise<void> {
  await deps.identityDb.write(identityScope(traceId), async (tx) => {
    await endExpiredSessions(tx);
    await deleteExpiredTokens(tx, new Date(deps.clock.now().getTime() - keepMs));
  });
}
