import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedInvoice } from '../support/seed-invoice.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { makeClient, type TestClient } from '../support/two-clients.ts';

let server: TestServer;
let client: TestClient;
let headers: Record<string, string>;
let invoiceId: string;

beforeAll(async () => {
  server = await startTestServer();
  client = await makeClient(server.superuser, 'alpha');
  invoiceId = await seedInvoice(server.superuser, client);
  headers = await server.signIn(client.emailOf('finance'));
});
afterAll(() => server.close());

type Problem = { code: string; requestId: string; status: number };
const state = async () => {
  const [row] = await server.superuser`
    select (select count(*) from payment)::integer as payments, (select count(*) from allocation)::integer as allocations,
      (select sum(allocated_cents)::integer from invoice) as allocated`;
  return row;
};
const pay = (init: RequestInit & { json?: unknown }) =>
  server.call('/v1/payments', {
    method: 'POST',
    ...init,
    headers: { ...headers, 'idempotency-key': randomUUID(), ...init.headers },
  });

describe('requests that nobody should send', () => {
  it('S24 sends the protective headers with every answer, errors too', async () => {
    for (const path of [
      '/',
      '/v1/me',
      '/v1/nope',
      '/healthz',
      '/nope.js',
      '/v1/openapi.json',
      '/.git/config',
    ]) {
      const { headers: got } = await server.call(path);
      expect(got.get('content-security-policy'), path).toMatch(/default-src 'none'/);
      expect(got.get('content-security-policy'), path).not.toMatch(/unsafe-inline|unsafe-eval/);
      expect(got.get('x-content-type-options'), path).toBe('nosniff');
      expect(got.get('referrer-policy'), path).toBe('no-referrer');
      expect(got.get('x-request-id'), path).toMatch(/^[0-9a-f-]{36}$/);
      expect(got.get('server'), path).toBeNull();
      expect(got.get('x-powered-by'), path).toBeNull();
    }
  });

  it("S21 refuses changes that another site's page could cause, and changes nothing", async () => {
    const before = await state();
    const body = { lines: [{ invoiceId, amountCents: 100 }], expectedTotalCents: 100, rail: 'card' };
    const cases: [string, Record<string, string>][] = [
      ['another origin', { origin: 'https://evil.example' }],
      ['cross-site', { 'sec-fetch-site': 'cross-site' }],
      ['same-site', { 'sec-fetch-site': 'same-site' }],
      ['no client header', { 'foyer-client': '' }],
    ];
    for (const [name, more] of cases) {
      const sent = { ...headers, 'idempotency-key': randomUUID(), ...more };
      if (more['foyer-client'] === '') delete (sent as Record<string, string>)['foyer-client'];
      const answer = await server.call('/v1/payments', { method: 'POST', headers: sent, json: body });
      expect([name, answer.status]).toEqual([name, 403]);
    }
    const form = await pay({ body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    const text = await pay({ body: JSON.stringify(body), headers: { 'content-type': 'text/plain' } });
    expect([form.status, text.status]).toEqual([415, 415]);
    expect(await state()).toEqual(before);
  });

  it('S72 answers 405 with Allow to methods that are not offered', async () => {
    for (const method of ['PATCH', 'PUT', 'DELETE']) {
      const answer = await server.call('/v1/invoices', { method, headers });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET']);
    }
    expect((await server.call('/metrics')).status).toBe(404);
  });

  it('S46 answers 4xx to every malformed body, never 5xx, and changes nothing', async () => {
    const before = await state();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.constantFrom(
            '{"__proto__":{"admin":true}}',
            '{"constructor":{"prototype":{"x":1}}}',
            '[',
            '{"a":1',
            'nul',
            '\u0000',
            '1e999',
            '{"lines":{}}',
          ),
        ),
        async (body) => {
          const answer = await pay({ body, headers: { 'content-type': 'application/json' } });
          expect(answer.status).toBeGreaterThanOrEqual(400);
          expect(answer.status).toBeLessThan(500);
          expect((answer.body as Problem).requestId).toMatch(/^[0-9a-f-]{36}$/);
        },
      ),
      { numRuns: 120 },
    );
    expect(await state()).toEqual(before);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('S46 S62 answers 4xx to amounts, ids and totals that are not right', async () => {
    const before = await state();
    const line = (amountCents: unknown, id: unknown = invoiceId) => ({
      lines: [{ invoiceId: id, amountCents }],
      expectedTotalCents: amountCents,
      rail: 'card',
    });
    const bodies = [
      line(-1),
      line(0),
      line(1.5),
      line('100'),
      line(1e21),
      line(null),
      line(110_01),
      line(100, 'x'),
      line(100, ''),
      { ...line(100), expectedTotalCents: 99 },
      { ...line(100), rail: 'cash' },
      { ...line(100), status: 'succeeded' },
      { ...line(100), client_id: client.clientId },
      { lines: [], expectedTotalCents: 0, rail: 'card' },
      {
        lines: [
          { invoiceId, amountCents: 1 },
          { invoiceId, amountCents: 1 },
        ],
        expectedTotalCents: 2,
        rail: 'card',
      },
    ];
    for (const json of bodies) {
      const answer = await pay({ json });
      expect([JSON.stringify(json), answer.status >= 400 && answer.status < 500]).toEqual([
        JSON.stringify(json),
        true,
      ]);
    }
    expect(await state()).toEqual(before);
  });

  it('S46 answers 4xx to malformed cursors, filters, ids and tokens', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 1, maxLength: 80 }),
        fc.constantFrom('cursor', 'limit', 'status', 'issuedFrom', 'sort', 'siteId', 'agingBucket'),
        async (text, name) => {
          const answer = await server.call(`/v1/invoices?${name}=${encodeURIComponent(text)}`, { headers });
          expect(answer.status).toBeLessThan(500);
          const byId = await server.call(`/v1/invoices/${encodeURIComponent(text)}`, { headers });
          expect(byId.status).toBeLessThan(500);
          const token = await server.call('/v1/me', {
            headers: { authorization: `Bearer ${encodeURIComponent(text)}` },
          });
          expect(token.status).toBe(401);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('S60 answers 413 to a body over the limit', async () => {
    const answer = await pay({
      body: JSON.stringify({ padding: 'x'.repeat(1_100_000) }),
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(413);
  });

  it.each([
    [
      'CL.TE',
      'POST /v1/payments HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG',
    ],
    [
      'two lengths',
      'POST /v1/payments HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nContent-Length: 5\r\n\r\n012345',
    ],
    ['folded header', 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: b\r\n c\r\n\r\n'],
    ['bare line feeds', 'GET /healthz HTTP/1.1\nHost: x\n\n'],
  ])('S73 refuses a smuggled request: %s', async (_name, raw) => {
    const { port } = new URL(server.origin);
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(raw));
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text));
      setTimeout(() => socket.destroy(), 15_000).unref();
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
  });

  it('S64 S65 logs each refusal with its request id and never a password, cookie or token', async () => {
    await server.call('/v1/session', {
      method: 'POST',
      headers: { 'foyer-client': 't/1', 'user-agent': 'curl; \\x1b[31m' },
      json: { email: client.emailOf('finance'), password: 'canary-password-7f3a' },
    });
    const log = server.lines.join('\n');
    expect(log).toContain('sign_in_refused');
    expect(log).not.toContain('canary-password-7f3a');
    expect(log).not.toContain(headers.cookie?.split('=')[1]);
    for (const line of server.lines) expect(() => JSON.parse(line)).not.toThrow();
  });
});
