import type { Asker } from '../../ports/asker.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { findClient, listClients, listMemberships, listSessions, listSites } from './identity.repository.ts';
import { identityScope } from './identity-scope.ts';

type ListDeps = Pick<Deps, 'db' | 'identityDb' | 'clock'>;

/** Short lists that come whole. */
const whole = <Item>(items: Item[], deps: Pick<Deps, 'clock'>) => ({
  items,
  nextCursor: null,
  asOf: deps.clock.now().toISOString(),
});

export async function listMySites({ ctx, deps }: { ctx: Ctx; deps: ListDeps }) {
  const { clientId } = ctx.scope;
  if (!clientId) throw notFound();
  const rows = await deps.db.read(ctx.scope, (tx) => listSites(tx, clientId));
  return whole(
    rows.map((row) => ({
      id: row.id,
      code: row.code,
      name: row.name,
      state: row.state,
      timeZone: row.time_zone,
    })),
    deps,
  );
}

/** Every client for the contractor's people, their own for a client's. */
export async function listMyClients({ asker, deps }: { asker: Asker; deps: ListDeps }) {
  const { userId, scope } = asker;
  if (!userId) throw notFound();
  const rows = await deps.identityDb.read(identityScope(scope.traceId), async (tx) => {
    if (scope.house) return [...(await listClients(tx))];
    const own = await listMemberships(tx, userId);
    const found = await Promise.all(own.map((item) => findClient(tx, item.clientId)));
    return found.filter((row) => row !== null);
  });
  return whole(
    rows.map((row) => ({ id: row.client_id, name: row.trading_name, abn: row.abn, brand: row.brand })),
    deps,
  );
}

export async function listMySessions({ asker, deps }: { asker: Asker; deps: ListDeps }) {
  const { userId, sessionId, scope } = asker;
  if (!userId) throw notFound();
  const rows = await deps.identityDb.read(identityScope(scope.traceId), (tx) =>
    listSessions(tx, userId, deps.clock.now()),
  );
  return whole(
    rows.map((row) => ({
      id: row.id,
      current: row.id === sessionId,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      ip: row.ip,
      userAgent: row.user_agent,
    })),
    deps,
  );
}
