import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedInvoice } from '../support/seed-invoice.ts';
import { type Answer, startTestServer, type TestServer } from '../support/test-server.ts';
import { makeClient, type TestClient, testRoles } from '../support/two-clients.ts';

type Operation = { method: string; path: string; access: string; body: boolean };
type Document = {
  paths: Record<
    string,
    Record<
      string,
      { 'x-foyer-access': string; requestBody?: unknown; parameters?: { in: string; name: string }[] }
    >
  >;
};

let server: TestServer;
let alpha: TestClient;
let beta: TestClient;
let operations: Operation[];
/** Every id that belongs to alpha, whatever it names. */
const alphasIds: string[] = [];

beforeAll(async () => {
  server = await startTestServer();
  alpha = await makeClient(server.superuser, 'alpha');
  beta = await makeClient(server.superuser, 'beta');
  const invoiceId = await seedInvoice(server.superuser, alpha);
  const [userId, paymentId, receiptId, creditNoteId] = [
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
  ];
  await server.superuser`
    insert into payment (client_id, id, rail, status, amount_cents, provenance, requested_by)
    values (${alpha.clientId}, ${paymentId}, 'card', 'succeeded', 11000, 'derived', ${userId})`;
  await server.superuser`insert into payment_line (client_id, payment_id, invoice_id, amount_cents) values (${alpha.clientId}, ${paymentId}, ${invoiceId}, 11000)`;
  await server.superuser`
    insert into receipt (client_id, id, number, payment_id, issued_at, content, sha256)
    values (${alpha.clientId}, ${receiptId}, 'R-1', ${paymentId}, now(), '{}', repeat('0', 64))`;
  const methodId = randomUUID();
  await server.superuser`
    insert into payment_method (client_id, id, vendor, kind, status, customer_ref, method_ref, last4, added_by_name, created_at, updated_at)
    values (${alpha.clientId}, ${methodId}, 'stripe', 'card', 'active', 'cus_alpha', 'pm_alpha', '4242', 'Asha Rao', now(), now())`;
  const people = await server.superuser<
    { id: string }[]
  >`select id from user_account where email like '%@alpha.example'`;
  alphasIds.push(
    alpha.clientId,
    invoiceId,
    paymentId,
    receiptId,
    creditNoteId,
    methodId,
    ...alpha.siteIds,
    ...people.map((row) => row.id),
  );
  const document = (await server.call('/v1/openapi.json')).body as Document;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      access: operation['x-foyer-access'],
      body: operation.requestBody !== undefined,
    })),
  );
});
afterAll(() => server.close());

const withoutRequestId = ({ status, body }: Answer) => {
  const { requestId: _, ...rest } = (typeof body === 'object' && body !== null ? body : { body }) as Record<
    string,
    unknown
  >;
  return { status, rest };
};

const ask = (operation: Operation, id: string, headers: Record<string, string>) =>
  server.call(operation.path.replace(/\{[^}]+\}/g, id), {
    method: operation.method,
    headers: { ...headers, 'idempotency-key': randomUUID() },
    ...(operation.body ? { json: {} } : {}),
  });

describe("S40 another client's data", () => {
  it('S40 finds every route in the OpenAPI document, each with who may call it', () => {
    expect(operations.length).toBeGreaterThan(15);
    expect(operations.filter((operation) => !operation.access)).toEqual([]);
  });

  it.each(testRoles)(
    "S40 answers the %s of beta alike for alpha's ids and for ids that do not exist, on every route",
    async (role) => {
      const headers = await server.signIn(beta.emailOf(role));
      for (const operation of operations.filter(
        (item) => item.path.includes('{id}') && !item.access.startsWith('oauth:'),
      )) {
        const missing = withoutRequestId(await ask(operation, randomUUID(), headers));
        expect(missing.status, `${operation.method} ${operation.path}`).toBeGreaterThanOrEqual(400);
        const answers = await Promise.all(alphasIds.map((id) => ask(operation, id, headers)));
        for (const answer of answers)
          expect(withoutRequestId(answer), `${operation.method} ${operation.path} as ${role}`).toEqual(
            missing,
          );
      }
    },
  );

  it.each(testRoles)('S40 gives the %s of beta no id of alpha in any list', async (role) => {
    const headers = await server.signIn(beta.emailOf(role));
    for (const operation of operations.filter(
      (item) => item.method === 'GET' && !item.path.includes('{') && item.path !== '/v1/events',
    )) {
      const answer = await server.call(operation.path, { headers });
      const text = JSON.stringify(answer.body);
      for (const id of alphasIds) expect(text.includes(id), `${operation.path} as ${role}`).toBe(false);
    }
  });

  it("S40 S62 does not let beta pay alpha's invoice", async () => {
    const headers = await server.signIn(beta.emailOf('finance'));
    const pay = (invoiceId: string) =>
      server.call('/v1/payments', {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': randomUUID() },
        json: { lines: [{ invoiceId, amountCents: 100 }], expectedTotalCents: 100, rail: 'card' },
      });
    const [, invoiceId = ''] = alphasIds;
    expect(withoutRequestId(await pay(invoiceId))).toEqual(withoutRequestId(await pay(randomUUID())));
  });

  it("S40 does not let a client's person act for another client", async () => {
    const headers = await server.signIn(beta.emailOf('admin'));
    const answer = await server.call('/v1/session/client', {
      method: 'PUT',
      headers,
      json: { clientId: alpha.clientId },
    });
    expect(answer.status).toBe(404);
  });

  it('S40 shows the contractor one client at a time, and none before one is chosen', async () => {
    const headers = await server.signIn('ops@foyer.example');
    expect((await server.call('/v1/invoices', { headers })).status).toBe(403);
    expect(
      (await server.call('/v1/session/client', { method: 'PUT', headers, json: { clientId: beta.clientId } }))
        .status,
    ).toBe(200);
    const [, invoiceId = ''] = alphasIds;
    expect((await server.call(`/v1/invoices/${invoiceId}`, { headers })).status).toBe(404);
  });
});
