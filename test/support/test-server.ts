import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import pino from 'pino';
import postgres, { type Sql } from 'postgres';
import { v7 as uuidv7 } from 'uuid';
import { type ComposeOptions, compose } from '../../server/compose.ts';
import { readConfig } from '../../server/config.ts';
import { createDb, type Db } from '../../server/db/db.ts';
import { registerOAuthClient, setDemonstrationAccounts } from '../../server/features/identity/index.ts';
import { createKeyRing } from '../../server/integrations/key-file/key-ring.ts';
import { loadMasterKeys } from '../../server/integrations/key-file/master-key.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

export type TestServer = {
  origin: string;
  database: TestDatabase;
  /** Looks behind row-level security. */
  superuser: Sql;
  /** The log, line by line. */
  lines: string[];
  /** The headers that a signed-in portal sends. */
  signIn(email: string): Promise<Record<string, string>>;
  /** A bearer token of a registered back end. */
  machine(scope: 'sync' | 'embed', client?: { clientId: string; origins: string[] }): Promise<string>;
  call(path: string, init?: RequestInit & { json?: unknown }): Promise<Answer>;
  close(): Promise<void>;
};

export type Answer = { status: number; headers: Headers; body: unknown };

export const testPassword = 'a password for tests';

const generous = { burst: 1_000_000, perMinute: 1_000_000 };
const noLimits = {
  webhookAddress: generous,
  address: generous,
  verificationAddress: generous,
  user: generous,
  client: generous,
  embedKey: generous,
  signInAccount: generous,
  signInAddress: generous,
};

/** The whole server on a port of its own, over a database of its own. */
export async function startTestServer(
  options: Partial<Pick<ComposeOptions, 'clock' | 'rateLimits'>> & { env?: Record<string, string> } = {},
): Promise<TestServer> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'foyer-server-'));
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(http.address() as AddressInfo).port}`;
  const config = readConfig({
    DATABASE_URL: database.ownerUrl,
    PUBLIC_URL: origin,
    DATA_DIR: dataDir,
    ...options.env,
  });
  const server = await compose({
    config,
    distFolder: new URL('../../dist/', import.meta.url).pathname,
    log,
    rateLimits: options.rateLimits ?? noLimits,
    ...(options.clock ? { clock: options.clock } : {}),
  });
  http.on('request', getRequestListener(server.app.fetch));
  await server.start();
  const superuser = postgres(database.superuserUrl, { max: 2, onnotice: () => {} });
  const identityDb: Db = createDb({ url: database.identityUrl, max: 1 });
  const keyRing = createKeyRing(await loadMasterKeys(null, dataDir));

  const call: TestServer['call'] = async (path, { json, ...init } = {}) => {
    const headers = new Headers(init.headers);
    if (json !== undefined) headers.set('content-type', 'application/json');
    const response = await fetch(new URL(path, origin), {
      redirect: 'manual',
      ...init,
      headers,
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };

  return {
    origin,
    database,
    superuser,
    lines,
    call,
    async signIn(email) {
      const known =
        await superuser`select 1 from user_account where email = ${email} and password_hash is not null`;
      // Only where it is missing: a password that is set ends the sessions of everybody, readers who listen included.
      if (known.length === 0)
        await setDemonstrationAccounts({
          deps: { identityDb, ids: { next: () => uuidv7() } },
          password: testPassword,
        });
      const answer = await call('/v1/session', {
        method: 'POST',
        headers: { 'foyer-client': 'test/1' },
        json: { email, password: testPassword },
      });
      if (answer.status !== 200) throw new Error(`sign-in as ${email} answered ${answer.status}`);
      const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
      return { cookie, 'foyer-client': 'test/1' };
    },
    async machine(scope, client) {
      const id = uuidv7();
      const { clientSecret } = await registerOAuthClient({
        deps: { identityDb, keyRing },
        input: {
          id,
          name: 'Test',
          scopes: [scope],
          clientId: client?.clientId ?? null,
          allowedOrigins: client?.origins ?? [],
        },
      });
      const answer = await call('/oauth/token', {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${id}:${clientSecret}`).toString('base64')}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: `grant_type=client_credentials&scope=${scope}`,
      });
      return (answer.body as { access_token: string }).access_token;
    },
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await server.stop();
      await Promise.all([superuser.end(), identityDb.close()]);
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
