import { createServer } from 'node:http';
import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';

let sandbox: Sandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 });
  stripe = new Stripe('sk_test_x', {
    host: 'localhost',
    port: sandbox.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    timeout: 10_000,
  });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.faults.reset();
  sandbox.stripe.reset();
});

const create = (more: Partial<Stripe.PaymentIntentCreateParams> = {}, options?: Stripe.RequestOptions) =>
  stripe.paymentIntents.create({ amount: 12_345, currency: 'aud', ...more }, options);

const types = () => sandbox.stripe.account.store.all('event').map((event) => event.type);

describe('payment intents through the SDK (E11)', () => {
  it('creates, confirms and expands to charge and balance transaction', async () => {
    const intent = await create({ metadata: { basket: 'b1' }, allowed_payment_method_types: ['card'] });
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      metadata: { basket: 'b1' },
      livemode: false,
    });
    const paid = await stripe.paymentIntents.confirm(intent.id, {
      payment_method: 'pm_card_visa',
      expand: ['latest_charge.balance_transaction'],
    });
    expect(paid).toMatchObject({
      status: 'succeeded',
      amount_received: 12_345,
      latest_charge: { status: 'succeeded', balance_transaction: { amount: 12_345, fee: 240, net: 12_105 } },
    });
    expect(types()).toEqual(['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded']);
  });

  it.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'incorrect_cvc'],
  ])('answers 402 for %s and leaves the intent payable', async (method, code, declineCode) => {
    const intent = await create();
    const refused = await stripe.paymentIntents
      .confirm(intent.id, { payment_method: method })
      .catch((e: unknown) => e);
    expect(refused).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(refused).toMatchObject({ statusCode: 402, code, decline_code: declineCode });
    const after = await stripe.paymentIntents.retrieve(intent.id);
    expect(after).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code } });
    expect(types()).toContain('payment_intent.payment_failed');
  });

  it('asks for authentication and takes the bank’s answer once', async () => {
    const intent = await create({ confirm: true, payment_method: 'pm_card_authenticationRequired' });
    expect(intent).toMatchObject({ status: 'requires_action', next_action: { type: 'use_stripe_sdk' } });
    const answer = (outcome: string) =>
      fetch(`${sandbox.origin}/stripe/challenge/${intent.id}`, {
        method: 'POST',
        body: new URLSearchParams({ outcome, client_secret: intent.client_secret ?? '' }),
      }).then((response) => response.json());
    expect(await answer('complete')).toEqual({ status: 'succeeded' });
    expect(await answer('fail')).toEqual({ status: 'succeeded' });
  });

  it('refuses authentication off session with 402', async () => {
    const refused = create({
      confirm: true,
      off_session: true,
      payment_method: 'pm_card_authenticationRequired',
    });
    await expect(refused).rejects.toMatchObject({ statusCode: 402, code: 'authentication_required' });
  });

  it('holds and captures in part, updates, cancels', async () => {
    const held = await create({ confirm: true, payment_method: 'pm_card_visa', capture_method: 'manual' });
    expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 12_345 });
    const captured = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 10_000 });
    expect(captured).toMatchObject({ status: 'succeeded', amount_received: 10_000 });

    const open = await create({ metadata: { a: '1', b: '2' } });
    const updated = await stripe.paymentIntents.update(open.id, { amount: 777, metadata: { a: '' } });
    expect(updated).toMatchObject({ amount: 777, metadata: { b: '2' } });
    const canceled = await stripe.paymentIntents.cancel(open.id, { cancellation_reason: 'abandoned' });
    expect(canceled.status).toBe('canceled');
    await expect(stripe.paymentIntents.cancel(open.id)).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
  });

  it('disputes the dispute card right after its success', async () => {
    const intent = await create({ confirm: true, payment_method: 'pm_card_createDispute' });
    expect(intent.status).toBe('succeeded');
    const { data } = await stripe.disputes.list({ payment_intent: intent.id });
    expect(data).toMatchObject([{ amount: 12_345, status: 'needs_response', reason: 'fraudulent' }]);
    expect(types().slice(-2)).toEqual(['charge.dispute.created', 'charge.dispute.funds_withdrawn']);
  });

  it.each([
    [{ amount: 49, currency: 'aud' }, 'amount_too_small', 'amount'],
    [{ amount: 100 }, 'parameter_missing', 'currency'],
    [{ amount: 'x', currency: 'aud' }, 'parameter_invalid_integer', 'amount'],
    [{ amount: 100, currency: 'aud', colour: 'red' }, 'parameter_unknown', 'colour'],
  ])('refuses %j with %s', async (body, code, param) => {
    const refused = stripe.rawRequest('POST', '/v1/payment_intents', body);
    await expect(refused).rejects.toMatchObject({
      statusCode: 400,
      code,
      param,
      type: 'StripeInvalidRequestError',
    });
  });

  it('answers 404 with resource_missing and 401 for a bad key', async () => {
    await expect(stripe.paymentIntents.retrieve('pi_none')).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
    const stranger = new Stripe('nonsense', { host: 'localhost', port: sandbox.port, protocol: 'http' });
    await expect(stranger.paymentIntents.list()).rejects.toMatchObject({ statusCode: 401 });
  });
});

describe('refunds, lists and customers through the SDK', () => {
  it('refunds in parts and never more than was taken', async () => {
    const { id } = await create({ confirm: true, payment_method: 'pm_card_visa' });
    await stripe.refunds.create({ payment_intent: id, amount: 345 });
    await expect(stripe.refunds.create({ payment_intent: id, amount: 12_001 })).rejects.toMatchObject({
      statusCode: 400,
      param: 'amount',
    });
    await stripe.refunds.create({ payment_intent: id });
    await expect(stripe.refunds.create({ payment_intent: id })).rejects.toMatchObject({
      code: 'charge_already_refunded',
    });
    expect((await stripe.refunds.list({ payment_intent: id })).data.map((refund) => refund.amount)).toEqual([
      12_000, 345,
    ]);
    const movements = await stripe.balanceTransactions.list({ type: 'refund' });
    expect(movements.data.map((movement) => movement.amount)).toEqual([-12_000, -345]);
  });

  it('pages through lists newest first', async () => {
    const made: string[] = [];
    for (let count = 0; count < 7; count += 1) made.push((await create()).id);
    const first = await stripe.paymentIntents.list({ limit: 3 });
    expect(first.has_more).toBe(true);
    const seen: string[] = [];
    for await (const intent of stripe.paymentIntents.list({ limit: 3, created: { gte: 1 } }))
      seen.push(intent.id);
    expect(seen).toEqual([...made].reverse());
    const events = await stripe.events.list({ type: 'payment_intent.created', limit: 100 });
    expect(events.data).toHaveLength(7);
    expect((await stripe.events.list({ created: { gte: 9_999_999_999 } })).data).toEqual([]);
  });

  it('keeps cards of a customer', async () => {
    const customer = await stripe.customers.create({
      email: 'finance@harbourview.example',
      metadata: { id: 'c1' },
    });
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({
      email: 'finance@harbourview.example',
    });
    const setup = await stripe.setupIntents.create({
      customer: customer.id,
      payment_method: 'pm_card_visa',
      confirm: true,
    });
    expect(setup.status).toBe('succeeded');
    const { data } = await stripe.paymentMethods.list({ customer: customer.id, type: 'card' });
    expect(data).toMatchObject([{ card: { last4: '4242' } }]);
    await stripe.paymentMethods.detach(data[0]?.id ?? '');
    expect((await stripe.paymentMethods.list({ customer: customer.id })).data).toEqual([]);
  });
});

describe('idempotency keys', () => {
  it('replays the saved answer for the same parameters', async () => {
    const options = { idempotencyKey: 'key-1' };
    const first = await create({}, options);
    const second = await create({}, options);
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(first.lastResponse.requestId).not.toBe(second.lastResponse.requestId);
    expect(sandbox.stripe.account.store.all('payment_intent')).toHaveLength(1);
  });

  it('refuses the key for other parameters', async () => {
    await create({}, { idempotencyKey: 'key-2' });
    await expect(create({ amount: 1_000 }, { idempotencyKey: 'key-2' })).rejects.toBeInstanceOf(
      Stripe.errors.StripeIdempotencyError,
    );
  });

  it('answers 409 while the first request runs', async () => {
    // An event of an earlier test that is still on its way would be taken for this one's.
    await expect.poll(() => sandbox.stripe.sender.pending).toBe(0);
    sandbox.faults.change({ stripe: { webhook: { deliver: 'before_response' } } });
    const slow = createServer().listen(0);
    // The first request runs for as long as the endpoint of its event keeps it waiting.
    let release = () => {};
    const asked = new Promise<void>((resolve) => {
      slow.once('request', (_request, response) => {
        release = () => response.end();
        resolve();
      });
    });
    const address = slow.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await fetch(`${sandbox.origin}/control/stripe/endpoints`, {
      method: 'POST',
      body: JSON.stringify({ url: `http://localhost:${port}`, secret: 'whsec_test' }),
    });
    const first = create({}, { idempotencyKey: 'key-3' });
    await asked;
    await expect(create({}, { idempotencyKey: 'key-3' })).rejects.toMatchObject({ statusCode: 409 });
    release();
    expect((await first).object).toBe('payment_intent');
    slow.close();
    slow.closeAllConnections();
  });

  it('F6 saves a 500 and replays it', async () => {
    sandbox.faults.change({ stripe: { api: { outage: '500', times: 1 } } });
    await expect(create({}, { idempotencyKey: 'key-4' })).rejects.toMatchObject({ statusCode: 500 });
    await expect(create({}, { idempotencyKey: 'key-4' })).rejects.toMatchObject({
      statusCode: 500,
      headers: { 'idempotent-replayed': 'true' },
    });
  });
});

describe('outages', () => {
  const outage = (name: string) =>
    sandbox.faults.change({ stripe: { api: { outage: name, times: 1, match: 'POST /v1/payment_intents' } } });
  const made = () => sandbox.stripe.account.store.all('payment_intent').length;

  it('F5 loses the answer after the effect, which the key finds again', async () => {
    outage('timeout_after_effect');
    await expect(create({}, { idempotencyKey: 'key-5', timeout: 300 })).rejects.toBeInstanceOf(
      Stripe.errors.StripeConnectionError,
    );
    await expect.poll(made).toBe(1);
    await create({}, { idempotencyKey: 'key-5' });
    expect(made()).toBe(1);
  });

  it('loses the request before the effect', async () => {
    outage('timeout_before_effect');
    await expect(create({}, { timeout: 300 })).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
    expect(made()).toBe(0);
  });

  it('resets the connection, limits the rate, answers slowly', async () => {
    sandbox.faults.change({ stripe: { api: { outage: 'connection_reset', times: 2 } } });
    await expect(create()).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
    outage('rate_limit');
    await expect(create()).rejects.toBeInstanceOf(Stripe.errors.StripeRateLimitError);
    outage('slow:150');
    const started = Date.now();
    await create();
    expect(Date.now() - started).toBeGreaterThanOrEqual(150);
  });
});
