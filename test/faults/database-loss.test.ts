import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedInvoice } from '../support/seed-invoice.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { makeClient } from '../support/two-clients.ts';

let server: TestServer;
let headers: Record<string, string>;

beforeAll(async () => {
  server = await startTestServer();
  const client = await makeClient(server.superuser, 'alpha');
  for (let n = 0; n < 20; n += 1) await seedInvoice(server.superuser, client);
  headers = await server.signIn(client.emailOf('finance'));
});
afterAll(() => server.close());

const cuts = process.env.FOYER_FULL ? 100 : 15;

describe('F13 the database goes away', () => {
  it(`F13 answers 200 or 503 and nothing else while every connection is cut ${cuts} times under load, and is well after`, {
    timeout: 120_000,
  }, async () => {
    let running = true;
    const statuses = new Map<number, number>();
    const paths = ['/v1/invoices', '/v1/receivables/aging', '/v1/me', '/v1/sessions', '/v1/payments'];
    const load = Array.from({ length: 12 }, async (_, worker) => {
      for (let n = worker; running; n += 1) {
        const { status } = await server.call(paths[n % paths.length] ?? '/', { headers });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    });
    for (let n = 0; n < cuts; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      await server.superuser`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and usename in ('foyer_app', 'foyer_identity')`;
    }
    running = false;
    await Promise.all(load);
    expect([...statuses.keys()].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(statuses.get(200) ?? 0).toBeGreaterThan(cuts);
    // I9: well within ten seconds of the last cut, and to stay so.
    let inARow = 0;
    for (const end = Date.now() + 10_000; inARow < 50 && Date.now() < end; ) {
      const { status } = await server.call('/v1/invoices', { headers });
      inARow = status === 200 ? inARow + 1 : 0;
    }
    expect(inARow).toBe(50);
  });
});
