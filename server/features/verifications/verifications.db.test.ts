import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer } from '../../../test/support/test-server.ts';
import type { Scope } from '../../db/scope.ts';
import { defaultRateLimits } from '../../http/rate-limit.ts';
import { codeDocument, printedCode } from '../document-codes/index.ts';
import { createRequestHost } from '../sync/testing/request-host.ts';
import { clientSample, invoiceSample } from '../sync/testing/samples.ts';
import { openSyncHouse, personScope, type SyncHouse } from '../sync/testing/sync-house.ts';
import { verification } from './verifications.contract.ts';
import { verificationRoutes } from './verifications.routes.ts';

let house: SyncHouse;
let app: ReturnType<typeof createRequestHost>;
let scopes: Scope[];
const invoices: Record<string, string> = {};
const account = { name: 'Foyer Facility Services', bsb: '062000', accountNumber: '10457788' };

beforeAll(async () => {
  house = await openSyncHouse();
  await house.push('clients', [clientSample('alpha'), clientSample('beta')]);
  await house.push('invoices', [
    invoiceSample('alpha', 'owed', [{ netCents: 10_000 }], { number: 'INV-1' }),
    invoiceSample('alpha', 'void', [{ netCents: 10_000 }], { number: 'INV-2', status: 'void' }),
    invoiceSample('beta', 'other', [{ netCents: 70_000 }], { number: 'INV-1' }),
  ]);
  const clients = await house.all`select client_id from client order by external_id`;
  scopes = clients.map((row) => personScope(row.client_id));
  for (const row of await house.all`select id, external_id from invoice`) invoices[row.external_id] = row.id;
  app = createRequestHost(house, {}, [
    verificationRoutes({ ...house.deps, rails: { ...house.deps.rails, account } }),
  ]);
});
afterAll(() => house.close());

const codeOf = (who: number, invoice: string) => {
  const scope = scopes[who] as Scope;
  const input = { invoiceId: invoices[invoice] ?? '' };
  return codeDocument({ ctx: { scope, log: house.log }, deps: house.deps, input });
};
const verify = (code: string) => app.request(`/v1/verifications/${encodeURIComponent(code)}`);

describe('F5 a paper held against what was issued', () => {
  it('F5 tells whoever has the code the total, the standing and where to pay, and nothing more', async () => {
    const response = await verify(printedCode(await codeOf(0, 'owed')));
    const told = verification.strict().parse(await response.json());
    expect(told).toMatchObject({
      number: 'INV-1',
      totalCents: 11_000,
      balanceCents: 11_000,
      status: 'issued',
    });
    expect(told.supplier.legalName).toBe(house.deps.supplier.legalName);
    expect(told.payTo?.eft).toMatchObject({ bsb: '062000', accountNumber: '10457788' });
    expect(JSON.stringify(told)).not.toContain('alpha');
  });

  it('F5 names no way to pay an invoice that is void', async () => {
    const told = await (await verify(await codeOf(0, 'void'))).json();
    expect(told).toMatchObject({ status: 'void', balanceCents: 0, payTo: null });
  });

  it('S40 tells two invoices of one number apart by their codes', async () => {
    const [ours, theirs] = [await codeOf(0, 'owed'), await codeOf(1, 'other')];
    expect(ours).not.toBe(theirs);
    expect(await (await verify(theirs)).json()).toMatchObject({ number: 'INV-1', totalCents: 77_000 });
  });

  it('F5 gives an invoice one code, however many print it at once', async () => {
    const invoice = invoiceSample('alpha', 'rush', [{ netCents: 1 }], { number: 'INV-9' });
    await house.push('invoices', [invoice]);
    const [row] = await house.all`select id from invoice where external_id = 'rush'`;
    invoices.rush = row?.id;
    const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(0, 'rush')));
    expect(new Set(codes).size).toBe(1);
  });

  it('S40 knows a code that was never made, and a text that is none, for what they are', async () => {
    expect((await verify('0000-0000-0000')).status).toBe(404);
    expect((await verify('not a code')).status).toBe(400);
  });

  it("S40 keeps another client's codes from somebody who is signed in, and from nobody", async () => {
    await codeOf(1, 'other');
    const read = (scope: Scope) =>
      house.deps.db.read(
        scope,
        (tx) => tx`select code from document_code where invoice_id = ${invoices.other ?? ''}`,
      );
    expect(await read(scopes[0] as Scope)).toHaveLength(0);
    expect(await read(scopes[1] as Scope)).toHaveLength(1);
    await expect(codeOf(0, 'other')).rejects.toThrow();
  });
});

describe('S68 codes are not found by trying', () => {
  it('S68 answers an address 30 tries, then asks it to wait, and lets it go on with everything else', async () => {
    // At one moment: what is refilled meanwhile on a slow machine is not the question.
    const at = new Date();
    const server = await startTestServer({ clock: { now: () => at }, rateLimits: defaultRateLimits });
    try {
      const answers: { status: number; headers: Headers }[] = [];
      for (let n = 0; n < 40; n += 1) answers.push(await server.call('/v1/verifications/0000-0000-0000'));
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThanOrEqual(5);
      expect(answers.slice(0, 30).every(({ status }) => status === 404)).toBe(true);
      for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await server.call('/v1/session')).status).toBe(200);
    } finally {
      await server.close();
    }
  });
});
