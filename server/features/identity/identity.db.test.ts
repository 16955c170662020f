import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer, testPassword } from '../../../test/support/test-server.ts';
import { makeClient, type TestClient } from '../../../test/support/two-clients.ts';
import { defaultRateLimits } from '../../http/rate-limit.ts';

let server: TestServer;
let client: TestClient;
/** The server's clock: the real one unless a test sets it. */
let now: Date | null = null;

beforeAll(async () => {
  server = await startTestServer({ clock: { now: () => now ?? new Date() } });
  client = await makeClient(server.superuser, 'alpha');
});
afterAll(() => server.close());

const me = (headers: Record<string, string>) => server.call('/v1/me', { headers });
const code = (answer: { body: unknown }) => (answer.body as { code: string }).code;
const attempt = (email: string, password: string, headers: Record<string, string> = {}) =>
  server.call('/v1/session', {
    method: 'POST',
    headers: { 'foyer-client': 't/1', ...headers },
    json: { email, password },
  });

describe('portal sessions', () => {
  it('S4 S2 keeps no token in any table, and the stored hash does not sign in', async () => {
    const headers = await server.signIn(client.emailOf('finance'));
    const token = headers.cookie?.split('=')[1] ?? 'none';
    const tables = await server.superuser<{ name: string }[]>`
      select table_name as name from information_schema.tables where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`;
    for (const { name } of tables) {
      const rows = await server.superuser.unsafe(
        `select 1 from ${name.startsWith('_') || name === 'migrations' ? 'graphile_worker.' : 'public.'}"${name}" t where t::text like '%${token}%'`,
      );
      expect({ name, hits: rows.length }).toEqual({ name, hits: 0 });
    }
    const [row] = await server.superuser<{ id: string }[]>`select id from user_session limit 1`;
    expect((await me({ cookie: `__Host-foyer=${row?.id}` })).status).toBe(401);
  });

  it('S3 gives a new token at sign-in and ends the one that was there', async () => {
    const before = await server.signIn(client.emailOf('viewer'));
    const answer = await attempt(client.emailOf('viewer'), testPassword, before);
    expect(answer.headers.get('set-cookie')).not.toContain(before.cookie);
    expect((await me(before)).status).toBe(401);
  });

  it('S4 ends an idle session and, however busy, one that is 12 hours old', async () => {
    const idle = await server.signIn(client.emailOf('finance'));
    const start = Date.now();
    now = new Date(start + 61 * 60_000);
    expect((await me(idle)).status).toBe(401);
    now = new Date(start);
    const busy = await server.signIn(client.emailOf('finance'));
    await server.superuser`update user_session set expires_at = now() + interval '2 days'`;
    now = new Date(start + 11.9 * 3_600_000);
    expect((await me(busy)).status).toBe(200);
    now = new Date(start + 12.1 * 3_600_000);
    expect((await me(busy)).status).toBe(401);
    now = null;
  });

  it('S5 S7 lists sessions, ends one of them, and a signed-out cookie is worth nothing', async () => {
    const one = await server.signIn(client.emailOf('admin'));
    const two = {
      ...one,
      cookie:
        (await attempt(client.emailOf('admin'), testPassword)).headers.get('set-cookie')?.split(';')[0] ?? '',
    };
    const { items } = (await server.call('/v1/sessions', { headers: one })).body as {
      items: { id: string; current: boolean }[];
    };
    const other = items.find((item) => !item.current);
    expect(items).toHaveLength(2);
    expect((await server.call(`/v1/sessions/${other?.id}`, { method: 'DELETE', headers: one })).status).toBe(
      204,
    );
    expect([(await me(two)).status, (await me(one)).status]).toEqual([401, 200]);
    expect((await server.call('/v1/session', { method: 'DELETE', headers: one })).status).toBe(204);
    expect((await me(one)).status).toBe(401);
  });

  it('S6 stops a disabled person and a closed membership at the next request', async () => {
    const headers = await server.signIn(client.emailOf('quality'));
    await server.superuser`update user_account set active = false where email = ${client.emailOf('quality')}`;
    expect((await me(headers)).status).toBe(401);
    await server.superuser`update user_account set active = true where email = ${client.emailOf('quality')}`;
    await server.superuser`update membership set valid_to = now() - interval '1 second', valid_from = now() - interval '1 day' where external_id = ${client.emailOf('quality')}`;
    const closed = await me(headers);
    expect([closed.status, code(closed)]).toEqual([403, 'access_window_closed']);
  });

  it('S8 sets one cookie: __Host-, Secure, HttpOnly, SameSite, root path, no domain', async () => {
    await server.signIn(client.emailOf('finance'));
    const cookie = (await attempt(client.emailOf('finance'), testPassword)).headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-foyer=[\w-]+; Path=\/; HttpOnly; Secure; SameSite=Lax; Max-Age=\d+$/);
  });

  it.each([
    'x=%',
    'y=%E0%A4',
    'a=b;c',
    '__Host-foyer=',
    '__Host-foyer=%00',
    '__Host-foyer=a; __Host-foyer=b',
    ';;;=',
    '__Host-foyer=\u00ff',
  ])('S9 survives the cookie %j', async (cookie) => {
    expect((await me({ cookie })).status).toBe(401);
  });

  it('S9 takes no session from two cookies of the same name', async () => {
    const { cookie } = await server.signIn(client.emailOf('finance'));
    expect((await me({ cookie: `${cookie}; __Host-foyer=fps_${'x'.repeat(43)}` })).status).toBe(401);
  });

  it('S10 answers an unknown address as a wrong password, after the same work', async () => {
    await server.signIn(client.emailOf('finance'));
    // The processor's time and not the clock's: a busy machine stretches only the latter. The least of some: what the
    // process does beside an attempt is no work of it.
    const attemptOn = async (email: string) => {
      const before = process.cpuUsage();
      const answer = await attempt(email, 'wrong');
      const { user, system } = process.cpuUsage(before);
      const { requestId: _, ...body } = answer.body as Record<string, unknown>;
      return { work: user + system, status: answer.status, body };
    };
    const leastOf = async (email: string) => {
      const attempts = [await attemptOn(email), await attemptOn(email), await attemptOn(email)];
      return attempts.reduce((least, one) => (one.work < least.work ? one : least));
    };
    const known = await leastOf(client.emailOf('finance'));
    const unknown = await leastOf('nobody@alpha.example');
    expect(unknown.body).toEqual(known.body);
    expect([unknown.status, known.status]).toEqual([401, 401]);
    expect(unknown.work).toBeGreaterThan(known.work / 3);
  });
});

describe('embedded sessions', () => {
  const origin = 'https://tenants.partner.example';
  const open = async (more: Record<string, unknown> = {}) => {
    const token = await server.machine('embed', { clientId: client.clientId, origins: [origin] });
    return server.call('/v1/embed/sessions', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      json: { userEmail: client.emailOf('finance'), widgets: ['invoice-pay'], origin, ...more },
    });
  };
  const exchange = (clientSecret: unknown, from = origin) =>
    server.call('/v1/embed/token', {
      method: 'POST',
      headers: { origin: from, 'foyer-client': 't/1' },
      json: { clientSecret },
    });

  it('S3 S5 exchanges a secret once, from its own origin, for a token that works there alone', async () => {
    const opened = await open();
    expect(opened.status).toBe(201);
    const { clientSecret } = opened.body as { clientSecret: string };
    expect((await exchange(clientSecret, 'https://evil.example')).status).toBe(401);
    const exchanged = await exchange(clientSecret);
    expect(exchanged.status).toBe(200);
    const { accessToken, expiresAt } = exchanged.body as { accessToken: string; expiresAt: string };
    expect(new Date(expiresAt).getTime() - Date.now()).toBeLessThanOrEqual(10 * 60_000 + 1_000);
    expect((await exchange(clientSecret)).status).toBe(401);
    const authorization = `Bearer ${accessToken}`;
    expect((await me({ authorization, origin })).status).toBe(200);
    expect((await me({ authorization, origin: 'https://evil.example' })).status).toBe(401);
  });

  it("S10 refuses another origin, another client's person, unknown widgets and foreign sites", async () => {
    const other = await makeClient(server.superuser, `beta${Date.now()}`);
    expect((await open({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await open({ userEmail: other.emailOf('finance') })).status).toBe(400);
    expect((await open({ widgets: ['everything'] })).status).toBe(400);
    expect((await open({ siteIds: [other.siteIds[0]] })).status).toBe(400);
  });

  it('S10 narrows the person to the widget and the sites that were asked for', async () => {
    const [site] = client.siteIds;
    const { clientSecret } = (await open({ userEmail: client.emailOf('admin'), siteIds: [site] })).body as {
      clientSecret: string;
    };
    const { me: person } = (await exchange(clientSecret)).body as {
      me: { capabilities: string[]; siteScope: string[]; sites: { id: string }[] };
    };
    expect(person.capabilities.sort()).toEqual([
      'disputes:raise',
      'invoices:pay',
      'invoices:read',
      'methods:manage',
      'sites:read',
    ]);
    expect(person.siteScope).toEqual([site]);
    expect(person.sites.map((item) => item.id)).toEqual([site]);
  });

  it('S22 answers preflights of registered origins alone, exactly and without credentials', async () => {
    await open();
    const preflight = (from: string) =>
      server.call('/v1/me', {
        method: 'OPTIONS',
        headers: { origin: from, 'access-control-request-method': 'GET' },
      });
    const allowed = await preflight(origin);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(origin);
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
    expect(allowed.headers.get('vary')).toContain('Origin');
    for (const bad of [
      'null',
      'https://evil.example',
      'https://tenants.partner.example.evil.com',
      'http://tenants.partner.example',
      'https://tenants.partner.example:8443',
      'https://TENANTS.partner.example',
    ]) {
      expect((await preflight(bad)).headers.get('access-control-allow-origin'), bad).toBeNull();
    }
  });
});

describe('throttling', () => {
  it('S10 S11 throttles an account whatever the caller claims to be', async () => {
    // At one moment: what is refilled meanwhile on a slow machine is not the question.
    const at = new Date();
    const limited = await startTestServer({
      clock: { now: () => at },
      rateLimits: { ...defaultRateLimits },
    });
    const statuses: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      const answer = await limited.call('/v1/session', {
        method: 'POST',
        headers: { 'foyer-client': 't/1', 'x-forwarded-for': `10.0.0.${n}` },
        json: { email: 'finance@alpha.example', password: 'wrong' },
      });
      statuses.push(answer.status);
      if (answer.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await limited.close();
    expect(statuses.filter((status) => status === 401)).toHaveLength(defaultRateLimits.signInAccount.burst);
    expect(statuses.filter((status) => status === 429)).toHaveLength(
      20 - defaultRateLimits.signInAccount.burst,
    );
  });
});
