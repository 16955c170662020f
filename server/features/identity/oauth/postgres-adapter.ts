import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Deps } from '../../../ports/deps.ts';
import { findOAuthClient, type OAuthClientRow } from '../identity.repository.ts';
import { identityScope } from '../identity-scope.ts';
import { tokenHashHex } from '../tokens.ts';
import { openSecret } from './client-secret.ts';

type AdapterDeps = Pick<Deps, 'identityDb' | 'clock' | 'keyRing'>;

const scope = identityScope('0'.repeat(32));

/**
 * Where oidc-provider keeps its records. Tokens are stored under their hash: what stands in the table opens nothing.
 */
export const createAdapter = (deps: AdapterDeps) => (model: string) =>
  model === 'Client' ? new ClientAdapter(deps) : new RecordAdapter(deps, model);

class RecordAdapter implements Adapter {
  readonly #deps: AdapterDeps;
  readonly #model: string;

  constructor(deps: AdapterDeps, model: string) {
    this.#deps = deps;
    this.#model = model;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    const expiresAt = expiresIn ? new Date(this.#deps.clock.now().getTime() + expiresIn * 1_000) : null;
    const kept = { ...payload, jti: undefined };
    await this.#deps.identityDb.write(
      scope,
      (tx) => tx`
        insert into oauth_record (model, id, payload, grant_id, expires_at)
        values (${this.#model}, ${tokenHashHex(id)}, ${tx.json(JSON.parse(JSON.stringify(kept)))}, ${payload.grantId ?? null}, ${expiresAt})
        on conflict (model, id) do update set payload = excluded.payload, expires_at = excluded.expires_at`,
    );
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const [row] = await this.#deps.identityDb.read(
      scope,
      (tx) => tx<{ payload: AdapterPayload; consumed_at: Date | null }[]>`
        select payload, consumed_at from oauth_record
        where model = ${this.#model} and id = ${tokenHashHex(id)} and (expires_at is null or expires_at > ${this.#deps.clock.now()})`,
    );
    return row && { ...row.payload, jti: id, ...(row.consumed_at ? { consumed: true } : {}) };
  }

  async consume(id: string): Promise<void> {
    await this.#deps.identityDb.write(
      scope,
      (tx) =>
        tx`update oauth_record set consumed_at = now() where model = ${this.#model} and id = ${tokenHashHex(id)}`,
    );
  }

  async destroy(id: string): Promise<void> {
    await this.#deps.identityDb.write(
      scope,
      (tx) => tx`delete from oauth_record where model = ${this.#model} and id = ${tokenHashHex(id)}`,
    );
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.#deps.identityDb.write(
      scope,
      (tx) => tx`delete from oauth_record where grant_id = ${grantId}`,
    );
  }

  /** Sessions and device codes are not offered. */
  async findByUid(): Promise<undefined> {
    return undefined;
  }

  async findByUserCode(): Promise<undefined> {
    return undefined;
  }
}

/** Registered back ends; read only. */
class ClientAdapter implements Adapter {
  readonly #deps: AdapterDeps;

  constructor(deps: AdapterDeps) {
    this.#deps = deps;
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const row = await this.#deps.identityDb.read(scope, (tx) => findOAuthClient(tx, id));
    return row ? this.#metadataOf(row) : undefined;
  }

  #metadataOf(row: OAuthClientRow): AdapterPayload {
    return {
      client_id: row.id,
      client_name: row.name,
      client_secret: openSecret(this.#deps.keyRing, row),
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      scope: row.scopes.join(' '),
      token_endpoint_auth_method: 'client_secret_basic',
      id_token_signed_response_alg: 'ES256',
    };
  }

  async upsert(): Promise<void> {}
  async consume(): Promise<void> {}
  async destroy(): Promise<void> {}
  async revokeByGrantId(): Promise<void> {}
  async findByUid(): Promise<undefined> {
    return undefined;
  }
  async findByUserCode(): Promise<undefined> {
    return undefined;
  }
}
