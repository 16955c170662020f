import type { FoyerAccess } from './session-endpoint.ts';

export type PartnerSettings = FoyerAccess & {
  readonly port: number;
  /** Where a browser finds this site. */
  readonly origin: string;
  readonly cardForm: readonly string[];
};

/** Reads the partner's environment; the launcher sets it from the demonstration's OAuth client. */
export function readSettings(env: NodeJS.ProcessEnv): PartnerSettings {
  const port = Number(env.PARTNER_PORT ?? 4401);
  const script = env.STRIPE_SCRIPT_URL;
  const stripe = [
    'https://js.stripe.com',
    'https://*.js.stripe.com',
    'https://hooks.stripe.com',
    'https://api.stripe.com',
  ];
  const paypal = [
    'https://*.paypal.com',
    // Scripts and pictures of the buttons.
    'https://*.paypalobjects.com',
  ];
  const sandbox = [`http://localhost:${env.SANDBOX_PORT ?? 4402}`];
  return {
    port,
    origin: env.PARTNER_ORIGIN ?? `http://localhost:${port}`,
    baseUrl: env.FOYER_BASE_URL ?? 'http://localhost:4400',
    clientId: env.FOYER_CLIENT_ID ?? '',
    clientSecret: env.FOYER_CLIENT_SECRET ?? '',
    cardForm: [
      ...new Set([
        ...(script ? [new URL(script).origin] : env.STRIPE_SECRET_KEY ? stripe : sandbox),
        ...(env.PAYPAL_SCRIPT_URL
          ? [new URL(env.PAYPAL_SCRIPT_URL).origin]
          : env.PAYPAL_CLIENT_ID
            ? paypal
            : sandbox),
      ]),
    ],
  };
}
