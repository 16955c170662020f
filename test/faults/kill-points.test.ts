import { spawn } from 'node:child_process';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../host-demo/sandbox/create-sandbox.ts';
import { houseScope } from '../../server/db/scope.ts';
import type { Point } from '../../server/features/payments/checkpoint.ts';
import { findOutcome } from '../../server/features/payments/find-outcome.ts';
import { payInvoices } from '../../server/features/payments/pay-invoices.ts';
import { paymentRequest } from '../../server/features/payments/payments.contract.ts';
import { settlePayment } from '../../server/features/payments/settle-payment.ts';
import { createWorld, ledgerFaults, type World } from '../../server/features/payments/testing/world.ts';
import { createStripeGateway } from '../../server/integrations/stripe/index.ts';
import type { Ctx } from '../../server/ports/context.ts';
import type { PaymentGateway } from '../../server/ports/payment-gateway.ts';
import { bundle } from './bundle.ts';
import type { Errand } from './payment-process.ts';

const runs = process.env.FOYER_FULL === '1' ? 20 : 1;
const total = 11_000;

/** While a payment is opened. */
const opening: Point[] = [
  'request_accepted',
  'payment_inserted',
  'payment_committed',
  'rivals_cancelled',
  'about_to_call',
  'vendor_answered',
  'payment_locked',
  'standing_written',
  'about_to_commit',
  'answer_recorded',
];
/** While the vendor's word that the money is there is recorded. */
const settling: Point[] = [
  'vendor_read',
  'payment_locked',
  'standing_written',
  'allocations_written',
  'receipt_written',
  'about_to_commit',
  'outcome_recorded',
];

let sandbox: Sandbox;
let world: World<PaymentGateway>;
let ctx: Ctx;
let program: Awaited<ReturnType<typeof bundle>>;

beforeAll(async () => {
  program = await bundle('./payment-process.ts');
  sandbox = await createSandbox({ port: 0 });
  const gateway = createStripeGateway({
    secretKey: 'sk_test_sandbox',
    publishableKey: 'pk_test_sandbox',
    webhookSecrets: ['whsec_test'],
    apiBaseUrl: sandbox.origin,
  });
  world = await createWorld(gateway);
  ctx = await world.user();
});
afterAll(async () => {
  await world.close();
  await sandbox.close();
  program.remove();
});

const requestOf = (invoiceId: string): Errand['request'] =>
  paymentRequest.parse({
    lines: [{ invoiceId, amountCents: total }],
    expectedTotalCents: total,
    rail: 'card',
  });
const intentsOf = (paymentId: string) =>
  sandbox.stripe.account.store
    .all('payment_intent')
    .filter(({ metadata }) => metadata.payment_id === paymentId);
const job = (paymentId: string) =>
  findOutcome({
    deps: world.deps,
    scope: houseScope('settle-payment', ctx.scope.traceId, world.clients.a),
    paymentId,
  });

async function capture(paymentId: string): Promise<void> {
  const [intent] = intentsOf(paymentId).filter(({ status }) => status !== 'canceled');
  const response = await fetch(`${sandbox.origin}/control/stripe/succeed`, {
    method: 'POST',
    body: JSON.stringify({ paymentIntent: intent?.id }),
  });
  expect(response.status).toBe(200);
}

async function killed(errand: Pick<Errand, 'step' | 'point' | 'paymentId' | 'request'>): Promise<void> {
  const whole: Errand = {
    ...errand,
    appUrl: world.database.appUrl,
    identityUrl: world.database.identityUrl,
    sandbox: sandbox.origin,
    scope: ctx.scope,
  };
  const child = spawn(process.execPath, [program.path], {
    env: { ...process.env, ERRAND: JSON.stringify(whole) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const signal = await new Promise((resolve) => child.once('exit', (code, name) => resolve(name ?? code)));
  expect(signal, `${errand.step} was to die at ${errand.point}`).toBe('SIGKILL');
}

/** One charge at the vendor, one payment and one receipt with us, the invoice paid once. */
async function expectPaidOnce(paymentId: string, invoiceId: string): Promise<void> {
  const ids = intentsOf(paymentId).map(({ id }) => id);
  const charges = sandbox.stripe.account.store
    .all('charge')
    .filter(({ payment_intent, captured }) => captured && ids.includes(String(payment_intent)));
  expect(charges.map(({ amount_captured }) => amount_captured)).toEqual([total]);
  expect(intentsOf(paymentId)).toHaveLength(1);
  const rows = await world.sql`
    select p.id, p.status, p.captured_cents::integer as captured, i.allocated_cents::integer as allocated,
      (select count(*)::integer from receipt where payment_id = p.id) as receipts
    from payment_line l join payment p on p.id = l.payment_id join invoice i on i.id = l.invoice_id
    where l.invoice_id = ${invoiceId}`;
  expect([...rows]).toEqual([
    { id: paymentId, status: 'succeeded', captured: total, allocated: total, receipts: 1 },
  ]);
  expect(await ledgerFaults(world.sql)).toEqual([]);
}

async function times(work: () => Promise<void>): Promise<void> {
  for (let run = 0; run < runs; run += 1) await work();
}

describe(`F4 killed around the vendor call, ${runs} times at each point`, { timeout: 600_000 }, () => {
  it.each(opening)('opening, at %s: the repeat of the request ends in one payment', async (point) => {
    await times(async () => {
      const [paymentId, invoiceId] = [uuidv7(), await world.invoice({ totalCents: total })];
      const request = requestOf(invoiceId);
      await killed({ step: 'pay', point, paymentId, request });
      const payment = await payInvoices({ ctx, deps: world.deps, input: { id: paymentId, request } });
      expect(payment).toMatchObject({ id: paymentId, status: 'requires_action' });
      expect(payment.handover).toMatchObject({ clientSecret: intentsOf(paymentId)[0]?.client_secret });
      await capture(paymentId);
      await settlePayment({ ctx, deps: world.deps, input: { id: paymentId } });
      await expectPaidOnce(paymentId, invoiceId);
    });
  });

  it.each(opening.slice(2))('opening, at %s: nobody repeats it, the job finds out', async (point) => {
    await times(async () => {
      const [paymentId, invoiceId] = [uuidv7(), await world.invoice({ totalCents: total })];
      await killed({ step: 'pay', point, paymentId, request: requestOf(invoiceId) });
      await job(paymentId);
      await job(paymentId);
      expect(intentsOf(paymentId).length).toBe(1);
      await capture(paymentId);
      await job(paymentId);
      await expectPaidOnce(paymentId, invoiceId);
    });
  });

  it.each(settling)('settling, at %s: the job runs again and books it once', async (point) => {
    await times(async () => {
      const [paymentId, invoiceId] = [uuidv7(), await world.invoice({ totalCents: total })];
      const request = requestOf(invoiceId);
      await payInvoices({ ctx, deps: world.deps, input: { id: paymentId, request } });
      await capture(paymentId);
      await killed({ step: 'settle', point, paymentId, request });
      await job(paymentId);
      await job(paymentId);
      await expectPaidOnce(paymentId, invoiceId);
    });
  });
});
