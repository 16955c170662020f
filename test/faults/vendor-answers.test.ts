import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../host-demo/sandbox/create-sandbox.ts';
import { houseScope } from '../../server/db/scope.ts';
import { findOutcome } from '../../server/features/payments/find-outcome.ts';
import { payInvoices } from '../../server/features/payments/pay-invoices.ts';
import { paymentRequest } from '../../server/features/payments/payments.contract.ts';
import { settlePayment } from '../../server/features/payments/settle-payment.ts';
import { showPayment } from '../../server/features/payments/show-payment.ts';
import { createWorld, ledgerFaults, type World } from '../../server/features/payments/testing/world.ts';
import { createStripeGateway } from '../../server/integrations/stripe/index.ts';
import type { Ctx } from '../../server/ports/context.ts';
import { GatewayUnknown, type PaymentGateway } from '../../server/ports/payment-gateway.ts';

const runs = process.env.FOYER_FULL === '1' ? 200 : 5;
const total = 11_000;
const patience = 10_000;
let sandbox: Sandbox;
let world: World<PaymentGateway>;
let ctx: Ctx;

/**
 * One adapter a payment, so that a broken circuit of one does not answer for the next. The hasty one soon takes an answer
 * that is held back for lost; what is to be answered is left the time that a busy machine takes.
 */
const gateway = (timeoutMs: number): PaymentGateway =>
  createStripeGateway({
    secretKey: 'sk_test_sandbox',
    publishableKey: 'pk_test_sandbox',
    webhookSecrets: ['whsec_test'],
    apiBaseUrl: sandbox.origin,
    timeoutMs,
  });

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 });
  world = await createWorld(gateway(patience));
  ctx = await world.user();
});
afterAll(async () => {
  await world.close();
  await sandbox.close();
});

const fault = (outage: string, match: string, times: number | null = 1) =>
  sandbox.faults.change({ stripe: { api: { outage, times, match } } });
const intentsOf = (paymentId: string) =>
  sandbox.stripe.account.store
    .all('payment_intent')
    .filter(({ metadata }) => metadata.payment_id === paymentId);

describe('answers of the vendor that do not come', () => {
  it.each([
    'timeout_after_effect',
    'timeout_before_effect',
    'connection_reset_after_effect',
    'connection_reset',
    '500_after_effect',
    '500',
    'rate_limit',
  ])(
    `F5 F6 creation meets %s, ${runs} times: one payment at the vendor, never a wrong word to the payer`,
    async (outage) => {
      for (let run = 0; run < runs; run += 1) {
        const deps = { ...world.deps, gateways: { stripe: gateway(patience) } };
        const hasty = { ...world.deps, gateways: { stripe: gateway(300) } };
        const [id, invoiceId] = [uuidv7(), await world.invoice({ totalCents: total })];
        const request = paymentRequest.parse({
          lines: [{ invoiceId, amountCents: total }],
          expectedTotalCents: total,
          rail: 'card' as const,
        });
        // A broken connection is tried again by the SDK and by our policy: it lasts until the answer is unknown.
        fault(outage, 'POST /v1/payment_intents', outage.startsWith('connection') ? null : 1);
        const answered = await payInvoices({ ctx, deps: hasty, input: { id, request } });
        sandbox.faults.reset();
        expect(answered.status).toBe('unknown');
        expect(answered.failureCode).toBeNull();

        const scope = houseScope('settle-payment', ctx.scope.traceId, world.clients.a);
        await findOutcome({ deps, scope, paymentId: id }).catch((error: unknown) => {
          if (!(error instanceof GatewayUnknown)) throw error;
        });
        const found = await showPayment({ ctx, deps, id });
        expect(intentsOf(id).length).toBeLessThanOrEqual(1);
        if (outage === '500') {
          // Stripe keeps a 500 under its key and answers it again: that word is its last, and its list holds nothing.
          expect(intentsOf(id)).toHaveLength(0);
          expect(found).toMatchObject({ status: 'failed', failureCode: 'vendor_refused' });
          continue;
        }
        expect(found.status).toBe('requires_action');
        await fetch(`${sandbox.origin}/control/stripe/succeed`, {
          method: 'POST',
          body: JSON.stringify({ paymentIntent: intentsOf(id)[0]?.id }),
        });
        const settled = await settlePayment({ ctx, deps, input: { id } });
        expect(settled).toMatchObject({ status: 'succeeded', lines: [{ allocatedCents: total }] });
      }
      expect(await ledgerFaults(world.sql)).toEqual([]);
    },
    1_200_000,
  );

  it('shows a payment as last seen while the vendor is down, and settles it afterwards', async () => {
    const deps = { ...world.deps, gateways: { stripe: gateway(patience) } };
    const [id, invoiceId] = [uuidv7(), await world.invoice({ totalCents: total })];
    const request = paymentRequest.parse({
      lines: [{ invoiceId, amountCents: total }],
      expectedTotalCents: total,
      rail: 'card' as const,
    });
    await payInvoices({ ctx, deps, input: { id, request } });
    await fetch(`${sandbox.origin}/control/stripe/succeed`, {
      method: 'POST',
      body: JSON.stringify({ paymentIntent: intentsOf(id)[0]?.id }),
    });
    fault('500', 'GET /v1/payment_intents/*', 4);
    expect(await settlePayment({ ctx, deps, input: { id } })).toMatchObject({
      status: 'requires_action',
      handover: null,
    });
    sandbox.faults.reset();
    expect(await settlePayment({ ctx, deps, input: { id } })).toMatchObject({ status: 'succeeded' });
  });
});
