import { describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../host-demo/sandbox/create-sandbox.ts';
import { GatewayGone, GatewayRefused, GatewayUnknown } from '../../ports/payment-gateway.ts';
import { gatewayContract } from '../payment-gateway.suite.ts';
import { createPaypalGateway } from './paypal-gateway.ts';

const webhookId = 'WH-TEST';

const gatewayOn = (sandbox: Pick<Sandbox, 'origin'>, timeoutMs = 700) =>
  createPaypalGateway({
    clientId: 'client',
    clientSecret: 'secret',
    webhookId,
    apiBaseUrl: `${sandbox.origin}/paypal`,
    scriptUrl: `${sandbox.origin}/paypal/sdk/js`,
    brandName: 'Foyer Facility Services Pty Ltd',
    certificates: { hosts: [new URL(sandbox.origin).host], isStandIn: true },
    timeoutMs,
  });

const control = async (sandbox: Sandbox, path: string, body: unknown = {}) => {
  const response = await fetch(`${sandbox.origin}/control/paypal${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} ${response.status} ${await response.text()}`);
  return response.json();
};

const captureOf = (sandbox: Sandbox, orderId: string): string =>
  sandbox.paypal.account.store.all('capture').find(({ order }) => order === orderId)?.id ?? '';

gatewayContract('PayPal', async () => {
  const sandbox = await createSandbox({ port: 0 });
  const gateway = gatewayOn(sandbox);
  const approve = (vendorRef: string, funding = 'balance') =>
    control(sandbox, `/orders/${vendorRef}/approve`, { funding });
  return {
    gateway,
    approve: (vendorRef) => approve(vendorRef),
    capture: async (vendorRef) => {
      await approve(vendorRef);
      await gateway.capture(vendorRef, `capture-${vendorRef}`);
    },
    decline: (vendorRef) => approve(vendorRef, 'declined_card'),
    refund: (vendorRef, amountCents) =>
      control(sandbox, `/captures/${captureOf(sandbox, vendorRef)}/refund`, { amountCents }),
    hush: async (call, effect) => {
      sandbox.faults.change({
        paypal: {
          api: {
            outage: `timeout_${effect}`,
            times: 1,
            match: call === 'create' ? 'POST /v2/checkout/orders' : 'GET /v2/checkout/orders/*',
          },
        },
      });
    },
    events: async (vendorRef) =>
      sandbox.paypal.account.store
        .all('event')
        .filter((event) => JSON.stringify(event).includes(vendorRef) || isRefundOf(sandbox, event, vendorRef))
        .map((event) => {
          const body = JSON.stringify(event);
          const headers = sandbox.paypal.signer.headersFor(body, webhookId, new Date());
          return { rawBody: Buffer.from(body), headers: new Headers(headers) };
        }),
    close: () => sandbox.close(),
  };
});

const isRefundOf = (sandbox: Sandbox, event: unknown, vendorRef: string): boolean =>
  JSON.stringify(event).includes(`/captures/${captureOf(sandbox, vendorRef)}`);

describe('PayPal at the other end', () => {
  const order = (amountCents = 10_000) => {
    const paymentId = crypto.randomUUID();
    return {
      clientId: crypto.randomUUID(),
      paymentId,
      rail: 'paypal' as const,
      saved: null,
      payerPresent: true,
      amountCents,
      description: 'Invoices INV-1',
      idempotencyKey: `foyer-${paymentId}-1`,
      traceId: 'd'.repeat(32),
    };
  };

  it('tells of a review, a refund and complaints, and counts no money twice', async () => {
    const sandbox = await createSandbox({ port: 0 });
    try {
      const gateway = gatewayOn(sandbox);
      const paid = async (funding = 'balance') => {
        const { payment } = await gateway.create(order());
        await control(sandbox, `/orders/${payment.vendorRef}/approve`, { funding });
        await gateway.capture(payment.vendorRef, `key-${payment.vendorRef}`);
        return { ref: payment.vendorRef, capture: captureOf(sandbox, payment.vendorRef) };
      };
      const stands = async (ref: string) => (await gateway.read(ref)).payment;

      const held = await paid('under_review');
      expect(await stands(held.ref)).toMatchObject({ state: 'processing', capturedCents: 0, feeCents: null });
      await control(sandbox, `/captures/${held.capture}/review`, { outcome: 'completed' });
      expect(await stands(held.ref)).toMatchObject({
        state: 'succeeded',
        capturedCents: 10_000,
        feeCents: 290,
      });

      const refused = await paid('under_review');
      await control(sandbox, `/captures/${refused.capture}/review`, { outcome: 'declined' });
      expect(await stands(refused.ref)).toMatchObject({
        state: 'failed',
        capturedCents: 0,
        failure: 'vendor_refused',
      });

      const lost = await paid();
      await control(sandbox, `/captures/${lost.capture}/refund`, { amountCents: 2_500 });
      const dispute = await control(sandbox, `/captures/${lost.capture}/dispute`, { amountCents: 2_500 });
      expect(await stands(lost.ref)).toMatchObject({ dispute: 'open', disputedCents: 2_500 });
      await control(sandbox, `/disputes/${dispute.dispute_id}/close`, { outcome: 'lost' });
      expect(await stands(lost.ref)).toMatchObject({
        state: 'succeeded',
        capturedCents: 10_000,
        refundedCents: 2_500,
        dispute: 'lost',
        disputedCents: 2_500,
      });

      const won = await paid();
      const complaint = await control(sandbox, `/captures/${won.capture}/dispute`);
      expect(await stands(won.ref)).toMatchObject({ dispute: 'open', disputedCents: 10_000 });
      await control(sandbox, `/disputes/${complaint.dispute_id}/close`, { outcome: 'won' });
      expect(await stands(won.ref)).toMatchObject({ dispute: 'won', disputedCents: 0, refundedCents: 0 });
    } finally {
      await sandbox.close();
    }
  });

  it('an order that PayPal has forgotten is gone, and was never paid', async () => {
    const sandbox = await createSandbox({ port: 0 });
    try {
      const gateway = gatewayOn(sandbox);
      const { payment } = await gateway.create(order());
      await control(sandbox, `/orders/${payment.vendorRef}/expire`);
      await expect(gateway.read(payment.vendorRef)).rejects.toBeInstanceOf(GatewayGone);
      expect(await gateway.cancel(payment.vendorRef)).toMatchObject({ state: 'cancelled', capturedCents: 0 });
    } finally {
      await sandbox.close();
    }
  });

  it('asks for a new token when its own was taken back', async () => {
    const sandbox = await createSandbox({ port: 0 });
    try {
      const gateway = gatewayOn(sandbox);
      const { payment } = await gateway.create(order());
      await control(sandbox, '/tokens/revoke');
      expect((await gateway.read(payment.vendorRef)).payment).toEqual(payment);
    } finally {
      await sandbox.close();
    }
  });

  it.each([
    ['500', GatewayUnknown],
    ['rate_limit', GatewayUnknown],
    ['connection_reset', GatewayUnknown],
    ['timeout_before_effect', GatewayUnknown],
    ['500_after_effect', GatewayUnknown],
  ])('F22 %s: never a word of the vendor, and never a guess', async (outage, expected) => {
    const sandbox = await createSandbox({ port: 0 });
    try {
      sandbox.faults.change({ paypal: { api: { outage, match: 'POST /v2/checkout/orders' } } });
      await expect(gatewayOn(sandbox, 300).create(order())).rejects.toBeInstanceOf(expected);
    } finally {
      await sandbox.close();
    }
  });

  it('F23 stops calling while PayPal is down; what it refuses does not count', async () => {
    const sandbox = await createSandbox({ port: 0 });
    try {
      const gateway = gatewayOn(sandbox);
      for (let n = 0; n < 12; n += 1)
        await expect(gateway.read('NONE')).rejects.toBeInstanceOf(GatewayRefused);
      sandbox.faults.change({ paypal: { api: { outage: '500' } } });
      for (let n = 0; n < 12; n += 1)
        await expect(gateway.read('NONE')).rejects.toBeInstanceOf(GatewayUnknown);
      sandbox.faults.reset();
      await expect(gateway.read('NONE')).rejects.toBeInstanceOf(GatewayUnknown);
    } finally {
      await sandbox.close();
    }
  });
});
