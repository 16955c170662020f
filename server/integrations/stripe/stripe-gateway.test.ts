import { createServer, type Server } from 'node:http';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../host-demo/sandbox/create-sandbox.ts';
import { GatewayRefused, GatewayUnknown, SignatureInvalid } from '../../ports/payment-gateway.ts';
import { gatewayContract } from '../payment-gateway.suite.ts';
import { createStripeGateway } from './stripe-gateway.ts';

const secret = 'whsec_test_current';
const previous = 'whsec_test_previous';
const stripe = new Stripe('sk_test_x');

const gatewayOn = (apiBaseUrl: string, timeoutMs = 700) =>
  createStripeGateway({
    secretKey: 'sk_test_sandbox',
    publishableKey: 'pk_test_sandbox',
    webhookSecrets: [secret, previous],
    apiBaseUrl,
    scriptUrl: `${apiBaseUrl}/stripe/v3/`,
    timeoutMs,
  });

const control = async (sandbox: Sandbox, path: string, body: unknown, method = 'POST') => {
  const response = await fetch(`${sandbox.origin}/control${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  if (!response.ok) throw new Error(`${path} ${response.status} ${await response.text()}`);
  return response.json();
};

gatewayContract('Stripe', async () => {
  const sandbox = await createSandbox({ port: 0 });
  const sdk = new Stripe('sk_test_sandbox', { host: 'localhost', port: sandbox.port, protocol: 'http' });
  await control(sandbox, '/stripe/banks', { becsClearsMs: null }, 'PUT');
  const chargeOf = async (vendorRef: string) =>
    String((await sdk.paymentIntents.retrieve(vendorRef)).latest_charge);
  return {
    gateway: gatewayOn(sandbox.origin),
    capture: (vendorRef) => control(sandbox, '/stripe/succeed', { paymentIntent: vendorRef }),
    decline: async (vendorRef) => {
      await sdk.paymentIntents
        .confirm(vendorRef, { payment_method: 'pm_card_chargeDeclined' })
        .catch(() => {});
    },
    refund: async (vendorRef, amount) => {
      await sdk.refunds.create({ payment_intent: vendorRef, amount });
    },
    dispute: async (vendorRef, to) => {
      if (to === 'open') {
        await control(sandbox, '/stripe/disputes', { charge: await chargeOf(vendorRef) });
        return;
      }
      const [dispute] = (await sdk.disputes.list({ payment_intent: vendorRef })).data;
      await control(sandbox, `/stripe/disputes/${dispute?.id}/close`, { status: to });
    },
    debit: {
      pay: async (vendorRef) => {
        await sdk.paymentIntents.confirm(vendorRef, {
          payment_method_data: {
            type: 'au_becs_debit',
            au_becs_debit: { bsb_number: '000000', account_number: '000123456' },
            billing_details: { name: 'Asha Rao', email: 'asha@client.example' },
          },
          mandate_data: { customer_acceptance: { type: 'offline', offline: {} } },
        });
      },
      clear: (vendorRef) => control(sandbox, `/stripe/debits/${vendorRef}`, { outcome: 'succeed' }),
      dishonour: (vendorRef) => control(sandbox, `/stripe/debits/${vendorRef}/dishonour`, {}),
    },
    hush: (call, effect) =>
      control(
        sandbox,
        '/faults',
        {
          stripe: {
            api: {
              outage: `timeout_${effect}`,
              times: 1,
              match: call === 'create' ? 'POST /v1/payment_intents' : 'GET /v1/payment_intents/*',
            },
          },
        },
        'PUT',
      ),
    events: async (vendorRef) => {
      const { items } = (await (await fetch(`${sandbox.origin}/control/stripe/events`)).json()) as {
        items: { data: { object: { id: string; payment_intent?: string } } }[];
      };
      return items
        .filter(({ data: { object } }) => object.id === vendorRef || object.payment_intent === vendorRef)
        .map((event) => signed(JSON.stringify(event)));
    },
    close: () => sandbox.close(),
  };
});

const now = () => Math.floor(Date.now() / 1000);
function signed(payload: string, options: { key?: string; timestamp?: number } = {}) {
  const header = stripe.webhooks.generateTestHeaderString({
    payload,
    secret: options.key ?? secret,
    timestamp: options.timestamp ?? now(),
  });
  return { rawBody: Buffer.from(payload), headers: new Headers({ 'stripe-signature': header }) };
}

describe('S60 events of Stripe', () => {
  const gateway = gatewayOn('http://localhost:9');
  const body = JSON.stringify({
    id: 'evt_1',
    object: 'event',
    type: 'customer.created',
    created: now(),
    data: { object: {} },
  });
  const read = ({ rawBody, headers }: ReturnType<typeof signed>) =>
    gateway.readEvent(rawBody, headers, new Date());

  it('accepts the current secret, and the previous one while it is replaced', async () => {
    expect(await read(signed(body))).toMatchObject({ eventId: 'evt_1', payment: null });
    expect(await read(signed(body, { key: previous }))).toMatchObject({ eventId: 'evt_1' });
  });

  it('accepts two signatures of which one is ours', async () => {
    const { rawBody, headers } = signed(body);
    headers.set('stripe-signature', `${headers.get('stripe-signature')},v1=${'0'.repeat(64)}`);
    expect(await read({ rawBody, headers })).toMatchObject({ eventId: 'evt_1' });
  });

  const withHeader = (value: string | null) => ({
    rawBody: Buffer.from(body),
    headers: value === null ? new Headers() : new Headers({ 'stripe-signature': value }),
  });
  it.each([
    ['another secret', () => signed(body, { key: 'whsec_wrong' })],
    ['301 seconds ago', () => signed(body, { timestamp: now() - 301 })],
    ['302 seconds ahead, which the SDK accepts', () => signed(body, { timestamp: now() + 302 })],
    ['a day ahead, which the SDK accepts', () => signed(body, { timestamp: now() + 86_400 })],
    ['a space more in the body', () => ({ ...signed(body), rawBody: Buffer.from(`${body} `) })],
    ['no v1', () => withHeader(`t=${now()},v0=${'0'.repeat(64)}`)],
    ['no time', () => withHeader(`v1=${'0'.repeat(64)}`)],
    ['an empty header', () => withHeader('')],
    ['no header', () => withHeader(null)],
    ['a body that is no event', () => signed('[]')],
    ['a body that is no JSON', () => signed('{')],
  ])('refuses %s', async (_name, make) => {
    await expect(read(make())).rejects.toThrow(SignatureInvalid);
  });
});

describe('F22 Stripe on a bad day', () => {
  let server: Server;
  let answer: { status: number; body: string; type?: string; headers?: Record<string, string> } = {
    status: 200,
    body: '{}',
  };
  let calls = 0;
  let base = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      calls += 1;
      request.resume();
      if (answer.status === 0) return void request.socket.destroy();
      response
        .writeHead(answer.status, { 'content-type': answer.type ?? 'application/json', ...answer.headers })
        .end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const address = server.address();
    base = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const problem = (type: string, code?: string) => JSON.stringify({ error: { type, code, message: 'm' } });
  it.each([
    ['500', { status: 500, body: problem('api_error') }, GatewayUnknown],
    ['a page of HTML', { status: 502, body: '<html>', type: 'text/html' }, GatewayUnknown],
    ['half a JSON', { status: 200, body: '{"id":"pi_' }, GatewayUnknown],
    ['429', { status: 429, body: problem('invalid_request_error', 'rate_limit') }, GatewayUnknown],
    ['a reset connection', { status: 0, body: '' }, GatewayUnknown],
    [
      'a key in use',
      { status: 409, body: problem('idempotency_error', 'idempotency_key_in_use') },
      GatewayUnknown,
    ],
    ['a key with other parameters', { status: 400, body: problem('idempotency_error') }, GatewayUnknown],
    ['401', { status: 401, body: problem('invalid_request_error') }, GatewayRefused],
    ['403', { status: 403, body: problem('invalid_request_error') }, GatewayRefused],
    ['400', { status: 400, body: problem('invalid_request_error', 'amount_too_small') }, GatewayRefused],
    ['402', { status: 402, body: problem('card_error', 'card_declined') }, GatewayRefused],
  ])('%s: never a word of the vendor, and never a guess', async (_name, given, expected) => {
    answer = given;
    const order = {
      clientId: 'c',
      paymentId: 'p',
      rail: 'card' as const,
      saved: null,
      payerPresent: true,
      amountCents: 100,
      description: 'd',
      idempotencyKey: 'k',
      traceId: 't',
    };
    await expect(gatewayOn(base).create(order)).rejects.toBeInstanceOf(expected);
  });

  it.each([
    ['its first answer', undefined, false],
    ['the answer that it keeps', { 'idempotent-replayed': 'true' }, true],
  ])('F6 a 500 that is %s', async (_name, headers, isFinal) => {
    answer = { status: 500, body: problem('api_error'), ...(headers && { headers }) };
    const order = {
      clientId: 'c',
      paymentId: 'p',
      rail: 'card' as const,
      saved: null,
      payerPresent: true,
      amountCents: 100,
      description: 'd',
      traceId: 't',
    };
    await expect(gatewayOn(base).create({ ...order, idempotencyKey: 'k' })).rejects.toMatchObject({
      name: 'GatewayUnknown',
      isFinal,
    });
  });

  it('F23 stops calling while the vendor is down; what it refuses does not count', async () => {
    const gateway = gatewayOn(base);
    answer = { status: 404, body: problem('invalid_request_error', 'resource_missing') };
    for (let n = 0; n < 20; n += 1) await expect(gateway.read('pi_1')).rejects.toBeInstanceOf(GatewayRefused);
    answer = { status: 500, body: problem('api_error') };
    for (let n = 0; n < 20; n += 1) await expect(gateway.read('pi_1')).rejects.toBeInstanceOf(GatewayUnknown);
    const before = calls;
    await expect(gateway.read('pi_1')).rejects.toBeInstanceOf(GatewayUnknown);
    expect(calls).toBe(before);
  });
});
