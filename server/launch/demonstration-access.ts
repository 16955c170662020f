import { v7 } from 'uuid';
import { createDb } from '../db/db.ts';
import { roleUrl } from '../db/role-urls.ts';
// Not by the room's face: that brings the OAuth server along, which says on every start what it thinks of this Node.
import { identityScope } from '../features/identity/identity-scope.ts';
import { registerOAuthClient } from '../features/identity/register-oauth-client.ts';
import { setDemonstrationAccounts } from '../features/identity/set-demonstration-accounts.ts';
import { createKeyRing } from '../integrations/key-file/key-ring.ts';
import { loadMasterKeys } from '../integrations/key-file/master-key.ts';
import type { OpenDemonstrationAccess } from './demo-data.ts';

/** The identity room's verbs on their own connection: the running server need not offer a door for this. */
export const openDemonstrationAccess: OpenDemonstrationAccess = async ({ ownerUrl, masterKey, dataDir }) => {
  const identityDb = createDb({
    url: roleUrl(ownerUrl, 'foyer_identity'),
    max: 1,
    applicationName: 'foyer-launch',
  });
  const keyRing = createKeyRing(await loadMasterKeys(masterKey, dataDir));
  const scope = identityScope('0'.repeat(32));
  return {
    hasClients: () =>
      identityDb.read(scope, async (tx) => (await tx`select 1 from client limit 1`).length > 0),
    registerOAuthClient: async ({ ofBrand, ...client }) => {
      const clientId =
        ofBrand &&
        (await identityDb.read(scope, async (tx) => {
          const [row] = await tx<
            { client_id: string }[]
          >`select client_id from client where brand = ${ofBrand} order by client_id limit 1`;
          return row?.client_id;
        }));
      const input = { ...client, clientId: clientId ?? null };
      return (await registerOAuthClient({ deps: { identityDb, keyRing }, input })).clientSecret;
    },
    setPasswords: (password) =>
      setDemonstrationAccounts({ deps: { identityDb, ids: { next: () => v7() } }, password }),
    close: () => identityDb.close(),
  };
};
