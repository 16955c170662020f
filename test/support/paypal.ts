import type { Sandbox } from '../../host-demo/sandbox/create-sandbox.ts';
import { createPaypalGateway } from '../../server/integrations/paypal/index.ts';
import type { PaymentGateway } from '../../server/ports/payment-gateway.ts';

export const paypalWebhookId = 'WH-SANDBOX';

/** The adapter on a sandbox; a new one has no circuit that an earlier test broke. */
export const paypalOn = (sandbox: Sandbox, timeoutMs = 10_000): PaymentGateway =>
  createPaypalGateway({
    clientId: 'client',
    clientSecret: 'secret',
    webhookId: paypalWebhookId,
    apiBaseUrl: `${sandbox.origin}/paypal`,
    scriptUrl: `${sandbox.origin}/paypal/sdk/js`,
    brandName: 'Foyer Facility Services Pty Ltd',
    certificates: { hosts: [new URL(sandbox.origin).host], isStandIn: true },
    timeoutMs,
  });

/** The orders that PayPal holds for one of our payments, and what was captured of them. */
export function atPaypal({ paypal }: Sandbox, paymentId: string) {
  const { store } = paypal.account;
  const orders = store.all('order').filter(({ invoiceId }) => invoiceId === paymentId);
  const ids = new Set(orders.map(({ id }) => id));
  return { orders, captures: store.all('capture').filter(({ order }) => ids.has(order)) };
}

/** What a payer or PayPal does: `orders/<id>/approve`, `captures/<id>/refund`, `disputes/<id>/close`… */
export async function paypalDoes(sandbox: Sandbox, path: string, body: unknown = {}) {
  const response = await fetch(`${sandbox.origin}/control/paypal/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} ${response.status} ${await response.text()}`);
  return response.json();
}

/** Every event so far, as PayPal would deliver it: the bytes and their signature. */
export function paypalEvents({ paypal }: Sandbox, type?: string) {
  return paypal.account.store
    .all('event')
    .filter(({ event_type }) => type === undefined || event_type === type)
    .map((event) => {
      const body = JSON.stringify(event);
      const headers = paypal.signer.headersFor(body, paypalWebhookId, new Date());
      return { event, rawBody: Buffer.from(body), headers: new Headers(headers) };
    });
}
