import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../host-demo/sandbox/create-sandbox.ts';
import type { PaymentGateway, SavedMethod } from '../../ports/payment-gateway.ts';
import type { MethodKind, PaymentMethodVault } from '../../ports/payment-method-vault.ts';
import { createStripeGateway, createStripeVault } from './index.ts';
import { maskBsb, maskPayId } from './method-details.ts';

let sandbox: Sandbox;
let sdk: Stripe;
let gateway: PaymentGateway;
let vault: PaymentMethodVault;

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 });
  sdk = new Stripe('sk_test_sandbox', { host: 'localhost', port: sandbox.port, protocol: 'http' });
  const options = {
    secretKey: 'sk_test_sandbox',
    publishableKey: 'pk_test_sandbox',
    webhookSecrets: ['whsec_x'],
    apiBaseUrl: sandbox.origin,
  };
  gateway = createStripeGateway(options);
  vault = createStripeVault(options);
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.stripe.reset();
  Object.assign(sandbox.stripe.account.banks, { becsClearsMs: null, payToClearsMs: null });
});

const control = async (path: string, body: unknown) => {
  const response = await fetch(`${sandbox.origin}/control/stripe${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
};

const begin = (kind: MethodKind) =>
  vault.begin({
    clientId: randomUUID(),
    methodId: randomUUID(),
    kind,
    customerRef: null,
    customerName: 'Harbourview Property Group',
    customerEmail: 'asha@client.example',
    maxCents: kind === 'payto' ? 250_000 : null,
    idempotencyKey: randomUUID(),
    traceId: 'd'.repeat(32),
  });

const data: Record<MethodKind, Stripe.SetupIntentConfirmParams> = {
  card: { payment_method: 'pm_card_visa' },
  becs: {
    payment_method_data: {
      type: 'au_becs_debit',
      au_becs_debit: { bsb_number: '000000', account_number: '000123456' },
      billing_details: { name: 'Asha Rao', email: 'asha@client.example' },
    },
    mandate_data: { customer_acceptance: { type: 'offline', offline: {} } },
  },
  payto: { payment_method_data: { type: 'payto', payto: { pay_id: 'asha@client.example' } } },
};

/** Saves a method as the payer does in the browser; the payer's bank says yes where it is asked. */
async function save(kind: MethodKind, more?: Stripe.SetupIntentConfirmParams) {
  const { setupRef } = await begin(kind);
  const setup = await sdk.setupIntents.confirm(setupRef, more ?? data[kind]);
  if (kind === 'payto') await control(`/mandates/${String(setup.mandate)}`, { answer: 'authorise' });
  const { picture, handover } = await vault.read({ setupRef, methodRef: null, mandateRef: null });
  return { setupRef, picture, handover };
}

/** What the payer tells the bank in the browser. */
const answerChallenge = (paymentIntent: string, outcome: 'complete' | 'fail') =>
  control('/authenticate', { paymentIntent, outcome });

const order = (rail: MethodKind, saved: SavedMethod, payerPresent = false) => {
  const paymentId = randomUUID();
  return {
    clientId: randomUUID(),
    paymentId,
    rail,
    saved,
    payerPresent,
    amountCents: 20_000,
    description: 'INV-1',
    idempotencyKey: paymentId,
    traceId: 'd'.repeat(32),
  };
};
const savedOf = ({ picture }: Awaited<ReturnType<typeof save>>): SavedMethod => ({
  customerRef: picture.customerRef ?? '',
  methodRef: picture.methodRef ?? '',
  mandateRef: picture.mandateRef,
});

describe('F8 saved methods at Stripe', () => {
  it('hands the payer over to save one, and says that nothing is there yet', async () => {
    const { setupRef, handover } = await begin('card');
    expect(handover).toMatchObject({ vendor: 'stripe', clientSecret: expect.stringContaining(setupRef) });
    const { picture } = await vault.read({ setupRef, methodRef: null, mandateRef: null });
    expect(picture).toMatchObject({ setup: 'open', methodRef: null, mandate: 'none' });
  });

  it('S7 shows what a payer knows a method by, and no number', async () => {
    expect((await save('card')).picture).toMatchObject({
      setup: 'succeeded',
      details: { brand: 'visa', last4: '4242', expiresOn: expect.stringMatching(/-12-31$/) },
    });
    const { picture, handover } = await save('becs');
    expect(handover).toBeNull();
    expect(picture).toMatchObject({
      mandate: 'active',
      isAttached: true,
      details: { holder: 'Asha Rao', last4: '3456', bsbMasked: '000-•••' },
    });
    expect(JSON.stringify(picture)).not.toContain('000123456');
    expect((await save('payto')).picture).toMatchObject({
      mandate: 'active',
      mandateMaxCents: 250_000,
      details: { payIdMasked: 'as•••@client.example' },
    });
    expect([maskBsb('062 000'), maskPayId('0400 000 123')]).toEqual(['062-•••', '•••• ••• 123']);
  });

  it.each([
    ['card', 'succeeded'],
    ['becs', 'processing'],
    ['payto', 'processing'],
  ] as const)('E15 charges a saved %s without its payer', async (kind, state) => {
    const saved = savedOf(await save(kind));
    const { payment } = await gateway.create(order(kind, saved));
    expect(payment).toMatchObject({ state, amountCents: 20_000 });
  });

  it('E15 a saved card that is declined has failed, with the reason, and leaves nothing open', async () => {
    const saved = savedOf(await save('card'));
    sandbox.stripe.account.store.put('vault', { id: saved.methodRef, behaviour: 'insufficient_funds' });
    const wanted = order('card', saved);
    for (let n = 0; n < 2; n += 1) {
      const { payment } = await gateway.create(wanted);
      expect(payment).toMatchObject({ state: 'failed', failure: 'insufficient_funds', capturedCents: 0 });
      expect((await sdk.paymentIntents.retrieve(payment.vendorRef)).status).toBe('canceled');
    }
  });

  it('F6 asks the bank of a payer who is there; a no fails the payment and leaves nothing open', async () => {
    const saved = savedOf(await save('card'));
    sandbox.stripe.account.store.put('vault', { id: saved.methodRef, behaviour: 'authenticated' });
    const { payment, handover } = await gateway.create(order('card', saved, true));
    expect(payment.state).toBe('requires_action');
    expect(handover).toMatchObject({ vendor: 'stripe', step: 'authenticate' });
    expect((await gateway.read(payment.vendorRef)).handover).toEqual(handover);

    await answerChallenge(payment.vendorRef, 'fail');
    const after = await gateway.read(payment.vendorRef);
    expect(after.payment).toMatchObject({ state: 'failed', failure: 'authentication_failed' });
    expect((await sdk.paymentIntents.retrieve(payment.vendorRef)).status).toBe('canceled');
  });

  it('F6 a saved card whose bank was answered is paid', async () => {
    const saved = savedOf(await save('card'));
    sandbox.stripe.account.store.put('vault', { id: saved.methodRef, behaviour: 'authenticated' });
    const { payment } = await gateway.create(order('card', saved, true));
    await answerChallenge(payment.vendorRef, 'complete');
    expect((await gateway.read(payment.vendorRef)).payment).toMatchObject({
      state: 'succeeded',
      capturedCents: 20_000,
    });
  });

  it('takes a method away for good, with its agreement, and a second time too', async () => {
    const { setupRef, picture } = await save('becs');
    const refs = { setupRef, methodRef: picture.methodRef, mandateRef: picture.mandateRef };
    await vault.detach(refs);
    await vault.detach(refs);
    expect((await vault.read(refs)).picture).toMatchObject({ isAttached: false, mandate: 'inactive' });
  });

  it('takes back what was begun and never finished', async () => {
    const { setupRef } = await begin('card');
    await vault.detach({ setupRef, methodRef: null, mandateRef: null });
    const { picture } = await vault.read({ setupRef, methodRef: null, mandateRef: null });
    expect(picture.setup).toBe('cancelled');
  });
});
