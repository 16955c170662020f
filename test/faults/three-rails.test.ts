import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../host-demo/sandbox/create-sandbox.ts';
import { houseScope } from '../../server/db/scope.ts';
import { bookTransfers } from '../../server/features/payments/book-transfers.ts';
import { findOutcome } from '../../server/features/payments/find-outcome.ts';
import { payInvoices } from '../../server/features/payments/pay-invoices.ts';
import { paymentRequest } from '../../server/features/payments/payments.contract.ts';
import { settlePayment } from '../../server/features/payments/settle-payment.ts';
import { createWorld, ledgerFaults, type World } from '../../server/features/payments/testing/world.ts';
import { createPaypalGateway } from '../../server/integrations/paypal/index.ts';
import { createStripeGateway } from '../../server/integrations/stripe/index.ts';
import type { Ctx } from '../../server/ports/context.ts';
import { Fault } from '../../server/ports/fault.ts';
import { GatewayUnknown, type PaymentGateway } from '../../server/ports/payment-gateway.ts';

/** The whole number takes minutes: `npm run test:full`. */
const races = process.env.FOYER_FULL === '1' ? 1_000 : 20;
const total = 50_000;

let sandbox: Sandbox;
let world: World<PaymentGateway>;
let deps: World<PaymentGateway>['deps'];
let ctx: Ctx;

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 });
  const stripe = createStripeGateway({
    secretKey: 'sk_test_sandbox',
    publishableKey: 'pk_test_sandbox',
    webhookSecrets: ['whsec_test'],
    apiBaseUrl: sandbox.origin,
  });
  const paypal = createPaypalGateway({
    clientId: 'sandbox-client',
    clientSecret: 'sandbox-secret',
    webhookId: 'WH-SANDBOX',
    apiBaseUrl: `${sandbox.origin}/paypal`,
    scriptUrl: `${sandbox.origin}/paypal/sdk/js`,
    brandName: 'Foyer',
    certificates: { hosts: [new URL(sandbox.origin).host], isStandIn: true },
  });
  world = await createWorld(stripe as PaymentGateway);
  deps = { ...world.deps, gateways: { stripe, paypal } };
  ctx = await world.user();
});
afterAll(async () => {
  await world.close();
  await sandbox.close();
});

const control = async (path: string, body: unknown): Promise<boolean> => {
  const response = await fetch(`${sandbox.origin}/control${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  return response.ok;
};
const soon = () => pause(randomInt(0, 12));
/** A refusal is an answer; anything else is a fault of ours. */
const orRefused = async (work: () => Promise<unknown>): Promise<void> => {
  await work().catch((error: unknown) => {
    if (!(error instanceof Fault)) throw error;
  });
};

async function byVendor(invoiceId: string, rail: 'card' | 'paypal'): Promise<void> {
  await soon();
  await orRefused(async () => {
    const request = paymentRequest.parse({
      lines: [{ invoiceId, amountCents: total }],
      expectedTotalCents: total,
      rail,
    });
    const { id, handover } = await payInvoices({ ctx, deps, input: { id: uuidv7(), request } });
    if (!handover) return;
    await soon();
    if (handover.vendor === 'stripe')
      await control('/stripe/succeed', { paymentIntent: handover.clientSecret.split('_secret')[0] });
    else await control(`/paypal/orders/${handover.orderId}/approve`, {});
    await soon();
    await settlePayment({ ctx, deps, input: { id } });
  });
}

/** What the job does, which is tried again: of a payment that gave way it is too early to tell for ten minutes. */
async function learnOutcome(paymentId: string): Promise<void> {
  const scope = houseScope('settle-payment', ctx.scope.traceId, world.clients.a);
  await findOutcome({ deps, scope, paymentId }).catch(async (error: unknown) => {
    if (!(error instanceof GatewayUnknown)) throw error;
    world.advance(11 * 60_000);
    await findOutcome({ deps, scope, paymentId }).finally(() => world.advance(-11 * 60_000));
  });
}

async function byBank(invoiceId: string): Promise<void> {
  await soon();
  const scope = houseScope('bank', ctx.scope.traceId, world.clients.a);
  const transfer = {
    id: uuidv7(),
    paymentId: null,
    newPaymentId: uuidv7(),
    rail: 'bpay' as const,
    amountCents: total,
    receivedOn: '2026-11-20',
    lines: [{ invoiceId, amountCents: total }],
  };
  await world.db.write(scope, (tx) => bookTransfers({ tx, scope, deps, transfers: [transfer] }));
}

/** What the vendors took for this invoice, by their own books. */
async function takenAtVendors(paymentIds: readonly string[]): Promise<number> {
  let cents = 0;
  for (const id of paymentIds) {
    const [row] = await world.sql<{ vendor: 'stripe' | 'paypal'; ref: string }[]>`
      select vendor, vendor_ref as ref from payment where id = ${id} and vendor_ref is not null`;
    const gateway = row && deps.gateways[row.vendor];
    if (gateway) cents += (await gateway.read(row.ref)).payment.capturedCents;
  }
  return cents;
}

describe('F8 one invoice over three rails at once', () => {
  it(`${races} races: nothing is lost, the balance is never below nothing, the surplus is credit`, async () => {
    const outcomes = new Map<number, number>();
    // Races that never collide would show nothing: on a busy machine it takes more of them until two payments meet.
    const hasCollided = () => Math.max(...outcomes.keys()) > 1;
    for (let race = 0; race < races || (race < 20 * races && !hasCollided()); race += 1) {
      const invoiceId = await world.invoice({ totalCents: total });
      await Promise.all([byVendor(invoiceId, 'card'), byVendor(invoiceId, 'paypal'), byBank(invoiceId)]);
      const rows = await world.sql<{ id: string; vendor: string | null; status: string }[]>`
        select p.id, p.vendor, p.status from payment p
        where exists (select 1 from payment_line l where l.client_id = p.client_id and l.payment_id = p.id and l.invoice_id = ${invoiceId})`;
      for (const { id, vendor } of rows) if (vendor) await learnOutcome(id);
      const [sums] = await world.sql<{ balance: number; held: number; surplus: number }[]>`
        select (i.total_cents - i.allocated_cents)::integer as balance,
          (select sum(p.held_cents)::integer from payment p where p.id = any(${rows.map(({ id }) => id)}::uuid[])) as held,
          (select sum(p.held_cents - p.allocated_cents)::integer from payment p where p.id = any(${rows.map(({ id }) => id)}::uuid[])) as surplus
        from invoice i where i.id = ${invoiceId}`;
      const received = total + (await takenAtVendors(rows.map(({ id }) => id)));
      expect(sums).toEqual({ balance: 0, held: received, surplus: received - total });
      outcomes.set(received / total, (outcomes.get(received / total) ?? 0) + 1);
    }
    expect(await ledgerFaults(world.sql)).toEqual([]);
    expect(hasCollided()).toBe(true);
    console.log(
      JSON.stringify({ name: 'one invoice over three rails', payments: Object.fromEntries(outcomes) }),
    );
  }, 1_800_000);
});
