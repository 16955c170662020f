import type { Faults } from '../control/faults.ts';
import { WebhookSender as Sender } from '../webhook-sender.ts';
import { wants } from './account.ts';
import type { Event, WebhookEndpoint } from './objects.ts';
import { signatureHeader } from './signature.ts';
import type { Store } from './store.ts';

export type WebhookSender = Sender<Event, WebhookEndpoint>;

/** An endpoint gets the events that it asked for. */
export const createWebhookSender = (
  store: Store,
  faults: Faults,
  retryDelaysMs: readonly number[],
): WebhookSender =>
  new Sender(
    {
      typeOf: ({ type }) => type,
      takeFault: (type) => faults.takeWebhook(type),
      endpointsFor: ({ type }) => store.all('webhook_endpoint').filter((endpoint) => wants(endpoint, type)),
      write: (event, { secret }) => {
        const body = JSON.stringify(store.get('event', event.id) ?? event, null, 2);
        return {
          body,
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'stripe-signature': signatureHeader(secret, body, Math.floor(Date.now() / 1000)),
            'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          },
        };
      },
      onAccepted: ({ id }) => {
        const stored = store.get('event', id);
        if (!stored || stored.pending_webhooks === 0) return;
        store.put('event', { ...stored, pending_webhooks: stored.pending_webhooks - 1 });
      },
    },
    retryDelaysMs,
  );
