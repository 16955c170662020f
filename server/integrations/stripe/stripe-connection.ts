import type Stripe from 'stripe';
import type { MethodHandover } from '../../ports/payment-method-vault.ts';
import { callPolicy } from './call-policy.ts';
import { toGatewayError } from './failures.ts';
import { createStripeClient, type StripeAccount } from './stripe-client.ts';

export type StripeOptions = StripeAccount & {
  publishableKey: string;
  /** Several while one is being replaced: an event is good when any of them signed it. */
  webhookSecrets: readonly string[];
  /** The browser SDK; Stripe's own when absent. */
  scriptUrl?: string;
};

export type StripeConnection = {
  stripe: Stripe;
  /** Every call goes through here: tried again where that is safe, and failing in the words of the port. */
  call: <T>(work: () => Promise<T>) => Promise<T>;
  handover: (clientSecret: string | null) => MethodHandover;
};

const ownScript = 'https://js.stripe.com/v3/';

export function connectStripe(options: StripeOptions): StripeConnection {
  const policy = callPolicy();
  return {
    stripe: createStripeClient(options),
    call: (work) =>
      policy.execute(work).catch((error: unknown) => {
        throw toGatewayError(error);
      }),
    handover: (clientSecret) => ({
      vendor: 'stripe',
      publishableKey: options.publishableKey,
      clientSecret: clientSecret ?? '',
      scriptUrl: options.scriptUrl ?? ownScript,
    }),
  };
}
