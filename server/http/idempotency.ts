import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Tx } from '../db/db.ts';
import { presenceLock } from '../db/presence.ts';
import type { Scope } from '../db/scope.ts';
import type { Deps } from '../ports/deps.ts';
import { Fault } from '../ports/fault.ts';
import type { Environment, RequestContext } from './environment.ts';

type IdempotencyDeps = Pick<Deps, 'db' | 'ids'> & {
  /** Id of this process's presence; without it a crash is only known by the lock's running out. */
  holder?: string;
};

/**
 * Long enough for the slowest vendor call. A repeat takes over what a crash left: at once when the process that worked on
 * it is seen to be dead, and after this time when a whole machine went without a word.
 */
const lockSeconds = 60;

type Row = {
  request_hash: Buffer;
  state: 'running' | 'done';
  locked: boolean;
  holder: string | null;
  resource_id: string;
  status: number | null;
  response: unknown;
};

/**
 * Marks a route as idempotent. The work is done by `idempotency(deps)`, which app.ts puts on the request; the marker
 * stands behind the authorisation of the route, so that a key is only ever looked up for its own owner.
 */
export const idempotencyMarker =
  (keeps: Keeps): MiddlewareHandler<Environment> =>
  (c, next) =>
    c.get('idempotency')(c, next, keeps);

/**
 * What is kept of a good answer: the whole of it, or nothing where it holds a secret. Nothing needs a verb that goes
 * on from its own row: the repeat is worked on again with the same resource id.
 */
export type Keeps = 'answer' | 'nothing';

export type Idempotency = (
  c: RequestContext,
  next: () => Promise<void>,
  keeps: Keeps,
) => Promise<Response | undefined>;

/**
 * Idempotency-Key: missing 400, in flight 409, another payload 422, otherwise the first answer again. Answers of 5xx
 * are not kept: the repeat goes on with the same resource id from what the first try left in the database.
 */
export const createIdempotency =
  (deps: IdempotencyDeps): Idempotency =>
  async (c, next, keeps) => {
    const asker = c.get('asker');
    if (!asker) throw new Fault('unauthenticated');
    const key = c.req.header('idempotency-key') ?? '';
    if (!/^[\x21-\x7e]{1,100}$/.test(key)) throw new Fault('idempotency_key_missing');
    const route = `${c.req.method} ${c.req.path}`;
    const hash = createHash('sha256')
      .update(route)
      .update('\0')
      .update(await c.req.text())
      .digest();
    const scope = asker.scope;

    const claimed = await claim(deps, scope, { key, route, hash });
    if (claimed.replay) return replay(c, claimed.replay);
    c.set('resourceId', claimed.resourceId);
    await next();
    await conclude(deps, scope, key, c, keeps);
  };

async function claim(
  deps: IdempotencyDeps,
  scope: Scope,
  { key, route, hash }: { key: string; route: string; hash: Buffer },
) {
  const holder = deps.holder ?? null;
  return deps.db.write(scope, async (tx) => {
    const resourceId = deps.ids.next();
    const inserted = await tx`
      insert into idempotency_key (client_id, actor_id, key, route, request_hash, state, locked_until, resource_id, holder)
      values (${chainId(scope)}, ${scope.actor.id}, ${key}, ${route}, ${hash}, 'running', now() + make_interval(secs => ${lockSeconds}), ${resourceId}, ${holder})
      on conflict (client_id, actor_id, key) do nothing returning 1`;
    if (inserted.length > 0) return { resourceId, replay: null };
    const [row] = await tx<Row[]>`
      select request_hash, state, locked_until > now() as locked, holder, resource_id, status, response from idempotency_key
      where client_id = ${chainId(scope)} and actor_id = ${scope.actor.id} and key = ${key} for update`;
    if (!row) throw new Fault('idempotency_in_flight', undefined, { retryAfterSeconds: 1 });
    if (!row.request_hash.equals(hash)) throw new Fault('idempotency_mismatch');
    if (row.state === 'done') return { resourceId: row.resource_id, replay: row };
    if (row.locked && !(await isDead(tx, row.holder)))
      throw new Fault('idempotency_in_flight', undefined, { retryAfterSeconds: 1 });
    await tx`
      update idempotency_key set locked_until = now() + make_interval(secs => ${lockSeconds}), holder = ${holder}
      where client_id = ${chainId(scope)} and actor_id = ${scope.actor.id} and key = ${key}`;
    return { resourceId: row.resource_id, replay: null };
  });
}

/** Asked in this transaction, so that the lock is given back with it whatever happens. */
async function isDead(tx: Tx, holder: string | null): Promise<boolean> {
  if (holder === null) return false;
  const [row] = await tx<{ free: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${presenceLock(holder)}, 0)) as free`;
  return row?.free === true;
}

async function conclude(
  deps: IdempotencyDeps,
  scope: Scope,
  key: string,
  c: RequestContext,
  keeps: Keeps,
): Promise<void> {
  const final = c.res.status < 500 && (keeps === 'answer' || c.res.status >= 400);
  const response = final ? await c.res.clone().text() : '';
  await deps.db.write(scope, async (tx) => {
    if (final) {
      await tx`
        update idempotency_key set state = 'done', status = ${c.res.status}, response = ${tx.json({ type: c.res.headers.get('content-type'), body: response })}
        where client_id = ${chainId(scope)} and actor_id = ${scope.actor.id} and key = ${key}`;
    } else {
      await tx`
        update idempotency_key set locked_until = now()
        where client_id = ${chainId(scope)} and actor_id = ${scope.actor.id} and key = ${key}`;
    }
  });
}

function replay(c: RequestContext, row: Row): Response {
  const kept = row.response as { type: string | null; body: string };
  return c.newResponse(kept.body, (row.status ?? 200) as 200, {
    'content-type': kept.type ?? 'application/json',
    'idempotency-replayed': 'true',
    'cache-control': 'no-store',
  });
}

const chainId = (scope: Scope): string => scope.clientId ?? '00000000-0000-0000-0000-000000000000';
