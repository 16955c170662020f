import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { createDb } from './db/db.ts';
import { createPresence } from './db/presence.ts';
import { roleUrl } from './db/role-urls.ts';
import { autopayCron, autopayRoutes } from './features/autopay/index.ts';
import { bankJobs, bankRoutes } from './features/bank/index.ts';
import { creditNoteRoutes } from './features/credit-notes/index.ts';
import { disputeRoutes, disputesJobs } from './features/disputes/index.ts';
import { eInvoiceRoutes } from './features/e-invoices/index.ts';
import {
  createAuthenticate,
  createOAuthServer,
  identityRoutes,
  identityScope,
  listAllowedOrigins,
} from './features/identity/index.ts';
import { invoiceDeliveriesCron } from './features/invoice-deliveries/index.ts';
import { invoiceRoutes } from './features/invoices/index.ts';
import { createMetrics, monitoringRoutes } from './features/monitoring/index.ts';
import { paymentMethodRoutes, paymentMethodsCron } from './features/payment-methods/index.ts';
import { paymentRoutes, paymentsCron, paymentsJobs, webhookRoutes } from './features/payments/index.ts';
import { promiseRoutes } from './features/promises/index.ts';
import {
  reconciliationCron,
  reconciliationJobs,
  reconciliationRoutes,
} from './features/reconciliation/index.ts';
import { remittanceRoutes } from './features/remittances/index.ts';
import { statementRoutes } from './features/statements/index.ts';
import { syncRoutes } from './features/sync/index.ts';
import { verificationRoutes } from './features/verifications/index.ts';
import { createIdempotency } from './http/idempotency.ts';
import { createRateLimiter, type RateLimits } from './http/rate-limit.ts';
import { createIds } from './ids.ts';
import { createStatementReader } from './integrations/bank/index.ts';
import { createKeyRing } from './integrations/key-file/key-ring.ts';
import { loadMasterKeys } from './integrations/key-file/master-key.ts';
import { createPaypalGateway, createPaypalLedger } from './integrations/paypal/index.ts';
import { createSmtpMailer } from './integrations/smtp/index.ts';
import { createStripeGateway, createStripeLedger, createStripeVault } from './integrations/stripe/index.ts';
import { housekeeping } from './jobs/housekeeping.ts';
import { createQueue } from './jobs/queue.ts';
import { type JobHandlers, type Runner, startRunner } from './jobs/runner.ts';
import type { Clock } from './ports/clock.ts';
import type { Deps } from './ports/deps.ts';
import { createHub } from './realtime/hub.ts';
import { realtimeRoutes } from './realtime/realtime.routes.ts';

/** Never in a log, wherever they stand in an object. */
const redact = [
  'password',
  'token',
  'clientSecret',
  'client_secret',
  'authorization',
  'cookie',
  'email',
  'secret',
];

export const createLogger = (level: string): Logger =>
  pino({
    level,
    redact: { paths: redact.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    base: { service: 'foyer' },
    timestamp: pino.stdTimeFunctions.isoTime,
  });

export type Server = {
  app: ReturnType<typeof createApp>;
  log: Logger;
  /** Begins listening for events and working on jobs. */
  start(): Promise<void>;
  /** Stops taking work, lets what runs end, closes every connection. */
  stop(): Promise<void>;
};

export type ComposeOptions = {
  config: Config;
  /** Where the built portal and widgets are. */
  distFolder: string;
  log?: Logger;
  clock?: Clock;
  rateLimits?: RateLimits;
};

/** Builds every dependency; the one place that names adapters. */
export async function compose({ config, distFolder, rateLimits, ...given }: ComposeOptions): Promise<Server> {
  const log = given.log ?? createLogger(config.logLevel);
  const clock = given.clock ?? { now: () => new Date() };
  const ids = createIds();
  const { paypal } = config;
  const db = createDb({ url: roleUrl(config.databaseUrl, 'foyer_app') });
  const identityDb = createDb({
    url: roleUrl(config.databaseUrl, 'foyer_identity'),
    max: 5,
    applicationName: 'foyer-identity',
  });
  const presence = createPresence({
    url: roleUrl(config.databaseUrl, 'foyer_app'),
    id: ids.next(),
    onLost: (error) => log.warn({ err: error }, 'the database does not hear that this process lives'),
  });
  const keyRing = createKeyRing(await loadMasterKeys(config.masterKey, config.dataDir));
  const metrics = createMetrics();
  const limiter = createRateLimiter(clock, rateLimits);
  const deps: Deps = {
    db,
    identityDb,
    clock,
    ids,
    keyRing,
    queue: createQueue(),
    gateways: {
      stripe: createStripeGateway({ ...config.stripe, apiBaseUrl: config.stripe.apiBase }),
      ...(paypal && {
        paypal: createPaypalGateway({
          ...paypal,
          apiBaseUrl: paypal.apiBase,
          brandName: config.supplier.legalName,
        }),
      }),
    },
    vendorLedgers: {
      stripe: createStripeLedger({ ...config.stripe, apiBaseUrl: config.stripe.apiBase }),
      ...(paypal && { paypal: createPaypalLedger({ ...paypal, apiBaseUrl: paypal.apiBase }) }),
    },
    vaults: { stripe: createStripeVault({ ...config.stripe, apiBaseUrl: config.stripe.apiBase }) },
    rails: config.rails,
    mailer: createSmtpMailer(config.smtp),
    origin: config.origin,
    supplier: config.supplier,
  };

  const oauth = await createOAuthServer({ ...deps, trustedProxyHops: config.trustedProxyHops });
  const authenticate = createAuthenticate({ ...deps, findMachine: oauth.findMachine });
  const hub = createHub({ db, clock, log });
  metrics.gauge('realtime_readers', () => hub.count());

  let accepting = true;
  let runner: Runner | undefined;
  metrics.gauge('dead_jobs', () => runner?.countDead() ?? 0);
  const app = createApp({
    log,
    origin: config.origin,
    trustedProxyHops: config.trustedProxyHops,
    metrics,
    limiter,
    authenticate,
    idempotency: createIdempotency({ db, ids, holder: presence.id }),
    oauth,
    isRegisteredOrigin: cachedOrigins(
      () => identityDb.read(identityScope('0'.repeat(32)), listAllowedOrigins),
      clock,
    ),
    vendorScriptUrls: [config.stripe.scriptUrl, ...(paypal ? [paypal.scriptUrl] : [])],
    folders: { portal: join(distFolder, 'portal'), embed: join(distFolder, 'embed') },
    routers: [
      identityRoutes({ ...deps, limiter, trustedProxyHops: config.trustedProxyHops }),
      syncRoutes(deps),
      invoiceRoutes(deps),
      creditNoteRoutes(deps),
      disputeRoutes(deps),
      eInvoiceRoutes(deps),
      statementRoutes(deps),
      verificationRoutes(deps),
      promiseRoutes(deps),
      remittanceRoutes(deps),
      paymentRoutes(deps),
      paymentMethodRoutes(deps),
      autopayRoutes(deps),
      webhookRoutes(deps),
      bankRoutes({ ...deps, readStatementFile: createStatementReader() }),
      reconciliationRoutes(deps),
      realtimeRoutes({ hub, clock, authenticate }),
      monitoringRoutes({ db, clock, metrics, metricsToken: config.metricsToken, accepting: () => accepting }),
    ],
  });

  return {
    app,
    log,
    async start() {
      await presence.announce();
      await hub.start();
      runner = await startRunner({
        url: roleUrl(config.databaseUrl, 'foyer_jobs'),
        handlers: {
          ...paymentsJobs(deps),
          ...disputesJobs(deps),
          ...bankJobs(deps),
          ...reconciliationJobs(deps),
        } satisfies JobHandlers,
        cron: {
          ...paymentsCron(deps),
          ...paymentMethodsCron(deps),
          ...autopayCron(deps),
          ...reconciliationCron(deps),
          ...(config.mailsInvoices ? invoiceDeliveriesCron(deps) : {}),
          ...housekeeping(deps),
        },
        log,
      });
      metrics.part('database', 'ok');
    },
    async stop() {
      accepting = false;
      await hub.stop();
      await runner?.stop();
      await Promise.all([db.close(), identityDb.close(), presence.close()]);
    },
  };
}

/** A preflight names no client, so it is answered from the list of every registered origin. */
function cachedOrigins(load: () => Promise<string[]>, clock: Clock): (origin: string) => Promise<boolean> {
  const keepMs = 10_000;
  let known: { at: number; origins: Promise<Set<string>> } | undefined;
  return async (origin) => {
    const now = clock.now().getTime();
    if (!known || now - known.at > keepMs) {
      const origins = load().then((list) => new Set(list));
      origins.catch(() => {
        known = undefined;
      });
      known = { at: now, origins };
    }
    return (await known.origins).has(origin);
  };
}
