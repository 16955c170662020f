import type { Faults } from '../control/faults.ts';
import { WebhookSender as Sender } from '../webhook-sender.ts';
import type { PaypalEvent, Webhook } from './objects.ts';
import type { Signer } from './signature.ts';
import type { Store } from './store.ts';

export type WebhookSender = Sender<PaypalEvent, Webhook>;

/** Every webhook of the account gets every event. */
export const createWebhookSender = (
  store: Store,
  faults: Faults,
  signer: Signer,
  retryDelaysMs: readonly number[],
): WebhookSender =>
  new Sender(
    {
      typeOf: ({ event_type }) => event_type,
      takeFault: (type) => faults.takeWebhook(type, 'paypal'),
      endpointsFor: () => store.all('webhook'),
      write: (event, webhook) => {
        const body = JSON.stringify(event);
        return {
          body,
          headers: {
            'content-type': 'application/json',
            'user-agent': 'PayPal/AUHR-214.0-55417034',
            ...signer.headersFor(body, webhook.id, new Date()),
          },
        };
      },
    },
    retryDelaysMs,
  );
