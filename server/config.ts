import { z } from 'zod';
import { railPolicyOf, readRailLimits, readSurcharges } from './rail-settings.ts';

/** The only reader of the environment. Messages are for the person who runs Foyer. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const port = (fallback: number) => z.coerce.number().int().min(1).max(65_535).default(fallback);
const filled = z.string().min(1).optional();

const schema = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: port(4400),
  PARTNER_PORT: port(4401),
  SANDBOX_PORT: port(4402),
  SANDBOX_SMTP_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: z.url({ error: 'must be set, for example postgres://user:secret@host/foyer' }),
  /** Where people reach the portal. */
  PUBLIC_URL: z.url().optional(),
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(5).default(0),
  DEMO: z.enum(['on', 'off']).default('off'),
  MASTER_KEY: z.string().optional(),
  STRIPE_SECRET_KEY: filled,
  STRIPE_PUBLISHABLE_KEY: filled,
  STRIPE_WEBHOOK_SECRET: filled,
  STRIPE_API_BASE: z.url().optional(),
  STRIPE_SCRIPT_URL: z.url().optional(),
  PAYPAL_CLIENT_ID: filled,
  PAYPAL_CLIENT_SECRET: filled,
  PAYPAL_WEBHOOK_ID: filled,
  PAYPAL_API_BASE: z.url().optional(),
  PAYPAL_SCRIPT_URL: z.url().optional(),
  /** Limits of the rails in dollars, `rail:min-max`; a rail that is left out is not offered. */
  RAIL_LIMITS: z
    .string()
    .default('card:1-50000,becs:1-10000,payto:1-25000,paypal:1-10000,bpay:1-100000,eft:1-1000000')
    .transform(readRailLimits),
  /** Dated surcharges, `rail:day:basis points`; none by default. */
  RAIL_SURCHARGES: z.string().default('').transform(readSurcharges),
  BPAY_BILLER_CODE: z
    .string()
    .regex(/^\d{1,10}$/)
    .optional(),
  BPAY_CHECK_DIGIT: z.enum(['MOD10V01', 'MOD10V05']).default('MOD10V01'),
  BANK_ACCOUNT_NAME: filled,
  BANK_BSB: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  BANK_ACCOUNT_NUMBER: z
    .string()
    .regex(/^\d{4,9}$/)
    .optional(),
  SMTP_URL: z.url().optional(),
  MAIL_FROM: z.string().default('Foyer Facility Services <accounts@foyer.example>'),
  /** Whether new invoices are mailed from here; off where the core system does that. */
  INVOICE_MAIL: z.enum(['on', 'off']).default('off'),
  METRICS_TOKEN: filled,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  SUPPLIER_NAME: z.string().default('Foyer Facility Services Pty Ltd'),
  SUPPLIER_ABN: z
    .string()
    .regex(/^\d{11}$/)
    .default('51824753556'),
  SUPPLIER_ADDRESS: z.string().default('Level 4, 88 Wharf Street|Pyrmont NSW 2009'),
  SUPPLIER_EMAIL: z.string().default('accounts@foyer.example'),
  SUPPLIER_PHONE: z.string().default('02 5550 0142'),
  TIME_ZONE: z.string().default('Australia/Sydney'),
});

export type Config = ReturnType<typeof readConfig>;

/** @throws ConfigError with one sentence that names every variable at fault */
export function readConfig(env: NodeJS.ProcessEnv) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new ConfigError(`The configuration is not valid: ${faults.join('; ')}.`);
  }
  const value = parsed.data;
  const production = value.NODE_ENV === 'production';
  if (production) refuseStandIns(value, given);
  const sandbox = `http://localhost:${value.SANDBOX_PORT}`;
  const stripeIsReal = value.STRIPE_SECRET_KEY !== undefined;
  const paypalIsReal = value.PAYPAL_CLIENT_ID !== undefined;
  const offersPaypal = !production || paypalIsReal;
  return {
    production,
    port: value.PORT,
    dataDir: value.DATA_DIR,
    databaseUrl: value.DATABASE_URL,
    origin: (value.PUBLIC_URL ?? `http://localhost:${value.PORT}`).replace(/\/$/, ''),
    trustedProxyHops: value.TRUSTED_PROXY_HOPS,
    demo: value.DEMO === 'on',
    masterKey: value.MASTER_KEY ?? null,
    stripe: {
      secretKey: value.STRIPE_SECRET_KEY ?? 'sk_test_sandbox',
      publishableKey: value.STRIPE_PUBLISHABLE_KEY ?? 'pk_test_sandbox',
      /** Several while a secret is being rotated, the newest first. */
      webhookSecrets: (value.STRIPE_WEBHOOK_SECRET ?? 'whsec_sandbox').split(','),
      apiBase: value.STRIPE_API_BASE ?? (stripeIsReal ? 'https://api.stripe.com' : sandbox),
      scriptUrl:
        value.STRIPE_SCRIPT_URL ?? (stripeIsReal ? 'https://js.stripe.com/v3/' : `${sandbox}/stripe/v3/`),
    },
    /** False in production where the contractor has no account with PayPal: the rail is not offered then. */
    paypal: offersPaypal && {
      clientId: value.PAYPAL_CLIENT_ID ?? 'sandbox-client',
      clientSecret: value.PAYPAL_CLIENT_SECRET ?? 'sandbox-secret',
      webhookId: value.PAYPAL_WEBHOOK_ID ?? 'WH-SANDBOX',
      apiBase: value.PAYPAL_API_BASE ?? (paypalIsReal ? 'https://api-m.paypal.com' : `${sandbox}/paypal`),
      scriptUrl:
        value.PAYPAL_SCRIPT_URL ??
        (paypalIsReal ? 'https://www.paypal.com/sdk/js' : `${sandbox}/paypal/sdk/js`),
      /** Whose certificates sign events: only from these hosts is one fetched. */
      certificates: {
        hosts: paypalIsReal ? paypalCertHosts(value.PAYPAL_API_BASE) : [new URL(sandbox).host],
        isStandIn: !paypalIsReal,
      },
    },
    rails: railPolicyOf(value, { production, offersPaypal }),
    smtp: {
      url: value.SMTP_URL ?? `smtp://localhost:${value.SANDBOX_SMTP_PORT ?? value.SANDBOX_PORT + 1}`,
      from: value.MAIL_FROM,
    },
    mailsInvoices: value.INVOICE_MAIL === 'on',
    metricsToken: value.METRICS_TOKEN ?? null,
    logLevel: value.LOG_LEVEL,
    supplier: {
      legalName: value.SUPPLIER_NAME,
      abn: value.SUPPLIER_ABN,
      addressLines: value.SUPPLIER_ADDRESS.split('|'),
      email: value.SUPPLIER_EMAIL,
      phone: value.SUPPLIER_PHONE,
      timeZone: value.TIME_ZONE,
    },
  };
}

/** PayPal's own test system signs with certificates of its own. */
function paypalCertHosts(apiBase: string | undefined): string[] {
  const isTest = apiBase !== undefined && new URL(apiBase).host === 'api-m.sandbox.paypal.com';
  return isTest
    ? ['api.sandbox.paypal.com', 'api-m.sandbox.paypal.com']
    : ['api.paypal.com', 'api-m.paypal.com'];
}

/** An account with PayPal is a choice; half an account is a mistake, and so is one over a readable connection. */
function refuseHalfPaypal(value: z.infer<typeof schema>): void {
  if (value.PAYPAL_CLIENT_ID === undefined) return;
  const missing = (['PAYPAL_CLIENT_SECRET', 'PAYPAL_WEBHOOK_ID'] as const).filter(
    (name) => value[name] === undefined,
  );
  if (missing.length > 0)
    throw new ConfigError(`NODE_ENV=production with PAYPAL_CLIENT_ID needs ${missing.join(', ')} too.`);
  const open = (['PAYPAL_API_BASE', 'PAYPAL_SCRIPT_URL'] as const).filter(
    (name) => value[name]?.startsWith('https://') === false,
  );
  if (open.length > 0)
    throw new ConfigError(`NODE_ENV=production needs ${open.join(', ')} to begin with https://.`);
}

/** Production runs with real vendors and its own secrets, or not at all. */
function refuseStandIns(value: z.infer<typeof schema>, given: NodeJS.ProcessEnv): void {
  const required = [
    'MASTER_KEY',
    'PUBLIC_URL',
    'STRIPE_SECRET_KEY',
    'STRIPE_PUBLISHABLE_KEY',
    'STRIPE_WEBHOOK_SECRET',
    'SMTP_URL',
    'SUPPLIER_NAME',
    'SUPPLIER_ABN',
  ] as const;
  // What has a default for the demonstration has to be said too.
  const missing = required.filter((name) => given[name] === undefined);
  if (missing.length > 0)
    throw new ConfigError(
      `NODE_ENV=production needs ${missing.join(', ')}: nothing stands in for a secret or a vendor there.`,
    );
  refuseHalfPaypal(value);
  if (value.DEMO === 'on')
    throw new ConfigError(
      'NODE_ENV=production refuses DEMO=on: demonstration accounts have a known password.',
    );
  if (!value.PUBLIC_URL?.startsWith('https://'))
    throw new ConfigError('NODE_ENV=production needs PUBLIC_URL to begin with https://.');
}
