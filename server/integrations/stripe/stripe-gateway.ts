import Stripe from 'stripe';
import type {
  GatewayHandover,
  GatewayOrder,
  GatewayPayment,
  PaymentGateway,
} from '../../ports/payment-gateway.ts';
import { callPolicy } from './call-policy.ts';
import { toGatewayError } from './failures.ts';
import { paymentOfIntent } from './payment-of-intent.ts';
import { readStripeEvent } from './read-event.ts';
import { createStripeClient, type StripeAccount } from './stripe-client.ts';

export type StripeOptions = StripeAccount & {
  publishableKey: string;
  /** Several while one is being replaced: an event is good when any of them signed it. */
  webhookSecrets: readonly string[];
  /** The browser SDK; Stripe's own when absent. */
  scriptUrl?: string;
};

const ownScript = 'https://js.stripe.com/v3/';
const expanded = { expand: ['latest_charge'] };

/** Card payments through Stripe's PaymentIntents. The payer confirms in the browser; the server never sees a card. */
export function createStripeGateway(options: StripeOptions): PaymentGateway {
  const stripe = createStripeClient(options);
  const policy = callPolicy();
  const handoverOf = (intent: Stripe.PaymentIntent): GatewayHandover => ({
    vendor: 'stripe',
    publishableKey: options.publishableKey,
    clientSecret: intent.client_secret ?? '',
    scriptUrl: options.scriptUrl ?? ownScript,
  });
  const answerOf = (intent: Stripe.PaymentIntent) => ({
    payment: paymentOfIntent(intent),
    handover: handoverOf(intent),
  });
  const call = <T>(work: () => Promise<T>): Promise<T> =>
    policy.execute(work).catch((error: unknown) => {
      throw toGatewayError(error);
    });

  return {
    vendor: 'stripe',
    create: async (order) => {
      const request = { idempotencyKey: order.idempotencyKey };
      return answerOf(await call(() => stripe.paymentIntents.create(paramsOf(order), request)));
    },
    read: async (vendorRef) =>
      answerOf(await call(() => stripe.paymentIntents.retrieve(vendorRef, expanded))),
    find: ({ paymentId, since }) => call(() => findIntent(stripe, paymentId, since)),
    cancel: (vendorRef) =>
      call(async () => {
        try {
          return paymentOfIntent(await stripe.paymentIntents.cancel(vendorRef, expanded));
        } catch (error) {
          // Too late, or done already: the vendor says which.
          if (!isOutOfState(error)) throw error;
          return paymentOfIntent(await stripe.paymentIntents.retrieve(vendorRef, expanded));
        }
      }),
    // Its payments are taken when the payer confirms them: there is nothing left to take.
    capture: async (vendorRef) =>
      paymentOfIntent(await call(() => stripe.paymentIntents.retrieve(vendorRef, expanded))),
    readEvent: async (rawBody, headers, now) =>
      readStripeEvent(stripe, options.webhookSecrets, rawBody, headers, now),
  };
}

function paramsOf(order: GatewayOrder): Stripe.PaymentIntentCreateParams {
  return {
    amount: order.amountCents,
    currency: 'aud',
    allowed_payment_method_types: ['card'],
    description: order.description,
    // How an event or a list finds its way back to us; charges inherit it.
    metadata: { client_id: order.clientId, payment_id: order.paymentId, trace_id: order.traceId },
  };
}

/** Pages through everything made since; the vendor's search is only eventually consistent, its list is not. */
async function findIntent(stripe: Stripe, paymentId: string, since: Date): Promise<GatewayPayment | null> {
  const created = { gte: Math.floor(since.getTime() / 1000) };
  for await (const intent of stripe.paymentIntents.list({ created, limit: 100 })) {
    if (intent.metadata.payment_id !== paymentId) continue;
    return paymentOfIntent(await stripe.paymentIntents.retrieve(intent.id, expanded));
  }
  return null;
}

const isOutOfState = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError &&
  error.code === 'payment_intent_unexpected_state';
