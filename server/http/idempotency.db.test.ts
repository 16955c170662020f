import { randomUUID } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { createDb, type Db } from '../db/db.ts';
import { createPresence } from '../db/presence.ts';
import { Fault } from '../ports/fault.ts';
import { endpoint, json, newRouter, resourceIdOf } from './endpoint.ts';
import { createIdempotency } from './idempotency.ts';
import { onError } from './problem.ts';

let database: TestDatabase;
let db: Db;
/** What the next request does once it is let in. */
let behave: (id: string) => Promise<void> = async () => {};
const made: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb({ url: database.appUrl, max: 6 });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

const app = (actor: string, holder?: string) => {
  const router = newRouter();
  router.onError(onError);
  router.use(async (c, next) => {
    const scope = {
      clientId: null,
      actor: { kind: 'user' as const, id: actor, name: actor },
      capabilities: [],
      siteIds: 'all' as const,
      validUntil: null,
      house: true,
      traceId: '0'.repeat(32),
    };
    c.set('asker', { scope, via: 'cookie', userId: actor, embedKey: null, oauthScopes: [], sessionId: null });
    c.set('idempotency', createIdempotency({ db, ids: { next: () => randomUUID() }, holder }));
    await next();
  });
  router.openapi(
    endpoint({
      method: 'post',
      path: '/things',
      access: 'signed-in',
      idempotent: true,
      summary: 'Make a thing',
      request: { body: json(z.object({ name: z.string() }), 'The thing') },
      responses: { 201: json(z.object({ id: z.string() }), 'Made') },
    }),
    async (c) => {
      const id = resourceIdOf(c);
      await behave(id);
      made.push(id);
      return c.json({ id }, 201);
    },
  );
  return router;
};

const make = async (key: string | null, name = 'a', actor = 'someone', holder?: string) => {
  const response = await app(actor, holder).request('/things', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key === null ? {} : { 'idempotency-key': key }) },
    body: JSON.stringify({ name }),
  });
  return {
    status: response.status,
    body: (await response.json()) as { id?: string; code?: string },
    replayed: response.headers.get('idempotency-replayed'),
  };
};

describe('F9 idempotency keys', () => {
  it.each([null, '', ' ', 'x'.repeat(101), 'caf\u00e9'])('F9 refuses the key %j', async (key) => {
    expect(await make(key)).toMatchObject({ status: 400, body: { code: 'idempotency_key_missing' } });
  });

  it('F9 answers a repeat with the first answer and does nothing', async () => {
    const key = randomUUID();
    const first = await make(key);
    const count = made.length;
    expect(await make(key)).toEqual({ ...first, replayed: 'true' });
    expect(made).toHaveLength(count);
  });

  it('F9 refuses the same key with another payload, and knows keys by their owner', async () => {
    const key = randomUUID();
    const first = await make(key);
    expect(await make(key, 'b')).toMatchObject({ status: 422, body: { code: 'idempotency_mismatch' } });
    expect((await make(key, 'a', 'another')).body.id).not.toBe(first.body.id);
  });

  it('F9 lets one of many at once through', async () => {
    const key = randomUUID();
    // At work until all the others have their answer, however slow the machine is.
    let finish = () => {};
    behave = () => new Promise((resolve) => (finish = resolve));
    const answers: Awaited<ReturnType<typeof make>>[] = [];
    const calls = Array.from({ length: 20 }, async () => {
      answers.push(await make(key));
      if (answers.length === 19) finish();
    });
    await Promise.all(calls);
    behave = async () => {};
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.body.code === 'idempotency_in_flight')).toHaveLength(19);
  });

  it('F4 gives a repeat after a fault of ours the id that the first try had', async () => {
    const key = randomUUID();
    let tried = '';
    behave = async (id) => {
      tried = id;
      throw new Fault('service_unavailable');
    };
    expect((await make(key)).status).toBe(503);
    behave = async () => {};
    expect((await make(key)).body.id).toBe(tried);
  });

  it('F4 takes over at once from a process that is dead, and never from one that lives', async () => {
    const key = randomUUID();
    const working = createPresence({ url: database.appUrl, id: randomUUID() });
    await working.announce();
    let tried = '';
    // The first try never comes to its end, as in a process that was killed.
    behave = (id) => {
      tried = id;
      return new Promise(() => {});
    };
    void make(key, 'a', 'someone', working.id);
    await expect.poll(() => tried).not.toBe('');
    behave = async () => {};
    expect(await make(key)).toMatchObject({ status: 409, body: { code: 'idempotency_in_flight' } });
    await working.close();
    await expect.poll(() => make(key)).toMatchObject({ status: 201, body: { id: tried } });
  });

  it('F4 a process whose connection broke is alive again once the database hears of it', async () => {
    const presence = createPresence({ url: database.appUrl, id: randomUUID() });
    await presence.announce();
    const others = () =>
      db.lookUp(
        (tx) => tx<{ free: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtextextended(${`foyer:process:${presence.id}`}, 0)) as free`,
      );
    expect(await others()).toMatchObject([{ free: false }]);
    await db.lookUp(
      (tx) => tx`
      select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'foyer-presence' and datname = current_database()`,
    );
    await expect.poll(others).toMatchObject([{ free: false }]);
    await presence.close();
    await expect.poll(others).toMatchObject([{ free: true }]);
  });

  it('F4 keeps a refusal: the repeat is refused alike', async () => {
    const key = randomUUID();
    behave = async () => {
      throw new Fault('invoice_not_payable');
    };
    const first = await make(key);
    behave = async () => {};
    expect(first.status).toBe(409);
    expect(await make(key)).toEqual({ ...first, replayed: 'true' });
  });
});
