import type { Deps } from '../../ports/deps.ts';
import { saveOAuthClient } from './identity.repository.ts';
import { identityScope } from './identity-scope.ts';
import { sealSecret } from './oauth/client-secret.ts';
import { newToken } from './tokens.ts';

export type OAuthClientRegistration = {
  id: string;
  name: string;
  scopes: ('embed' | 'sync')[];
  /** Null for the contractor's own systems. */
  clientId: string | null;
  allowedOrigins: string[];
  /** A secret of one's own choice; otherwise one is made. */
  secret?: string;
};

/**
 * Registers a back end, or gives a registered one a new secret.
 * @returns the secret: shown once, kept sealed
 */
export async function registerOAuthClient({
  deps,
  input,
}: {
  deps: Pick<Deps, 'identityDb' | 'keyRing'>;
  input: OAuthClientRegistration;
}): Promise<{ clientId: string; clientSecret: string }> {
  const secret = input.secret ?? newToken('fcs');
  await deps.identityDb.write(identityScope('0'.repeat(32)), (tx) =>
    saveOAuthClient(tx, {
      id: input.id,
      name: input.name,
      secret_sealed: sealSecret(deps.keyRing, input.id, secret),
      scopes: input.scopes,
      client_id: input.clientId,
      allowed_origins: input.allowedOrigins,
    }),
  );
  return { clientId: input.id, clientSecret: secret };
}
