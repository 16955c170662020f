import type { IncomingMessage, ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import type { Deps } from '../../../ports/deps.ts';
import { findOAuthClient } from '../identity.repository.ts';
import { identityScope } from '../identity-scope.ts';
import type { FindMachine } from './find-machine.ts';
import { createAdapter } from './postgres-adapter.ts';
import { loadSigningKeys } from './signing-keys.ts';

type OAuthDeps = Pick<Deps, 'identityDb' | 'clock' | 'keyRing' | 'ids' | 'origin'> & {
  trustedProxyHops: number;
};

export type OAuthServer = {
  handle(request: IncomingMessage, response: ServerResponse): void;
  findMachine: FindMachine;
};

/** Seconds; partners ask again when it ends. */
const accessTokenSeconds = 600;

/** OAuth 2.0 for back ends: client credentials with HTTP Basic, scopes `embed` and `sync`, opaque tokens. */
export async function createOAuthServer(deps: OAuthDeps): Promise<OAuthServer> {
  const provider = new Provider(deps.origin, {
    adapter: createAdapter(deps),
    jwks: { keys: (await loadSigningKeys(deps)) as never[] },
    scopes: ['embed', 'sync'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    responseTypes: [],
    claims: {},
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      introspection: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: { enabled: false },
    },
    routes: {
      token: '/oauth/token',
      introspection: '/oauth/introspect',
      revocation: '/oauth/revoke',
      authorization: '/oauth/authorize',
      jwks: '/.well-known/jwks.json',
    },
    ttl: { ClientCredentials: accessTokenSeconds },
    cookies: { keys: [deps.ids.next()] },
  });
  provider.proxy = deps.trustedProxyHops > 0;
  const handle = provider.callback();

  return {
    handle: (request, response) => void handle(request, response),
    async findMachine(accessToken) {
      const token = await provider.ClientCredentials.find(accessToken);
      if (!token?.clientId || token.isExpired) return null;
      const row = await deps.identityDb.read(identityScope('0'.repeat(32)), (tx) =>
        findOAuthClient(tx, token.clientId ?? ''),
      );
      if (!row) return null;
      const granted = (token.scope ?? '').split(' ').filter((item) => row.scopes.includes(item));
      return { id: row.id, name: row.name, clientId: row.client_id, scopes: granted };
    },
  };
}
