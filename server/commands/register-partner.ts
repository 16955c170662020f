import { identityScope } from '../features/identity/identity-scope.ts';
import { registerOAuthClient } from '../features/identity/register-oauth-client.ts';
import { openIdentity, readOptions, runCommand } from './command-line.ts';

/**
 * `npm run register:partner`: lets a partner's back end open embedded sessions for the people of one client, or gives
 * a registered one a new secret. The secret is printed once.
 */
const usage =
  'npm run register:partner -- --id acme --name "Acme portal" --client-abn 51824753556 --origins https://tenants.acme.example';
const options = readOptions(usage, ['id', 'name', 'client-abn', 'origins']);

await runCommand(async () => {
  const deps = await openIdentity();
  const [client] = await deps.identityDb.read(
    identityScope('0'.repeat(32)),
    (tx) =>
      tx<
        { client_id: string }[]
      >`select client_id from client where abn = ${options['client-abn'].replaceAll(' ', '')}`,
  );
  if (!client) throw new Error('No client has this ABN.');
  const allowedOrigins = options.origins.split(',').map((origin) => new URL(origin).origin);
  const issued = await registerOAuthClient({
    deps,
    input: {
      id: options.id,
      name: options.name,
      scopes: ['embed'],
      clientId: client.client_id,
      allowedOrigins,
    },
  });
  console.log(JSON.stringify({ ...issued, allowedOrigins }, null, 2));
});
