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
import type { Ctx } from '../../server/ports/context.ts';
import type { PaymentGateway } from '../../server/ports/payment-gateway.ts';
import { atPaypal, paypalDoes, paypalOn } from '../support/paypal.ts';

const runs = process.env.FOYER_FULL === '1' ? 1_000 : 10;
const total = 11_000;
let sandbox: Sandbox;
let world: World<PaymentGateway>;
let ctx: Ctx;

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 });
  world = await createWorld(paypalOn(sandbox));
  ctx = await world.user();
});
afterAll(async () => {
  await world.close();
  await sandbox.close();
});

/** Every payment with an adapter of its own, so that the circuit that one breaks does not answer for the next. */
const depsOf = (timeoutMs: number) => ({
  ...world.deps,
  gateways: { paypal: paypalOn(sandbox, timeoutMs) },
});

async function inParallel<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>) {
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
    }),
  );
}

async function approvedPayments(count: number): Promise<string[]> {
  const ids: string[] = [];
  await inParallel(
    Array.from({ length: count }, (_, n) => n),
    6,
    async () => {
      const invoiceId = await world.invoice({ totalCents: total });
      const request = paymentRequest.parse({
        lines: [{ invoiceId, amountCents: total }],
        expectedTotalCents: total,
        rail: 'paypal' as const,
      });
      const { id } = await payInvoices({ ctx, deps: world.deps, input: { id: uuidv7(), request } });
      await paypalDoes(sandbox, `orders/${atPaypal(sandbox, id).orders[0]?.id}/approve`);
      ids.push(id);
    },
  );
  return ids;
}

const capturesOf = (id: string) => atPaypal(sandbox, id).captures.length;

describe('captures whose answer does not come', () => {
  it.each([
    ['timeout_after_effect', 1],
    ['timeout_before_effect', 0],
    ['connection_reset_after_effect', 1],
    ['500_after_effect', 1],
  ])(
    `F5 %s, ${runs} times: nobody is charged twice, and each payment ends known`,
    async (outage, taken) => {
      const ids = await approvedPayments(runs);
      expect(ids).toHaveLength(runs);
      sandbox.faults.change({ paypal: { api: { outage, match: 'POST /v2/checkout/orders/*' } } });
      await inParallel(ids, 8, async (id) => {
        // What happened is not known, and nobody is told that it failed or that it went well. The calls before it, which are
        // answered, have the same time: enough for a busy machine.
        const settled = await settlePayment({ ctx, deps: depsOf(2_000), input: { id } });
        expect(settled).toMatchObject({ status: 'processing', failureCode: null, handover: null });
        expect(capturesOf(id)).toBe(taken);
      });
      sandbox.faults.reset();
      await inParallel(ids, 8, async (id) => {
        const scope = houseScope('settle-payment', ctx.scope.traceId, world.clients.a);
        const deps = depsOf(5_000);
        // Two at once, as a job and a page that is still open ask.
        await Promise.allSettled([
          findOutcome({ deps, scope, paymentId: id }),
          settlePayment({ ctx, deps, input: { id } }),
        ]);
        await findOutcome({ deps, scope, paymentId: id });
        const known = await showPayment({ ctx, deps, id });
        expect(known).toMatchObject({ status: 'succeeded', lines: [{ allocatedCents: total }] });
        expect(capturesOf(id)).toBe(1);
      });
      expect(await ledgerFaults(world.sql)).toEqual([]);
    },
    1_200_000,
  );

  it(`F5 an order whose making is never answered, ${runs} times: one order that can be paid`, async () => {
    sandbox.faults.change({
      paypal: { api: { outage: 'timeout_after_effect', match: 'POST /v2/checkout/orders' } },
    });
    const ids: string[] = [];
    await inParallel(
      Array.from({ length: runs }, (_, n) => n),
      8,
      async () => {
        const invoiceId = await world.invoice({ totalCents: total });
        const request = paymentRequest.parse({
          lines: [{ invoiceId, amountCents: total }],
          expectedTotalCents: total,
          rail: 'paypal' as const,
        });
        const input = { id: uuidv7(), request };
        expect(await payInvoices({ ctx, deps: depsOf(300), input })).toMatchObject({ status: 'unknown' });
        ids.push(input.id);
      },
    );
    sandbox.faults.reset();
    expect(ids).toHaveLength(runs);
    await inParallel(ids, 8, async (id) => {
      const scope = houseScope('settle-payment', ctx.scope.traceId, world.clients.a);
      const deps = depsOf(5_000);
      await findOutcome({ deps, scope, paymentId: id });
      const [order, ...others] = atPaypal(sandbox, id).orders;
      expect(others).toEqual([]);
      expect(await showPayment({ ctx, deps, id })).toMatchObject({
        status: 'requires_action',
        handover: { orderId: order?.id },
      });
    });
  }, 1_200_000);
});
