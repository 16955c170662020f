import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCertificates } from '../../../server/integrations/paypal/certificates.ts';
import { readPaypalEvent } from '../../../server/integrations/paypal/read-event.ts';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';
import { type Receiver, startReceiver } from '../testing/receiver.ts';

const webhookId = 'WH-OF-THE-TEST';
let sandbox: Sandbox;
let receiver: Receiver;
let token = '';

beforeAll(async () => {
  receiver = await startReceiver();
  sandbox = await createSandbox({
    port: 0,
    paypalWebhook: { url: `${receiver.origin}/webhooks/paypal`, id: webhookId },
    webhookRetryDelaysMs: [20, 20, 20],
  });
  const answer = await fetch(`${sandbox.origin}/paypal/v1/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('client:secret')}` },
  });
  token = ((await answer.json()) as { access_token: string }).access_token;
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});
beforeEach(async () => {
  await expect.poll(() => sandbox.paypal.sender.pending).toBe(0);
  sandbox.faults.reset();
  sandbox.paypal.reset();
  receiver.received.length = 0;
  receiver.answer = () => ({ status: 200 });
});

type Answer = {
  status: number;
  body: { id: string; status: string; name?: string; details?: { issue: string }[] };
};
async function call(path: string, options: { body?: unknown; requestId?: string; bearer?: string } = {}) {
  const response = await fetch(`${sandbox.origin}/paypal${path}`, {
    method: options.body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${options.bearer ?? token}`,
      'content-type': 'application/json',
      ...(options.requestId ? { 'paypal-request-id': options.requestId } : {}),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  return { status: response.status, body: await response.json() } as Answer;
}
const unit = (value: unknown, currency = 'AUD') => ({
  intent: 'CAPTURE',
  purchase_units: [{ amount: { currency_code: currency, value } }],
});
const approve = (id: string, body: unknown = {}) =>
  fetch(`${sandbox.origin}/control/paypal/orders/${id}/approve`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
async function approved() {
  const { body } = await call('/v2/checkout/orders', { body: unit('10.00') });
  await approve(body.id);
  return body.id;
}

describe('orders of the stand-in PayPal', () => {
  it('one request id makes one order and takes one capture', async () => {
    const first = await call('/v2/checkout/orders', { body: unit('10.00'), requestId: 'one' });
    const again = await call('/v2/checkout/orders', { body: unit('10.00'), requestId: 'one' });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body.id).toBe(first.body.id);
    await approve(first.body.id);
    const path = `/v2/checkout/orders/${first.body.id}/capture`;
    const captures = [
      await call(path, { body: {}, requestId: 'take' }),
      await call(path, { body: {}, requestId: 'take' }),
    ];
    expect(captures.map(({ body }) => body.status)).toEqual(['COMPLETED', 'COMPLETED']);
    expect(sandbox.paypal.account.store.all('capture')).toHaveLength(1);
    expect(await call(path, { body: {}, requestId: 'another' })).toMatchObject({
      status: 422,
      body: { details: [{ issue: 'ORDER_ALREADY_CAPTURED' }] },
    });
  });

  it.each([
    [unit('0.00'), 'INVALID_PARAMETER_VALUE'],
    [unit('-1.00'), 'INVALID_PARAMETER_VALUE'],
    [unit('1.001'), 'INVALID_PARAMETER_VALUE'],
    [unit(10), 'INVALID_PARAMETER_VALUE'],
    [unit('10.00', 'USD'), 'INVALID_CURRENCY_CODE'],
    [{ ...unit('10.00'), intent: 'AUTHORIZE' }, 'INVALID_PARAMETER_VALUE'],
    [{ intent: 'CAPTURE', purchase_units: [] }, 'INVALID_ARRAY_MIN_ITEMS'],
  ])('refuses %j', async (body, issue) => {
    expect(await call('/v2/checkout/orders', { body })).toMatchObject({
      status: 400,
      body: { details: [{ issue }] },
    });
  });

  it('answers nobody without a token, and captures nothing that nobody approved', async () => {
    expect((await call('/v2/checkout/orders', { body: unit('1.00'), bearer: 'none' })).status).toBe(401);
    const { body } = await call('/v2/checkout/orders', { body: unit('1.00') });
    expect(await call(`/v2/checkout/orders/${body.id}/capture`, { body: {} })).toMatchObject({
      status: 422,
      body: { details: [{ issue: 'ORDER_NOT_APPROVED' }] },
    });
    await approve(body.id, { funding: 'declined_card' });
    expect(await call(`/v2/checkout/orders/${body.id}/capture`, { body: {} })).toMatchObject({
      status: 422,
      body: { details: [{ issue: 'INSTRUMENT_DECLINED' }] },
    });
  });

  it('lets nobody approve from another site’s page', async () => {
    const { body } = await call('/v2/checkout/orders', { body: unit('1.00') });
    const answer = await fetch(`${sandbox.origin}/paypal/checkoutnow`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
      body: new URLSearchParams({ token: body.id, funding: 'balance' }),
    });
    expect(answer.status).toBe(403);
    const page = await fetch(`${sandbox.origin}/paypal/checkoutnow?token=${body.id}`);
    expect(await page.text()).toContain('$1.00 AUD');
  });
});

describe('S60 events of the stand-in PayPal', () => {
  const arrived = (count: number) => expect.poll(() => receiver.received).toHaveLength(count);
  const types = () => receiver.received.map(({ body }) => String(JSON.parse(body).event_type));

  it('are signed so that the product verifies them', async () => {
    const id = await approved();
    await call(`/v2/checkout/orders/${id}/capture`, { body: {} });
    await arrived(2);
    for (const { body, headers } of receiver.received) {
      const given = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
      const event = await readPaypalEvent({
        webhookId,
        certificates: createCertificates({ hosts: [new URL(sandbox.origin).host], isStandIn: true }),
        orderOf: async () => {
          throw new Error('nothing is asked');
        },
        delivery: { rawBody: Buffer.from(body), headers: new Headers(given), now: new Date() },
      });
      expect(event.vendorRef).toBe(id);
    }
    expect(types().sort()).toEqual(['CHECKOUT.ORDER.APPROVED', 'PAYMENT.CAPTURE.COMPLETED']);
  });

  it('come again until they are accepted', async () => {
    receiver.answer = (_call, count) => ({ status: count < 3 ? 503 : 200 });
    await approved();
    await arrived(3);
    await expect.poll(() => sandbox.paypal.sender.log.map(({ status }) => status)).toEqual([503, 503, 200]);
  });

  it.each([
    ['duplicate:3', 3],
    ['shuffle', 1],
    ['before_response', 1],
    ['delay:50', 1],
  ])('travel as switched: %s', async (deliver, count) => {
    sandbox.faults.change({ paypal: { webhook: { deliver } } });
    await approved();
    await arrived(count);
  });

  it('never come, and are sent when they are replayed', async () => {
    sandbox.faults.change({ paypal: { webhook: { deliver: 'never' } } });
    await approved();
    expect(sandbox.paypal.sender.log).toMatchObject([{ status: 0, error: 'held back' }]);
    const events = sandbox.paypal.account.store.all('event');
    expect(await sandbox.paypal.sender.replay(events, { times: 2 })).toMatchObject({ statuses: { 200: 2 } });
  });
});
