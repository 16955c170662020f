import { registerOAuthClient } from '../features/identity/register-oauth-client.ts';
import { openIdentity, readOptions, runCommand } from './command-line.ts';

/** `npm run register:core-system`: lets the contractor's core system deliver its facts. The secret is printed once. */
const options = readOptions('npm run register:core-system -- --id core --name "Core system"', ['id', 'name']);

await runCommand(async () => {
  const deps = await openIdentity();
  const issued = await registerOAuthClient({
    deps,
    input: { id: options.id, name: options.name, scopes: ['sync'], clientId: null, allowedOrigins: [] },
  });
  console.log(JSON.stringify(issued, null, 2));
});
