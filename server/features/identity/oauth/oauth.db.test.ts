import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../../test/support/test-server.ts';
import { makeClient, type TestClient } from '../../../../test/support/two-clients.ts';
import { createDb, type Db } from '../../../db/db.ts';
import { createKeyRing } from '../../../integrations/key-file/key-ring.ts';
import { loadSigningKeys } from './signing-keys.ts';

let server: TestServer;
let client: TestClient;
let identityDb: Db;

beforeAll(async () => {
  server = await startTestServer();
  client = await makeClient(server.superuser, 'alpha');
  identityDb = createDb({ url: server.database.identityUrl, max: 2 });
});
afterAll(async () => {
  await identityDb.close();
  await server.close();
});

const ask = (credentials: string, body: string) =>
  server.call('/oauth/token', {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body,
  });
const partner = () => server.machine('embed', { clientId: client.clientId, origins: ['https://p.example'] });
const embed = (token: string) =>
  server.call('/v1/embed/sessions', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    json: { userEmail: client.emailOf('finance'), widgets: ['invoice-pay'], origin: 'https://p.example' },
  });
const sync = (token: string) =>
  server.call('/v1/sync/clients', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    json: { batchId: randomUUID(), sourceSystem: 'x', controlTotals: { rows: 0, amountCents: 0 }, rows: [] },
  });

describe('S3 OAuth for back ends', () => {
  it('S3 issues a token for the granted scope alone, good for what the scope allows and nothing else', async () => {
    const token = await partner();
    expect((await embed(token)).status).toBe(201);
    expect((await sync(token)).status).toBe(403);
    expect((await server.call('/v1/me', { headers: { authorization: `Bearer ${token}` } })).status).toBe(403);
    expect(
      (await server.call('/v1/invoices', { headers: { authorization: `Bearer ${token}` } })).status,
    ).toBe(403);
    const core = await server.machine('sync');
    expect([(await sync(core)).status, (await embed(core)).status]).toEqual([200, 403]);
  });

  it('S37 never widens a scope, and refuses wrong secrets, unknown clients and other grants', async () => {
    await partner();
    const [row] = await server.superuser<
      { id: string }[]
    >`select id from oauth_client where 'embed' = any (scopes) limit 1`;
    const id = row?.id ?? '';
    for (const [credentials, body] of [
      [`${id}:wrong`, 'grant_type=client_credentials&scope=embed'],
      ['nobody:secret', 'grant_type=client_credentials&scope=embed'],
      [`${id}:`, 'grant_type=client_credentials'],
    ] as const) {
      expect([400, 401]).toContain((await ask(credentials, body)).status);
    }
    expect((await ask('\u0000:\u0000', 'grant_type=client_credentials')).status).toBeLessThan(500);
    expect((await ask(`${id}:wrong`, 'grant_type=password&username=a&password=b')).status).toBeLessThan(500);
  });

  it('S6 refuses the tokens of a back end that was switched off, at once', async () => {
    const token = await partner();
    expect((await embed(token)).status).toBe(201);
    await server.superuser`update oauth_client set active = false`;
    expect((await embed(token)).status).toBe(401);
    await server.superuser`update oauth_client set active = true`;
  });

  it('S2 keeps neither tokens nor secrets in clear', async () => {
    const token = await partner();
    const rows = await server.superuser`select 1 from oauth_record t where t::text like ${`%${token}%`}`;
    expect(rows).toHaveLength(0);
    const [row] = await server.superuser<
      { secret_sealed: Buffer }[]
    >`select secret_sealed from oauth_client limit 1`;
    expect(row?.secret_sealed.toString('latin1')).not.toContain('fcs_');
  });

  it('S34 rotates its signing keys, keeps the older one readable, and stores private parts sealed', async () => {
    const keyRing = createKeyRing([randomBytes(32)]);
    await server.superuser`delete from signing_key`;
    const load = (days: number) =>
      loadSigningKeys({
        identityDb,
        keyRing,
        ids: { next: () => randomUUID() },
        clock: { now: () => new Date(Date.now() + days * 86_400_000) },
      });
    const [first] = await load(0);
    expect(await load(59)).toHaveLength(1);
    const rotated = await load(61);
    expect(rotated.map((key) => key.kid)).toEqual([
      expect.not.stringContaining(first?.kid ?? ''),
      first?.kid,
    ]);
    const rows = await server.superuser`select 1 from signing_key t where t::text like ${`%${first?.d}%`}`;
    expect(rows).toHaveLength(0);
  });

  it('publishes its public keys and no private part', async () => {
    const answer = await server.call('/.well-known/jwks.json');
    const { keys } = answer.body as { keys: Record<string, string>[] };
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(key.d).toBeUndefined();
  });
});
