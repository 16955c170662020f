import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../host-demo/sandbox/create-sandbox.ts';
import { createStripeGateway, createStripeLedger } from './index.ts';

const secretKey = 'sk_test_sandbox';
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 });
});
afterAll(() => sandbox.close());

const control = (path: string, body: unknown) =>
  fetch(`${sandbox.origin}/control${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

describe('R5 our account at Stripe', () => {
  it('lists charges, refunds and chargebacks by the payment that they belong to', async () => {
    const account = { secretKey, apiBaseUrl: sandbox.origin };
    const gateway = createStripeGateway({ ...account, publishableKey: 'pk', webhookSecrets: ['whsec'] });
    const refs: string[] = [];
    for (let n = 0; n < 120; n += 1) {
      const { payment } = await gateway.create({
        clientId: 'c',
        paymentId: `p${n}`,
        rail: 'card',
        amountCents: 1_000 + n,
        description: 'd',
        idempotencyKey: `k${n}`,
        traceId: 't',
        saved: null,
        payerPresent: true,
      });
      await control('/stripe/succeed', { paymentIntent: payment.vendorRef });
      refs.push(payment.vendorRef);
    }
    const { hostname, port } = new URL(sandbox.origin);
    const sdk = new Stripe(secretKey, { host: hostname, port, protocol: 'http' });
    await sdk.refunds.create({ payment_intent: refs[0] ?? '', amount: 400 });
    const ledger = createStripeLedger(account);
    const now = Date.now();
    const movements = await ledger.listMovements({
      from: new Date(now - 600_000),
      to: new Date(now + 60_000),
    });
    const charges = movements.filter(({ kind }) => kind === 'charge');
    expect(new Set(charges.map(({ vendorRef }) => vendorRef))).toEqual(new Set(refs));
    expect(charges.find(({ vendorRef }) => vendorRef === refs[7])).toMatchObject({ amountCents: 1_007 });
    expect(charges.every(({ feeCents }) => feeCents > 0)).toBe(true);
    expect(movements.filter(({ kind }) => kind === 'refund')).toMatchObject([
      { vendorRef: refs[0], amountCents: -400 },
    ]);
    expect(await ledger.listMovements({ from: new Date(0), to: new Date(now - 600_000) })).toEqual([]);
  });

  it('lists a payout, and its failure as money that is back, under the id that the bank shows', async () => {
    const ledger = createStripeLedger({ secretKey, apiBaseUrl: sandbox.origin });
    const sent = await control('/stripe/payouts', { amountCents: 90_000 }).then((answer) => answer.json());
    await control(`/stripe/payouts/${sent.id}/fail`, {});
    const now = Date.now();
    const movements = await ledger.listMovements({
      from: new Date(now - 600_000),
      to: new Date(now + 60_000),
    });
    const payouts = movements.filter(({ kind }) => kind === 'payout');
    expect(payouts.map(({ amountCents }) => amountCents).sort()).toEqual([-90_000, 90_000]);
    expect(payouts.every(({ payoutRef, vendorRef }) => payoutRef === sent.id && vendorRef === null)).toBe(
      true,
    );
  });

  it('R6 tells what an automatic payout is made of, and nothing of one that was asked for by hand', async () => {
    const ledger = createStripeLedger({ secretKey, apiBaseUrl: sandbox.origin });
    const sent = await control('/stripe/payouts', {}).then((answer) => answer.json());
    const payout = await ledger.readPayout?.(sent.id);
    const lines = payout?.lines ?? [];
    expect(payout).toMatchObject({ amountCents: sent.amount, state: 'under_way' });
    expect(lines.filter(({ kind }) => kind === 'charge')).toHaveLength(120);
    expect(lines.reduce((sum, line) => sum + line.amountCents - line.feeCents, 0)).toBe(sent.amount);
    const byHand = await control('/stripe/payouts', { amountCents: 1 }).then((answer) => answer.json());
    expect(await ledger.readPayout?.(byHand.id)).toMatchObject({ amountCents: 1, lines: null });
    expect(await ledger.readPayout?.('po_nobody')).toBeNull();
  });
});
