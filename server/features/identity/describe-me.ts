import type { Asker } from '../../ports/asker.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import type { Me } from './identity.contract.ts';
import { findClient, findPerson, listMemberships, listSites } from './identity.repository.ts';
import { identityScope } from './identity-scope.ts';

type MeDeps = Pick<Deps, 'db' | 'identityDb' | 'clock'>;

/** The person behind a request: what a widget or the portal shows of them and may offer. */
export async function describeMe({
  asker,
  deps,
}: {
  asker: Pick<Asker, 'scope' | 'userId'>;
  deps: MeDeps;
}): Promise<Me> {
  const { scope, userId } = asker;
  if (!userId) throw notFound();
  const account = await deps.identityDb.read(identityScope(scope.traceId), async (tx) => {
    const person = await findPerson(tx, userId);
    const memberships = scope.clientId ? await listMemberships(tx, userId) : [];
    return person && { ...person, role: memberships.find((item) => item.clientId === scope.clientId)?.role };
  });
  if (!account) throw notFound();
  const { clientId } = scope;
  const place = clientId
    ? await deps.db.read(scope, async (tx) => ({
        client: await findClient(tx, clientId),
        sites: await listSites(tx, clientId),
      }))
    : { client: null, sites: [] };
  return {
    user: { id: userId, displayName: account.displayName, email: account.email, kind: account.kind },
    client: place.client && {
      id: place.client.client_id,
      name: place.client.trading_name,
      abn: place.client.abn,
      brand: place.client.brand,
    },
    role: account.contractorRole ?? account.role ?? 'viewer',
    capabilities: [...scope.capabilities],
    siteScope: scope.siteIds === 'all' ? 'all' : [...scope.siteIds],
    sites: place.sites.map((site) => ({
      id: site.id,
      code: site.code,
      name: site.name,
      state: site.state,
      timeZone: site.time_zone,
    })),
    asOf: deps.clock.now().toISOString(),
  };
}
