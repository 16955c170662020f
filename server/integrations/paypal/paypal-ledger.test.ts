import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../host-demo/sandbox/create-sandbox.ts';
import { createPaypalGateway, createPaypalLedger } from './index.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 });
});
afterAll(() => sandbox.close());

const control = (path: string, body: unknown = {}) =>
  fetch(`${sandbox.origin}/control/paypal${path}`, { method: 'POST', body: JSON.stringify(body) });

describe('R5 our account at PayPal', () => {
  it('lists payments with their fees, refunds and reversals by the order that they belong to', async () => {
    const account = { clientId: 'c', clientSecret: 's', apiBaseUrl: `${sandbox.origin}/paypal` };
    const gateway = createPaypalGateway({
      ...account,
      webhookId: 'WH',
      scriptUrl: `${sandbox.origin}/paypal/sdk/js`,
      brandName: 'Foyer',
      certificates: { hosts: [], isStandIn: true },
    });
    const refs: string[] = [];
    for (let n = 0; n < 6; n += 1) {
      const { payment } = await gateway.create({
        clientId: 'c',
        paymentId: `p${n}`,
        rail: 'paypal',
        amountCents: 1_000 + n,
        description: 'd',
        idempotencyKey: `k${n}`,
        traceId: 't',
        saved: null,
        payerPresent: true,
      });
      await control(`/orders/${payment.vendorRef}/approve`);
      if (n < 5) await gateway.capture(payment.vendorRef, `c${n}`);
      refs.push(payment.vendorRef);
    }
    const captures = sandbox.paypal.account.store.all('capture');
    await control(`/captures/${captures[0]?.id}/refund`, { amountCents: 400 });
    const dispute = await control(`/captures/${captures[1]?.id}/dispute`).then((answer) => answer.json());
    await control(`/disputes/${dispute.dispute_id}/close`, { outcome: 'lost' });

    const now = Date.now();
    const ledger = createPaypalLedger(account);
    const movements = await ledger.listMovements({
      from: new Date(now - 45 * 24 * 60 * 60_000),
      to: new Date(now + 60_000),
    });
    expect(movements.filter(({ kind }) => kind === 'charge').map(({ vendorRef }) => vendorRef)).toEqual(
      refs.slice(0, 5),
    );
    expect(movements[3]).toMatchObject({ amountCents: 1_003, feeCents: 56, vendorRef: refs[3] });
    expect(movements.filter(({ kind }) => kind === 'refund')).toMatchObject([
      { vendorRef: refs[0], amountCents: -400, feeCents: 0 },
    ]);
    expect(movements.filter(({ kind }) => kind === 'chargeback')).toMatchObject([
      { vendorRef: refs[1], amountCents: -1_001 },
    ]);
    expect(await ledger.listMovements({ from: new Date(now - 9e8), to: new Date(now - 600_000) })).toEqual(
      [],
    );
  });

  it('lists money to the bank under the id that the bank shows, also when it came back', async () => {
    const ledger = createPaypalLedger({
      clientId: 'c',
      clientSecret: 's',
      apiBaseUrl: `${sandbox.origin}/paypal`,
    });
    const sent = await control('/payouts', { amountCents: 90_000 }).then((answer) => answer.json());
    await control(`/payouts/${sent.id}/return`);
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
});
