import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Deps } from '../../../ports/deps.ts';
import { identityScope } from '../identity-scope.ts';

type KeyDeps = Pick<Deps, 'identityDb' | 'clock' | 'keyRing' | 'ids'>;

const rotateAfterDays = 60;
/** A retired key stays published until everything it signed has expired. */
const keepDays = 90;
const dayMs = 86_400_000;
const scope = identityScope('0'.repeat(32));

/**
 * The server's signing keys, newest first, private parts kept sealed in the database. Makes the first one, and a new
 * one when the newest is due; one process at a time, so that two starts make one key.
 */
export async function loadSigningKeys(deps: KeyDeps): Promise<JWK[]> {
  const now = deps.clock.now();
  const fresh = await newKey(deps);
  return deps.identityDb.write(scope, async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended('foyer:signing-keys', 0))`;
    await tx`delete from signing_key where retires_at < ${now}`;
    const [newest] = await tx<
      { created_at: Date }[]
    >`select created_at from signing_key order by created_at desc limit 1`;
    if (!newest || now.getTime() - newest.created_at.getTime() > rotateAfterDays * dayMs) {
      await tx`
        insert into signing_key (kid, private_sealed, public_jwk, created_at, retires_at)
        values (${fresh.kid}, ${fresh.sealed}, ${tx.json(fresh.publicJwk)}, ${now}, ${new Date(now.getTime() + (rotateAfterDays + keepDays) * dayMs)})`;
    }
    const rows = await tx<{ kid: string; private_sealed: Uint8Array }[]>`
      select kid, private_sealed from signing_key order by created_at desc`;
    return rows.map((row) => JSON.parse(deps.keyRing.open(row.private_sealed, placeOf(row.kid))) as JWK);
  });
}

async function newKey({ ids, keyRing }: KeyDeps) {
  const kid = ids.next();
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk: JWK = { ...(await exportJWK(privateKey)), kid, alg: 'ES256', use: 'sig' };
  const { d: _private, ...publicPart } = jwk;
  return {
    kid,
    sealed: keyRing.seal(JSON.stringify(jwk), placeOf(kid)),
    publicJwk: JSON.parse(JSON.stringify(publicPart)),
  };
}

const placeOf = (kid: string): string => `signing_key.private_sealed:${kid}`;
