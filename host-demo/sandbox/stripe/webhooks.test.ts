import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';
import { type Receiver, startReceiver } from '../testing/receiver.ts';

const SECRET = 'whsec_of_the_test';
let sandbox: Sandbox;
let receiver: Receiver;
let stripe: Stripe;

beforeAll(async () => {
  receiver = await startReceiver();
  sandbox = await createSandbox({
    port: 0,
    stripeWebhook: { url: `${receiver.origin}/webhooks/stripe`, secret: SECRET },
    webhookRetryDelaysMs: [20, 20, 20],
  });
  stripe = new Stripe('sk_test_x', { host: 'localhost', port: sandbox.port, protocol: 'http' });
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});
beforeEach(async () => {
  await expect.poll(() => sandbox.stripe.sender.pending).toBe(0);
  sandbox.faults.reset();
  sandbox.stripe.reset();
  receiver.received.length = 0;
  receiver.answer = () => ({ status: 200 });
});

const pay = () =>
  stripe.paymentIntents.create({
    amount: 5_000,
    currency: 'aud',
    confirm: true,
    payment_method: 'pm_card_visa',
  });
const typesReceived = () => receiver.received.map((call) => String(JSON.parse(call.body).type));
const arrived = (count: number) => expect.poll(() => receiver.received.length).toBe(count);
const deliver = (mode: string) => sandbox.faults.change({ stripe: { webhook: { deliver: mode } } });

describe('webhooks (E16, S60)', () => {
  it('signs what the SDK verifies, and counts the delivery off', async () => {
    const intent = await pay();
    await arrived(3);
    for (const { body, headers } of receiver.received) {
      const event = stripe.webhooks.constructEvent(body, headers['stripe-signature'] ?? '', SECRET);
      expect(event.livemode).toBe(false);
      expect(() =>
        stripe.webhooks.constructEvent(`${body} `, headers['stripe-signature'] ?? '', SECRET),
      ).toThrow();
      expect(event.data.object).toMatchObject({ livemode: false });
    }
    expect(typesReceived().sort()).toEqual([
      'charge.succeeded',
      'payment_intent.created',
      'payment_intent.succeeded',
    ]);
    expect(intent.status).toBe('succeeded');
    const pending = async () => (await stripe.events.list()).data.map((event) => event.pending_webhooks);
    await expect.poll(pending).toEqual([0, 0, 0]);
  });

  it('tries again until it is accepted', async () => {
    receiver.answer = (_call, count) => ({ status: count <= 2 ? 503 : 200 });
    await stripe.paymentIntents.create({ amount: 5_000, currency: 'aud' });
    await arrived(3);
    await expect
      .poll(() => sandbox.stripe.sender.log.map(({ attempt, status }) => [attempt, status]))
      .toEqual([
        [1, 503],
        [2, 503],
        [3, 200],
      ]);
  });

  it('can hold back, and replay later', async () => {
    deliver('never');
    await pay();
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(receiver.received).toEqual([]);
    const { data } = await stripe.events.list({ delivery_success: false });
    expect(data).toHaveLength(3);
    deliver('normal');
    const answer = await fetch(`${sandbox.origin}/control/webhooks/replay`, { method: 'POST' });
    expect(await answer.json()).toEqual({ sent: 3, statuses: { 200: 3 } });
  });

  it('can duplicate and can come before the API’s own answer', async () => {
    deliver('duplicate:4');
    await stripe.paymentIntents.create({ amount: 5_000, currency: 'aud' });
    await arrived(4);
    expect(new Set(receiver.received.map((call) => JSON.parse(call.body).id)).size).toBe(1);
    receiver.received.length = 0;
    deliver('before_response');
    await pay();
    expect(receiver.received).toHaveLength(3);
  });

  it('F1 replays thousands of deliveries shuffled and side by side', async () => {
    deliver('never');
    for (let count = 0; count < 10; count += 1) await pay();
    const answer = await fetch(`${sandbox.origin}/control/webhooks/replay`, {
      method: 'POST',
      body: JSON.stringify({
        types: ['payment_intent.succeeded'],
        times: 100,
        shuffle: true,
        concurrency: 64,
      }),
    });
    expect(await answer.json()).toEqual({ sent: 1_000, statuses: { 200: 1_000 } });
    const firstTen = receiver.received.slice(0, 10).map((call) => JSON.parse(call.body).id);
    const inOrder = sandbox.stripe.account.store
      .all('event')
      .filter((event) => event.type === 'payment_intent.succeeded')
      .map((event) => event.id);
    expect(firstTen).not.toEqual(inOrder);
  });

  it('reaches an endpoint that is added by control, and only with its types', async () => {
    const other = await startReceiver();
    const added = await fetch(`${sandbox.origin}/control/stripe/endpoints`, {
      method: 'POST',
      body: JSON.stringify({
        url: other.origin,
        secret: 'whsec_two',
        enabledEvents: ['payment_intent.succeeded'],
      }),
    });
    expect(added.status).toBe(201);
    const open = await stripe.paymentIntents.create({ amount: 5_000, currency: 'aud' });
    const done = await fetch(`${sandbox.origin}/control/stripe/succeed`, {
      method: 'POST',
      body: JSON.stringify({ paymentIntent: open.id }),
    });
    expect(await done.json()).toMatchObject({ status: 'succeeded' });
    await expect.poll(() => other.received).toHaveLength(1);
    expect(() =>
      stripe.webhooks.constructEvent(
        other.received[0]?.body ?? '',
        other.received[0]?.headers['stripe-signature'] ?? '',
        'whsec_two',
      ),
    ).not.toThrow();
    await other.close();
  });
});
