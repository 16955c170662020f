import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../host-demo/sandbox/create-sandbox.ts';
import { atPaypal, paypalDoes, paypalOn } from '../../../test/support/paypal.ts';
import { createPaypalLedger } from '../../integrations/paypal/index.ts';
import type { Ctx } from '../../ports/context.ts';
import type { PaymentGateway } from '../../ports/payment-gateway.ts';
import { payInvoices } from '../payments/pay-invoices.ts';
import { paymentRequest } from '../payments/payments.contract.ts';
import { settlePayment } from '../payments/settle-payment.ts';
import { createWorld, ledgerFaults, silent, type World } from '../payments/testing/world.ts';
import { getCertificate } from './get-certificate.ts';
import { listReconciliations } from './list-reconciliations.ts';
import { reconciliationCron, reconciliationJobs } from './reconciliation.jobs.ts';

let sandbox: Sandbox;
let world: World<PaymentGateway>;
let payer: Ctx;
let ops: Ctx;
let deps: World<PaymentGateway>['deps'];
const traceId = 'a'.repeat(32);

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 });
  world = await createWorld(paypalOn(sandbox));
  payer = await world.user();
  const { scope, log } = await world.user({ capabilities: ['reconciliation:manage'] });
  ops = { scope: { ...scope, house: true, clientId: null }, log };
});
afterAll(async () => {
  expect(await ledgerFaults(world.sql)).toEqual([]);
  await world.close();
  await sandbox.close();
});
beforeEach(async () => {
  sandbox.faults.reset();
  await world.sql`delete from graphile_worker._private_jobs`;
  await world.sql`truncate reconciliation cascade`;
  // The night after: the day that is compared is today's.
  const clock = { now: () => new Date(Date.now() + 86_400_000) };
  // A new ledger has no circuit that an earlier test broke.
  const account = { clientId: 'client', clientSecret: 'secret', apiBaseUrl: `${sandbox.origin}/paypal` };
  const paypal = createPaypalLedger({ ...account, timeoutMs: 10_000 });
  deps = { ...world.deps, clock, gateways: { paypal: paypalOn(sandbox) }, vendorLedgers: { paypal } };
});

/** Paid at PayPal; the portal hears of it only when it asks. */
async function paid(totalCents: number) {
  const invoiceId = await world.invoice({ totalCents });
  const request = paymentRequest.parse({
    lines: [{ invoiceId, amountCents: totalCents }],
    expectedTotalCents: totalCents,
    rail: 'paypal',
  });
  const { id } = await payInvoices({ ctx: payer, deps: world.deps, input: { id: uuidv7(), request } });
  await paypalDoes(sandbox, `orders/${atPaypal(sandbox, id).orders[0]?.id}/approve`);
  await settlePayment({ ctx: payer, deps: world.deps, input: { id } });
  return { id, invoiceId, captureId: atPaypal(sandbox, id).captures[0]?.id ?? '' };
}
const night = () => reconciliationCron(deps)['reconcile-nightly'].run(silent, traceId);
const runs = async () =>
  (await listReconciliations({ ctx: ops, deps, input: { limit: 10 } })).items.filter(
    ({ account }) => account === 'paypal',
  );
const waiting = async () => (await world.jobs()).filter(({ task }) => task === 'reconcile');
async function work(): Promise<void> {
  const jobs = await waiting();
  await world.sql`delete from graphile_worker._private_jobs`;
  for (const { payload } of jobs)
    await reconciliationJobs(deps).reconcile(
      { reconciliationId: payload.reconciliationId ?? '', traceId },
      silent,
    );
}
const heldOf = async (id: string) => {
  const [row] = await world.sql<
    { held: number }[]
  >`select held_cents::integer as held from payment where id = ${id}`;
  return row?.held;
};
const down = (match: string) => sandbox.faults.change({ paypal: { api: { outage: '500', match } } });

describe('R5 F3 our account at PayPal, every night', () => {
  it('comes out even with fees, refunds and a dispute that no webhook told of, and with a payout', async () => {
    const [refunded, lost] = [await paid(11_000), await paid(22_000)];
    await paid(33_000);
    await paypalDoes(sandbox, `captures/${refunded.captureId}/refund`, { amountCents: 4_000 });
    const dispute = await paypalDoes(sandbox, `captures/${lost.captureId}/dispute`);
    await paypalDoes(sandbox, `disputes/${dispute.dispute_id}/close`, { outcome: 'lost' });
    await paypalDoes(sandbox, 'payouts', { amountCents: 30_000 });
    await night();
    await work();
    const [run] = await runs();
    expect(run).toMatchObject({ status: 'balanced', healed: 2, failure: null });
    expect([await heldOf(refunded.id), await heldOf(lost.id)]).toEqual([7_000, 0]);
    const { facts } = await getCertificate({ ctx: ops, deps, input: { id: run?.id ?? '' } });
    const side = {
      chargesCents: 66_000,
      refundsCents: -4_000,
      withdrawalsCents: -22_000,
      closingCents: 40_000,
    };
    expect(facts).toMatchObject({ portal: side, vendor: side, differenceCents: 0, payoutsCents: 30_000 });
    expect(facts.feesCents).toBeGreaterThan(0);
    expect(facts.payouts).toMatchObject({ differenceCents: 30_000, inTransitCents: 30_000 });
  });

  it.each([
    ['its account', 'GET /v1/reporting/*'],
    ['one payment in the middle', 'GET /v2/checkout/orders/*'],
  ])('waits with the reason while PayPal does not tell %s, and goes on later', async (_name, match) => {
    const { id, captureId } = await paid(5_500);
    await paypalDoes(sandbox, `captures/${captureId}/refund`, { amountCents: 500 });
    down(match);
    await night();
    await work();
    expect(await runs()).toMatchObject([
      {
        status: 'queued',
        failure: expect.stringContaining('does not answer'),
        facts: null,
        certificate: null,
      },
    ]);
    // The bank's own account, that nobody has to be asked for, came out even meanwhile.
    expect(
      await world.sql`select r.account from reconciliation_certificate c join reconciliation r on r.id = c.reconciliation_id`,
    ).toEqual([{ account: 'bank' }]);
    expect(await world.sql`select 1 from discrepancy`).toHaveLength(0);
    expect(await waiting()).toHaveLength(1);
    sandbox.faults.reset();
    // A new adapter, so that nobody waits until the circuit closes.
    deps = { ...deps, gateways: { paypal: paypalOn(sandbox) } };
    await work();
    expect(await runs()).toMatchObject([{ status: 'balanced', failure: null }]);
    expect(await heldOf(id)).toBe(5_000);
    expect(await waiting()).toHaveLength(0);
  });

  it('has failed after a day without an answer, and the night after compares anew', async () => {
    down('GET /v1/reporting/*');
    await night();
    await work();
    const { clock } = deps;
    deps = { ...deps, clock: { now: () => new Date(clock.now().getTime() + 2 * 86_400_000) } };
    await work();
    expect(await runs()).toMatchObject([
      { status: 'failed', failure: 'The vendor did not answer for a day.' },
    ]);
    expect(await waiting()).toHaveLength(0);
    deps = { ...deps, clock };
    sandbox.faults.reset();
    await night();
    await expect(night()).resolves.toBeUndefined();
    expect((await runs()).map(({ status }) => status).sort()).toEqual(['failed', 'queued']);
  });
});
