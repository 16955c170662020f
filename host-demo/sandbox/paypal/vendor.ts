import { Hono } from 'hono';
import type { Faults } from '../control/faults.ts';
import type { Env } from '../socket-faults.ts';
import { AccessTokens } from './access-tokens.ts';
import type { Account } from './account.ts';
import { paypalApi } from './api.ts';
import { checkoutPages } from './checkout-pages.ts';
import { Signer } from './signature.ts';
import { Store } from './store.ts';
import { createWebhookSender, type WebhookSender } from './webhooks.ts';

export type PaypalVendorOptions = {
  faults: Faults;
  origin: () => string;
  /** Journal file; nothing outlives the process without one. */
  journal?: string | undefined;
  /** Where events go, and the webhook's id, which is part of every signature. */
  webhook?: { url: string; id: string } | undefined;
  retryDelaysMs: readonly number[];
};

/** The stand-in PayPal: one shop's account, its API, its pages and its webhooks, all below `/paypal`. */
export type PaypalVendor = {
  account: Account;
  sender: WebhookSender;
  signer: Signer;
  tokens: AccessTokens;
  app: Hono<Env>;
  reset(): void;
  close(): void;
};

export function createPaypalVendor(options: PaypalVendorOptions): PaypalVendor {
  const store = new Store(options.journal);
  const base = (): string => `${options.origin()}/paypal`;
  const account: Account = { store, base, now: () => new Date() };
  const signer = new Signer(base);
  const sender = createWebhookSender(store, options.faults, signer, options.retryDelaysMs);
  const tokens = new AccessTokens();
  const addConfigured = (): void => {
    if (options.webhook) store.put('webhook', options.webhook);
  };
  addConfigured();
  const app = new Hono<Env>();
  app.get('/paypal/v1/notifications/certs/:name', (c) =>
    c.req.param('name') === signer.name
      ? c.body(signer.chain, 200, { 'content-type': 'application/x-pem-file' })
      : c.notFound(),
  );
  app.route('/paypal', checkoutPages({ account, sender, origin: options.origin }));
  app.route('/paypal', paypalApi({ account, sender, faults: options.faults, tokens }));
  return {
    account,
    sender,
    signer,
    tokens,
    app,
    reset: () => {
      store.clear();
      sender.clear();
      addConfigured();
    },
    close: () => sender.close(),
  };
}
