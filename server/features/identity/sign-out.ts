import { audit } from '../../db/audit.ts';
import type { Asker } from '../../ports/asker.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { deleteSessionOf } from './identity.repository.ts';

/** Ends one of the person's own sessions; its token is worth nothing from the next request on. */
export async function endOwnSession({
  asker,
  deps,
  sessionId,
}: {
  asker: Asker;
  deps: Pick<Deps, 'identityDb'>;
  sessionId: string;
}): Promise<void> {
  const { userId, scope } = asker;
  if (!userId) throw notFound();
  await deps.identityDb.write(scope, async (tx) => {
    if (!(await deleteSessionOf(tx, userId, sessionId))) throw notFound();
    await audit(tx, scope, { action: 'session.ended', subjectType: 'user', subjectId: userId });
  });
}
