import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '../../http/wire.ts';
import { byCookie, createRequestHost } from '../sync/testing/request-host.ts';
import { clientSample, invoiceSample } from '../sync/testing/samples.ts';
import { openSyncHouse, personScope, type SyncHouse } from '../sync/testing/sync-house.ts';
import { aging, invoice, invoicePage } from './invoices.contract.ts';
import { invoiceRoutes } from './invoices.routes.ts';

let house: SyncHouse;
let app: ReturnType<typeof createRequestHost>;
let id: string;

beforeAll(async () => {
  house = await openSyncHouse();
  await house.push('clients', [clientSample('alpha'), clientSample('beta')]);
  await house.push('invoices', [
    invoiceSample('alpha', 'i/1 "odd"', [{ netCents: 123_456 }], { number: 'I/1 "ödd"\r\nX: y' }),
    invoiceSample('alpha', 'i2', [{ netCents: 50 }]),
  ]);
  const clients = await house.all`select client_id from client order by external_id`;
  const [row] = await house.all`select id from invoice where external_id like 'i/1%'`;
  id = row?.id as string;
  const alpha = personScope(clients[0]?.client_id);
  app = createRequestHost(
    house,
    {
      finance: byCookie(alpha),
      quality: byCookie({ ...alpha, capabilities: ['sites:read'] }),
      stranger: byCookie(personScope(clients[1]?.client_id)),
      machine: { scope: alpha, via: 'oauth', oauthScopes: ['sync', 'embed'] },
      undecided: byCookie({ ...alpha, clientId: null }),
    },
    [invoiceRoutes(house.deps)],
  );
});
afterAll(() => house.close());

const get = (path: string, as = 'finance') => app.request(path, { headers: { 'x-as': as } });
const codeOf = async (response: Response) => problem.strict().parse(await response.json()).code;

describe('/v1/invoices', () => {
  it('F1 answers list, detail and aging exactly as the contract says', async () => {
    expect(invoicePage.strict().parse(await (await get('/v1/invoices?limit=1')).json())).toMatchObject({
      items: [{}],
      nextCursor: expect.any(String),
    });
    expect(invoice.strict().parse(await (await get(`/v1/invoices/${id}`)).json()).id).toBe(id);
    aging.strict().parse(await (await get('/v1/receivables/aging')).json());
  });

  it('F5 answers with a PDF whose name is safe in a header', async () => {
    const response = await get(`/v1/invoices/${id}/pdf`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toMatch(/^inline; filename="[A-Za-z0-9._ -]+"$/);
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('S40 answers a stranger with the same 404 as for an id that is nowhere', async () => {
    for (const path of ['', '/pdf']) {
      const foreign = await get(`/v1/invoices/${id}${path}`, 'stranger');
      const nowhere = await get(`/v1/invoices/${v7()}${path}`, 'stranger');
      expect([foreign.status, nowhere.status]).toEqual([404, 404]);
      const body = async (response: Response) => ({ ...(await response.json()), requestId: '' });
      expect(await body(foreign)).toEqual(await body(nowhere));
    }
    expect(await (await get('/v1/invoices', 'stranger')).json()).toMatchObject({
      items: [],
      nextCursor: null,
    });
  });

  it.each([
    ['nobody', 401, 'unauthenticated'],
    ['quality', 403, 'forbidden'],
    ['machine', 403, 'forbidden'],
    ['undecided', 403, 'client_not_chosen'],
  ])('answers %s with %i %s', async (as, status, code) => {
    for (const path of [
      '/v1/invoices',
      `/v1/invoices/${id}`,
      `/v1/invoices/${id}/pdf`,
      '/v1/receivables/aging',
    ]) {
      const response = await get(path, as);
      expect(response.status).toBe(status);
      expect(await codeOf(response)).toBe(code);
    }
  });

  it.each([
    'limit=0',
    'limit=201',
    'limit=x',
    'status=late',
    'agingBucket=old',
    'siteId=1',
    'issuedFrom=2026-02-30',
    'issuedFrom=0000-01-01',
    'q=',
    'sort=total',
    'cursor=',
    'cursor=e30',
    `cursor=${'a'.repeat(501)}`,
  ])('S46 refuses ?%s with 400', async (query) => {
    expect((await get(`/v1/invoices?${query}`)).status).toBe(400);
  });

  it('S46 takes any text as a search', async () => {
    for (const q of ["'; drop table invoice; --", '%', '\\', '_', '\u0000', '😀'.repeat(50)])
      expect((await get(`/v1/invoices?q=${encodeURIComponent(q)}`)).status).toBeLessThan(500);
    expect((await get('/v1/invoices/not-an-id')).status).toBe(400);
  });
});
