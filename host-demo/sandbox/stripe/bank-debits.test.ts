import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../create-sandbox.ts';

let sandbox: Sandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 });
  stripe = new Stripe('sk_test_x', { host: 'localhost', port: sandbox.port, protocol: 'http' });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  sandbox.stripe.reset();
  await control('PUT', '/banks', { becsClearsMs: null, payToClearsMs: null });
});

async function control(method: string, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${sandbox.origin}/control/stripe${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

const agreement = {
  customer_acceptance: { type: 'online', online: { ip_address: '127.0.0.1', user_agent: 'test' } },
} as const;
const becs = (accountNumber = '000123456') =>
  ({
    type: 'au_becs_debit',
    au_becs_debit: { bsb_number: '000000', account_number: accountNumber },
    billing_details: { name: 'Asha Rao', email: 'asha@client.example' },
  }) as const;
const pay = (accountNumber?: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({
    amount: 20_000,
    currency: 'aud',
    allowed_payment_method_types: ['au_becs_debit'],
    confirm: true,
    payment_method_data: becs(accountNumber),
    mandate_data: agreement,
    ...more,
  });
const read = (id: string) =>
  stripe.paymentIntents.retrieve(id, { expand: ['latest_charge.balance_transaction', 'payment_method'] });
const types = () => sandbox.stripe.account.store.all('event').map((event) => event.type);

describe('BECS direct debit (E11)', () => {
  it('is under way until the banks are done, and costs 1 % and 30 cents', async () => {
    const intent = await pay();
    expect(intent).toMatchObject({ status: 'processing', amount_received: 0 });
    await control('POST', `/debits/${intent.id}`, { outcome: 'succeed' });
    expect(await read(intent.id)).toMatchObject({
      status: 'succeeded',
      amount_received: 20_000,
      payment_method: { au_becs_debit: { bsb_number: '000000', last4: '3456' } },
      latest_charge: { status: 'succeeded', disputed: false, balance_transaction: { fee: 230, net: 19_770 } },
    });
    expect(types()).toEqual([
      'payment_intent.created',
      'charge.pending',
      'payment_intent.processing',
      'charge.succeeded',
      'payment_intent.succeeded',
    ]);
  });

  it('clears of its own accord after the time that the bank takes', async () => {
    await control('PUT', '/banks', { becsClearsMs: 300 });
    const intent = await pay();
    expect(intent.status).toBe('processing');
    await expect.poll(async () => (await read(intent.id)).status).toBe('succeeded');
  });

  it.each([
    ['111111113', 'account_closed'],
    ['222222227', 'refer_to_customer'],
    ['333333335', 'debit_not_authorized'],
  ])('account %s fails with %s and leaves the intent payable', async (number, code) => {
    await control('PUT', '/banks', { becsClearsMs: 0 });
    const intent = await pay(number);
    await expect.poll(async () => (await read(intent.id)).status).toBe('requires_payment_method');
    expect(await read(intent.id)).toMatchObject({
      last_payment_error: { code },
      latest_charge: { status: 'failed', failure_code: code },
    });
  });

  it('is disputed for good: the money is gone and nothing is left to appeal', async () => {
    const intent = await pay('666666660');
    await control('POST', `/debits/${intent.id}`, { outcome: 'succeed' });
    await control('POST', `/debits/${intent.id}/dishonour`, {});
    const { data } = await stripe.disputes.list({ payment_intent: intent.id });
    expect(data).toMatchObject([{ status: 'lost', amount: 20_000 }]);
    expect(types().slice(-3)).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.closed',
    ]);
  });

  it('saves the account with a setup intent and debits it again without asking', async () => {
    const customer = await stripe.customers.create({ name: 'Client A' });
    const setup = await stripe.setupIntents.create({
      customer: customer.id,
      confirm: true,
      allowed_payment_method_types: ['au_becs_debit'],
      payment_method_data: becs(),
      mandate_data: agreement,
    });
    expect(setup).toMatchObject({ status: 'succeeded', mandate: expect.stringMatching(/^mandate_/) });
    const saved = { customer: customer.id, payment_method: String(setup.payment_method), off_session: true };
    const intent = await stripe.paymentIntents.create({
      amount: 500,
      currency: 'aud',
      allowed_payment_method_types: ['au_becs_debit'],
      confirm: true,
      mandate: String(setup.mandate),
      ...saved,
    });
    expect(intent.status).toBe('processing');
    await stripe.paymentMethods.detach(saved.payment_method);
    expect(await stripe.mandates.retrieve(String(setup.mandate))).toMatchObject({ status: 'inactive' });
    await expect(
      stripe.paymentIntents.create({
        amount: 500,
        currency: 'aud',
        confirm: true,
        mandate: String(setup.mandate),
        ...saved,
      }),
    ).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' });
  });
});

describe('PayTo (E11)', () => {
  const payTo = (more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
    stripe.paymentIntents.create({
      amount: 5_000,
      currency: 'aud',
      allowed_payment_method_types: ['payto'],
      confirm: true,
      payment_method_data: { type: 'payto', payto: { pay_id: 'asha@client.example' } },
      mandate_data: agreement,
      ...more,
    });
  const mandate = () => sandbox.stripe.account.store.all('mandate')[0]?.id ?? '';

  it('waits for the yes in the bank’s app', async () => {
    const intent = await payTo();
    expect(intent).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'payto_await_authorization' },
    });
    await control('POST', `/mandates/${mandate()}`, { answer: 'authorise' });
    expect((await read(intent.id)).status).toBe('processing');
    await control('POST', `/debits/${intent.id}`, { outcome: 'succeed' });
    expect((await read(intent.id)).status).toBe('succeeded');
    expect(types()).toContain('mandate.updated');
  });

  it('a no there leaves the intent payable, and says so', async () => {
    const intent = await payTo();
    await control('POST', `/mandates/${mandate()}`, { answer: 'decline' });
    expect(await read(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_method_customer_decline' },
    });
  });

  it('an intent that is cancelled asks for nothing any more: a late yes takes no money', async () => {
    const intent = await payTo();
    await stripe.paymentIntents.cancel(intent.id);
    expect((await stripe.mandates.retrieve(mandate())).status).toBe('inactive');
    await control('POST', `/mandates/${mandate()}`, { answer: 'authorise' });
    expect(await read(intent.id)).toMatchObject({ status: 'canceled', latest_charge: null });
  });

  it('a saved agreement ends when the payer pauses it in the bank’s app', async () => {
    const customer = await stripe.customers.create({});
    const setup = await stripe.setupIntents.create({
      customer: customer.id,
      confirm: true,
      allowed_payment_method_types: ['payto'],
      payment_method_data: { type: 'payto', payto: { pay_id: '0400 000 000' } },
      payment_method_options: { payto: { mandate_options: { amount: 250_000, amount_type: 'maximum' } } },
      mandate_data: agreement,
    });
    expect(setup.status).toBe('requires_action');
    await control('POST', `/mandates/${mandate()}`, { answer: 'authorise' });
    expect(await stripe.setupIntents.retrieve(setup.id, { expand: ['mandate'] })).toMatchObject({
      status: 'succeeded',
      mandate: { status: 'active', payment_method_details: { payto: { amount: 250_000 } } },
    });
    await control('POST', `/mandates/${mandate()}`, { answer: 'pause' });
    expect(await stripe.mandates.retrieve(mandate())).toMatchObject({ status: 'inactive' });
  });
});

describe('chargebacks of cards', () => {
  it('a won dispute gives the money back and leaves the charge marked', async () => {
    const paid = await stripe.paymentIntents.create({
      amount: 1_000,
      currency: 'aud',
      confirm: true,
      payment_method: 'pm_card_createDispute',
    });
    const { data } = await stripe.disputes.list({ payment_intent: paid.id });
    await control('POST', `/disputes/${data[0]?.id}/close`, { status: 'won' });
    expect(await stripe.charges.retrieve(String(paid.latest_charge))).toMatchObject({ disputed: true });
    expect(await stripe.refunds.create({ payment_intent: paid.id })).toMatchObject({ amount: 1_000 });
  });
});

describe('the page of the payer’s bank', () => {
  it('lists what waits, with the buttons for it', async () => {
    await pay();
    const page = await (await fetch(`${sandbox.origin}/stripe/bank-app`)).text();
    expect(page).toContain('$200.00');
    expect(page).toContain('Clear it');
  });
});
