import Stripe from 'stripe';

export type StripeAccount = {
  secretKey: string;
  /** Where the API answers; Stripe's own when absent. */
  apiBaseUrl?: string;
  /** How long one call may take. */
  timeoutMs?: number;
};

export const createStripeClient = ({ secretKey, apiBaseUrl, timeoutMs = 10_000 }: StripeAccount): Stripe =>
  new Stripe(secretKey, {
    ...address(apiBaseUrl),
    timeout: timeoutMs,
    // Repetition is the policy's, which knows what may be repeated.
    maxNetworkRetries: 0,
    telemetry: false,
  });

function address(baseUrl: string | undefined): Stripe.StripeConfig {
  if (!baseUrl) return {};
  const url = new URL(baseUrl);
  const protocol = url.protocol === 'http:' ? 'http' : 'https';
  return { host: url.hostname, port: url.port || (protocol === 'http' ? 80 : 443), protocol };
}
