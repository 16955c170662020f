import { audit } from '../../db/audit.ts';
import type { Asker } from '../../ports/asker.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { findClient, listMemberships, setActingClient } from './identity.repository.ts';

/** Moves the session to another client: any of them for the contractor's people, their own for a client's. */
export async function chooseClient({
  asker,
  deps,
  clientId,
}: {
  asker: Asker;
  deps: Pick<Deps, 'identityDb'>;
  clientId: string;
}) {
  const { userId, sessionId } = asker;
  if (!userId || !sessionId) throw notFound();
  const scope = { ...asker.scope, clientId };
  await deps.identityDb.write(scope, async (tx) => {
    const allowed = asker.scope.house
      ? (await findClient(tx, clientId)) !== null
      : (await listMemberships(tx, userId)).some((item) => item.clientId === clientId);
    if (!allowed) throw notFound();
    await setActingClient(tx, sessionId, clientId);
    await audit(tx, scope, { action: 'client.chosen', subjectType: 'user', subjectId: userId });
  });
}
