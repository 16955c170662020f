import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../http/wire.ts';
import { datasets, syncReport } from './sync.contract.ts';
import { syncRoutes } from './sync.routes.ts';
import { byCookie, createRequestHost } from './testing/request-host.ts';
import { batchSample, clientSample, invoiceSample } from './testing/samples.ts';
import { openSyncHouse, personScope, type SyncHouse, sourceScope } from './testing/sync-house.ts';

let house: SyncHouse;
let app: ReturnType<typeof createRequestHost>;

beforeAll(async () => {
  house = await openSyncHouse();
  await house.push('clients', [clientSample('alpha')]);
  const [client] = await house.all`select client_id from client`;
  app = createRequestHost(
    house,
    {
      source: { scope: sourceScope, via: 'oauth', oauthScopes: ['sync'] },
      embedder: { scope: sourceScope, via: 'oauth', oauthScopes: ['embed'] },
      person: byCookie(personScope(client?.client_id, { capabilities: ['invoices:read', 'users:manage'] })),
    },
    [syncRoutes(house.deps)],
  );
});
afterAll(() => house.close());

const post = (dataset: string, body: unknown, as = 'source') =>
  app.request(`/v1/sync/${dataset}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-as': as },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const problemOf = async (response: Response) => problem.strict().parse(await response.json());

describe('POST /v1/sync/{dataset}', () => {
  it('answers with a report as the contract says', async () => {
    const response = await post(
      'invoices',
      batchSample([invoiceSample('alpha', 'r1', [{ netCents: 100 }])], 'r'),
    );
    expect(response.status).toBe(200);
    expect(syncReport.strict().parse(await response.json())).toMatchObject({ batchId: 'r', inserted: 1 });
  });

  it('lists at most 100 errors, and counts all', async () => {
    const rows = Array.from({ length: 150 }, (_, n) => ({
      ...invoiceSample('alpha', `e${n}`, [{ netCents: 100 }]),
      dueOn: 'soon',
    }));
    const response = await post('invoices', batchSample(rows, 'errors'));
    expect(response.status).toBe(422);
    const found = await problemOf(response);
    expect(found).toMatchObject({ code: 'batch_refused', detail: '150 errors; nothing was applied.' });
    expect(found.errors).toHaveLength(100);
    expect(found.errors?.[3]).toMatchObject({ path: 'rows/3/dueOn' });
  });

  it.each([
    [401, 'unauthenticated', 'nobody'],
    [403, 'forbidden', 'person'],
    [403, 'forbidden', 'embedder'],
  ])('answers %i %s to %s', async (status, code, as) => {
    const response = await post('invoices', batchSample([], 'x'), as);
    expect(response.status).toBe(status);
    expect((await problemOf(response)).code).toBe(code);
  });

  it('refuses an unknown dataset', async () => {
    expect((await post('secrets', batchSample([], 'x'))).status).toBe(400);
  });

  it('S46 answers any body with a 4xx problem and changes nothing', async () => {
    const count = () =>
      house.all`select (select count(*) from invoice) as invoices, (select count(*) from client) as clients`;
    const before = await count();
    const anyBatch = fc.record({
      batchId: fc.jsonValue(),
      sourceSystem: fc.constantFrom('core', '', 1),
      controlTotals: fc.constantFrom({ rows: 1, amountCents: 0 }, null, { rows: 1e300, amountCents: 'x' }),
      rows: fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...datasets),
        fc.oneof(fc.json(), fc.string(), anyBatch),
        async (dataset, body) => {
          const response = await post(dataset, body);
          expect(response.status).toBeGreaterThanOrEqual(400);
          expect(response.status).toBeLessThan(500);
          expect(response.headers.get('content-type')).toContain('application/problem+json');
        },
      ),
      { numRuns: 150 },
    );
    expect(await count()).toEqual(before);
  });

  it('S46 answers a sound row with any one field replaced without a 5xx', async () => {
    const sound = invoiceSample('alpha', 'field', [{ netCents: 100, workbill: 'WB-1' }]);
    const nasty = fc.constantFrom<unknown>(
      '\u0000',
      '\ud800',
      '',
      '0000-01-01',
      '9999-12-31T23:59:60Z',
      '2026-01-01T00:00:00+23:00',
      1e21,
      -1,
      null,
      [],
      {},
      true,
      'x'.repeat(10_000),
    );
    let n = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(sound)), nasty, async (key, value) => {
        n += 1;
        const batch = { ...batchSample([sound], `field-${n}`), rows: [{ ...sound, [key]: value }] };
        expect((await post('invoices', batch)).status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });
});
