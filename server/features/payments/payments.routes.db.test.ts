import { randomUUID } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Environment } from '../../http/environment.ts';
import { createIdempotency } from '../../http/idempotency.ts';
import { onError } from '../../http/problem.ts';
import { createStripeGateway } from '../../integrations/stripe/index.ts';
import type { Ctx } from '../../ports/context.ts';
import { paymentRoutes, webhookRoutes } from './index.ts';
import { paymentPage, payment as paymentSchema } from './payments.contract.ts';
import { createFakeGateway, type FakeGateway } from './testing/fake-gateway.ts';
import { createWorld, silent, type World } from './testing/world.ts';

let world: World<FakeGateway>;
let app: OpenAPIHono<Environment>;
const askers = new Map<string, Ctx>();
const secret = 'whsec_routes';
const stripe = new Stripe('sk_test_x');

beforeAll(async () => {
  const fake = createFakeGateway();
  // Payments are made in memory; events are read as Stripe signs them.
  const signing = createStripeGateway({
    secretKey: 'sk_test_x',
    publishableKey: 'pk',
    webhookSecrets: [secret],
    apiBaseUrl: 'http://localhost:9',
  });
  world = await createWorld({ ...fake, readEvent: signing.readEvent });
  askers.set('finance', await world.user());
  askers.set('stranger', await world.user({ clientId: world.clients.b }));
  askers.set('reader', await world.user({ capabilities: ['invoices:read'] }));
  app = new OpenAPIHono<Environment>();
  app.onError(onError);
  const idempotency = createIdempotency(world.deps);
  app.use(async (c, next) => {
    const ctx = askers.get(c.req.header('x-as') ?? '');
    c.set('requestId', randomUUID());
    c.set('traceId', 'c'.repeat(32));
    c.set('log', silent);
    c.set('resourceId', null);
    c.set('idempotency', idempotency);
    c.set(
      'asker',
      ctx
        ? {
            scope: ctx.scope,
            via: 'cookie' as const,
            userId: ctx.scope.actor.id,
            embedKey: null,
            oauthScopes: [],
            sessionId: null,
          }
        : null,
    );
    await next();
  });
  app.route('/', paymentRoutes(world.deps));
  app.route('/', webhookRoutes(world.deps));
});
afterAll(() => world.close());

const call = (as: string, method: string, path: string, body?: unknown, key = randomUUID()) =>
  app.request(path, {
    method,
    headers: { 'x-as': as, 'content-type': 'application/json', 'idempotency-key': key },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
const basket = (invoiceId: string, amountCents: unknown = 500) => ({
  lines: [{ invoiceId, amountCents }],
  expectedTotalCents: amountCents,
  rail: 'card',
});
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

describe('/v1/payments', () => {
  it('opens, shows, lists and cancels a payment exactly as the contract says', async () => {
    const invoiceId = await world.invoice();
    const opened = await call('finance', 'POST', '/v1/payments', basket(invoiceId));
    expect(opened.status).toBe(201);
    const body = paymentSchema.strict().parse(await opened.json());
    expect(body.handover).toMatchObject({ clientSecret: expect.stringMatching(/_secret$/) });
    const shown = await call('finance', 'GET', `/v1/payments/${body.id}`);
    expect(paymentSchema.strict().parse(await shown.json())).toMatchObject({
      id: body.id,
      status: 'requires_action',
    });
    const listed = paymentPage
      .strict()
      .parse(await (await call('finance', 'GET', `/v1/payments?invoiceId=${invoiceId}`)).json());
    expect(listed.items.map(({ id, handover }) => ({ id, handover }))).toEqual([
      { id: body.id, handover: null },
    ]);
    const cancelled = await call('finance', 'POST', `/v1/payments/${body.id}/cancel`);
    expect(await cancelled.json()).toMatchObject({ status: 'cancelled' });
  });

  it('F9 the same key is one payment; another basket under it is 422', async () => {
    const invoiceId = await world.invoice();
    const key = randomUUID();
    const [first, again] = [
      await call('finance', 'POST', '/v1/payments', basket(invoiceId), key),
      await call('finance', 'POST', '/v1/payments', basket(invoiceId), key),
    ];
    const ids = [await first.json(), await again.json()].map((body) => (body as { id: string }).id);
    expect(ids[0]).toBe(ids[1]);
    expect(await codeOf(await call('finance', 'POST', '/v1/payments', basket(invoiceId, 501), key))).toBe(
      'idempotency_mismatch',
    );
    const [row] =
      await world.sql`select count(*)::integer as n from payment_line where invoice_id = ${invoiceId}`;
    expect(row?.n).toBe(1);
  });

  it.each([
    ['a negative amount', -5],
    ['zero', 0],
    ['a fraction of a cent', 10.5],
    ['1e21', 1e21],
    ['text', '500'],
    ['null', null],
  ])('S62 answers %s with 400 and writes nothing', async (_name, amount) => {
    const invoiceId = await world.invoice();
    const response = await call('finance', 'POST', '/v1/payments', basket(invoiceId, amount));
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('problem+json');
    expect(await world.sql`select 1 from payment_line where invoice_id = ${invoiceId}`).toHaveLength(0);
  });

  it('S62 refuses another currency and S44 fields that nobody offered', async () => {
    const invoiceId = await world.invoice();
    for (const extra of [
      { currency: 'USD' },
      { status: 'succeeded' },
      { client_id: world.clients.b },
      { capturedCents: 1 },
    ]) {
      expect((await call('finance', 'POST', '/v1/payments', { ...basket(invoiceId), ...extra })).status).toBe(
        400,
      );
    }
    expect((await call('finance', 'POST', '/v1/payments', '{"lines":NaN}')).status).toBe(400);
  });

  it('S40 is closed to those who may not pay, and empty for another client', async () => {
    const invoiceId = await world.invoice();
    expect((await call('reader', 'POST', '/v1/payments', basket(invoiceId))).status).toBe(403);
    expect((await call('nobody', 'POST', '/v1/payments', basket(invoiceId))).status).toBe(401);
    const { id } = (await (await call('finance', 'POST', '/v1/payments', basket(invoiceId))).json()) as {
      id: string;
    };
    const strange = async (method: string, path: string) => {
      const { requestId: _id, ...body } = (await (await call('stranger', method, path)).json()) as Record<
        string,
        unknown
      >;
      return body;
    };
    for (const [method, rest] of [
      ['GET', ''],
      ['POST', '/settle'],
      ['POST', '/cancel'],
    ] as const) {
      expect(await strange(method, `/v1/payments/${id}${rest}`)).toEqual(
        await strange(method, `/v1/payments/${randomUUID()}${rest}`),
      );
    }
    expect((await call('finance', 'GET', '/v1/payments/not-an-id')).status).toBe(400);
  });
});

describe('S60 /webhooks/stripe', () => {
  const deliver = (payload: string, header?: string) =>
    app.request('/webhooks/stripe', {
      method: 'POST',
      body: payload,
      headers: {
        'stripe-signature': header ?? stripe.webhooks.generateTestHeaderString({ payload, secret }),
      },
    });
  const event = (id: string, object: Record<string, unknown>, type = 'payment_intent.succeeded') =>
    JSON.stringify({ id, object: 'event', type, created: Math.floor(Date.now() / 1000), data: { object } });

  it('settles by a signed event, and keeps the client secret of the event out of the database', async () => {
    const invoiceId = await world.invoice();
    const { id } = (await (await call('finance', 'POST', '/v1/payments', basket(invoiceId))).json()) as {
      id: string;
    };
    const ref = [...world.gateway.payments.values()].find((row) => row.paymentId === id)?.vendorRef ?? '';
    const payload = event('evt_route_1', {
      id: ref,
      object: 'payment_intent',
      status: 'succeeded',
      amount: 500,
      amount_received: 500,
      client_secret: `${ref}_secret_x`,
      last_payment_error: null,
      latest_charge: 'ch_1',
      metadata: { client_id: world.clients.a, payment_id: id },
    });
    expect((await deliver(payload)).status).toBe(200);
    expect((await deliver(payload)).status).toBe(200);
    const shown = await call('finance', 'GET', `/v1/payments/${id}`);
    expect(await shown.json()).toMatchObject({ status: 'succeeded', lines: [{ allocatedCents: 500 }] });
    const [kept] = await world.sql`select payload::text as text from inbox where event_id = 'evt_route_1'`;
    expect(kept?.text).toContain('payment_intent.succeeded');
    expect(kept?.text).not.toContain('_secret_');
  });

  it('answers 400 to a wrong signature, 413 to more than 1 MB, 200 to what it does not know', async () => {
    const payload = event('evt_route_2', {}, 'customer.created');
    const wrong = await deliver(
      payload,
      stripe.webhooks.generateTestHeaderString({ payload, secret: 'whsec_other' }),
    );
    expect([wrong.status, await codeOf(wrong)]).toEqual([400, 'signature_invalid']);
    const large = await deliver(event('evt_route_3', { text: 'x'.repeat(1_100_000) }));
    expect([large.status, await codeOf(large)]).toEqual([413, 'payload_too_large']);
    expect((await deliver(payload)).status).toBe(200);
    expect(
      await world.sql`select event_id, outcome from inbox where event_id in ('evt_route_2', 'evt_route_3')`,
    ).toEqual([expect.objectContaining({ event_id: 'evt_route_2', outcome: 'ignored' })]);
  });
});
