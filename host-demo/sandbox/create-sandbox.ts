import { join } from 'node:path';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { Bank, demonstrationBank } from './bank/bank.ts';
import { bankPages } from './bank/bank-pages.ts';
import { controlApi } from './control/control-api.ts';
import { FaultError, Faults } from './control/faults.ts';
import { faultsPage } from './control/faults-page.ts';
import { ownOriginOnly } from './control/own-origin.ts';
import { coreSystemPages } from './core-system/core-system-pages.ts';
import { Pushes } from './core-system/pushes.ts';
import { Mailbox } from './mailbox/mailbox.ts';
import { mailboxPages } from './mailbox/mailbox-pages.ts';
import { startSmtp } from './mailbox/smtp.ts';
import { createPaypalVendor, type PaypalVendor } from './paypal/vendor.ts';
import type { Env } from './socket-faults.ts';
import { payOutAll } from './stripe/payouts.ts';
import { createStripeVendor, type StripeVendor } from './stripe/vendor.ts';

export type SandboxOptions = {
  /** 0 takes any free port. */
  port: number;
  /** How browsers and the product reach the sandbox; `http://localhost:<port>` by default. */
  origin?: string;
  /** SMTP port; 0 or absent takes any free one. */
  smtpPort?: number;
  /** Where the vendors' memory is kept between starts; nothing is kept without it. */
  dataDir?: string;
  /** Where Stripe's events go, and the secret (`whsec_...`) they are signed with. */
  stripeWebhook?: { url: string; secret: string };
  /** Where PayPal's events go, and the webhook's id, which is part of their signatures. */
  paypalWebhook?: { url: string; id: string };
  /** Waits between attempts to deliver an event. */
  webhookRetryDelaysMs?: readonly number[];
};

export type Sandbox = {
  readonly origin: string;
  readonly port: number;
  readonly smtpPort: number;
  readonly faults: Faults;
  readonly stripe: StripeVendor;
  readonly paypal: PaypalVendor;
  readonly bank: Bank;
  readonly mailbox: Mailbox;
  close(): Promise<void>;
};

const RETRY_DELAYS_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000];

/** Starts the local stand-ins for the vendors on one port, and their mail server on another. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const faults = new Faults();
  const mailbox = new Mailbox();
  let origin = options.origin ?? '';
  const stripe = createStripeVendor({
    faults,
    origin: () => origin,
    journal: options.dataDir === undefined ? undefined : join(options.dataDir, 'stripe.jsonl'),
    webhook: options.stripeWebhook,
    retryDelaysMs: options.webhookRetryDelaysMs ?? RETRY_DELAYS_MS,
  });
  const paypal = createPaypalVendor({
    faults,
    origin: () => origin,
    journal: options.dataDir === undefined ? undefined : join(options.dataDir, 'paypal.jsonl'),
    webhook: options.paypalWebhook,
    retryDelaysMs: options.webhookRetryDelaysMs ?? RETRY_DELAYS_MS,
  });
  const bank = new Bank({
    settings: demonstrationBank,
    journal: options.dataDir === undefined ? undefined : join(options.dataDir, 'bank.jsonl'),
  });
  const pushes = new Pushes();
  const app = new Hono<Env>();
  app.get('/healthz', (c) => c.json({ ok: true }));
  for (const path of ['/control/*', '/core-system/*', '/bank/*'])
    app.use(
      path,
      ownOriginOnly(() => origin),
    );
  app.route('/control', controlApi({ faults, stripe, paypal, bank, mailbox }));
  app.route('/core-system', coreSystemPages(pushes));
  app.route('/bank', bankPages(bank, { payOutAll: () => payOutAll(stripe.account) }));
  app.route('/', mailboxPages(mailbox));
  app.route('/', faultsPage());
  app.route('/', stripe.app);
  app.route('/', paypal.app);
  app.onError((error, c) => {
    if (error instanceof FaultError) return c.json({ error: error.message }, 400);
    console.error('sandbox: a request failed', error);
    return c.json({ error: 'The sandbox failed.' }, 500);
  });

  const smtp = await startSmtp({ port: options.smtpPort ?? 0, mailbox, faults });
  const { server, port } = await listen(app, options.port).catch(async (error: unknown) => {
    await smtp.close();
    throw error;
  });
  origin ||= `http://localhost:${port}`;
  return {
    origin,
    port,
    smtpPort: smtp.port,
    faults,
    stripe,
    paypal,
    bank,
    mailbox,
    close: async () => {
      stripe.close();
      paypal.close();
      pushes.close();
      await Promise.all([smtp.close(), closeServer(server)]);
    },
  };
}

function listen(app: Hono<Env>, port: number): Promise<{ server: ServerType; port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: 'localhost' }, (address) => {
      server.off('error', reject);
      resolve({ server, port: address.port });
    });
    server.once('error', reject);
  });
}

/** Calls held open by an outage would keep the server alive for ever. */
function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
