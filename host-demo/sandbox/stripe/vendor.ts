import { Hono } from 'hono';
import type { Faults } from '../control/faults.ts';
import type { Env } from '../socket-faults.ts';
import type { Account, BankPace } from './account.ts';
import { stripeApi } from './api.ts';
import { bankAppPages } from './bank-app-pages.ts';
import { startClearing } from './clearing.ts';
import { elementsPages } from './elements-pages.ts';
import { Store } from './store.ts';
import { saveEndpoint } from './webhook-endpoints.ts';
import { createWebhookSender, type WebhookSender } from './webhooks.ts';

export type StripeVendorOptions = {
  faults: Faults;
  origin: () => string;
  /** Journal file; nothing outlives the process without one. */
  journal?: string | undefined;
  webhook?: { url: string; secret: string } | undefined;
  retryDelaysMs: readonly number[];
};

/** The stand-in Stripe: one account, its API, its pages and its webhooks. */
export type StripeVendor = {
  account: Account;
  sender: WebhookSender;
  app: Hono<Env>;
  reset(): void;
  close(): void;
};

/** Quick enough to watch, slow enough to see that the money is on its way. */
const usualPace: BankPace = { becsClearsMs: 10_000, payToClearsMs: 1_000, payToAnswer: 'by_hand' };

export function createStripeVendor(options: StripeVendorOptions): StripeVendor {
  const store = new Store(options.journal);
  const account: Account = { store, banks: { ...usualPace }, now: () => Math.floor(Date.now() / 1000) };
  const sender = createWebhookSender(store, options.faults, options.retryDelaysMs);
  const addConfigured = (): void => {
    if (options.webhook) saveEndpoint(store, account.now(), { ...options.webhook, enabledEvents: [] });
  };
  addConfigured();
  const app = new Hono<Env>();
  const api = stripeApi({ account, sender, faults: options.faults, origin: options.origin });
  app.route('/v1', api);
  app.route('/stripe/v1', api);
  const clearing = startClearing(account, sender);
  app.route('/', bankAppPages({ account }));
  app.route('/', elementsPages({ account, sender, origin: options.origin }));
  return {
    account,
    sender,
    app,
    reset: () => {
      store.clear();
      sender.clear();
      Object.assign(account.banks, usualPace);
      addConfigured();
    },
    close: () => {
      clearing.stop();
      sender.close();
    },
  };
}
