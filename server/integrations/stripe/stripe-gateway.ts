import Stripe from 'stripe';
import type {
  GatewayHandover,
  GatewayOrder,
  GatewayPayment,
  PaymentGateway,
  VendorRail,
} from '../../ports/payment-gateway.ts';
import { GatewayRefused } from '../../ports/payment-gateway.ts';
import { isSaved, paymentOfIntent } from './payment-of-intent.ts';
import { readStripeEvent } from './read-event.ts';
import { connectStripe, type StripeConnection, type StripeOptions } from './stripe-connection.ts';

const expanded = { expand: ['latest_charge.balance_transaction'] };

/**
 * Cards and wallets, BECS direct debits and PayTo through Stripe's PaymentIntents. The payer confirms in the browser; the
 * server never sees a card or an account. A saved method is charged here; its bank may still ask a payer who is there.
 */
export function createStripeGateway(options: StripeOptions): PaymentGateway {
  const client = connectStripe(options);
  const { stripe, call } = client;
  const handoverOf = (intent: Stripe.PaymentIntent): GatewayHandover => ({
    ...client.handover(intent.client_secret),
    step: stepOf(intent),
  });
  const answerOf = async (intent: Stripe.PaymentIntent) => ({
    payment: await pictureOf(client, intent),
    handover: handoverOf(intent),
  });
  const retrieve = (vendorRef: string) => call(() => stripe.paymentIntents.retrieve(vendorRef, expanded));

  return {
    vendor: 'stripe',
    create: async (order) => {
      const request = { idempotencyKey: order.idempotencyKey };
      try {
        return await answerOf(await call(() => stripe.paymentIntents.create(paramsOf(order), request)));
      } catch (error) {
        const declined = order.saved ? declinedIntent(error) : null;
        if (!declined) throw error;
        // Made and declined, with nobody there to try another card: the intent is closed and the payment has failed.
        const { vendorRef, failure } = paymentOfIntent(declined);
        const closed = await cancel(client, vendorRef).catch(() => paymentOfIntent(declined));
        return { payment: { ...closed, state: 'failed', failure }, handover: handoverOf(declined) };
      }
    },
    read: async (vendorRef) => {
      const intent = await retrieve(vendorRef);
      if (!isRefusedSaved(intent)) return answerOf(intent);
      // The bank said no to a saved card: its payment takes no other one, so it is closed as failed.
      return { payment: await cancel(client, vendorRef), handover: handoverOf(intent) };
    },
    find: ({ paymentId, since }) => findIntent(client, paymentId, since),
    cancel: (vendorRef) => cancel(client, vendorRef),
    // Its payments are taken when the payer confirms them: there is nothing left to take.
    capture: async (vendorRef) => pictureOf(client, await retrieve(vendorRef)),
    readEvent: async (rawBody, headers, now) =>
      readStripeEvent(stripe, options.webhookSecrets, rawBody, headers, now),
  };
}

const stepOf = (intent: Stripe.PaymentIntent) => {
  if (intent.status !== 'requires_action') return 'enter_details';
  if (intent.next_action?.type === 'payto_await_authorization') return 'await_bank';
  return isSaved(intent) ? 'authenticate' : 'enter_details';
};

/** The picture of an intent, with what a payer's bank said of it since. */
async function pictureOf(
  { stripe, call }: StripeConnection,
  intent: Stripe.PaymentIntent,
): Promise<GatewayPayment> {
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  if (!charge?.disputed) return paymentOfIntent(intent);
  const disputes = await call(() => stripe.disputes.list({ payment_intent: intent.id, limit: 100 }));
  return paymentOfIntent(intent, disputes.data);
}

async function cancel(client: StripeConnection, vendorRef: string): Promise<GatewayPayment> {
  const { stripe, call } = client;
  const intent = await call(async () => {
    try {
      return await stripe.paymentIntents.cancel(vendorRef, expanded);
    } catch (error) {
      // Too late, or done already: the vendor says which.
      if (!isOutOfState(error)) throw error;
      return stripe.paymentIntents.retrieve(vendorRef, expanded);
    }
  });
  return pictureOf(client, intent);
}

const methodTypes: Record<VendorRail, Stripe.PaymentIntentCreateParams.AllowedPaymentMethodType | null> = {
  card: 'card',
  becs: 'au_becs_debit',
  payto: 'payto',
  paypal: null,
};

function paramsOf(order: GatewayOrder): Stripe.PaymentIntentCreateParams {
  const type = methodTypes[order.rail];
  if (type === null) throw new GatewayRefused(`Stripe takes no ${order.rail} here`);
  return {
    amount: order.amountCents,
    currency: 'aud',
    allowed_payment_method_types: [type],
    description: order.description,
    // How an event or a list finds its way back to us; charges inherit it.
    metadata: { client_id: order.clientId, payment_id: order.paymentId, trace_id: order.traceId },
    ...(order.saved && {
      customer: order.saved.customerRef,
      payment_method: order.saved.methodRef,
      ...(order.saved.mandateRef && { mandate: order.saved.mandateRef }),
      // With the payer there the bank may ask them, in the browser. A bank account has nothing to ask.
      ...(order.payerPresent && order.rail === 'card' ? { use_stripe_sdk: true } : { off_session: true }),
      confirm: true,
      ...expanded,
    }),
  };
}

/** Pages through everything made since; the vendor's search is only eventually consistent, its list is not. */
async function findIntent(
  client: StripeConnection,
  paymentId: string,
  since: Date,
): Promise<GatewayPayment | null> {
  const { stripe, call } = client;
  const created = { gte: Math.floor(since.getTime() / 1000) };
  const found = await call(async () => {
    for await (const intent of stripe.paymentIntents.list({ created, limit: 100 })) {
      if (intent.metadata.payment_id !== paymentId) continue;
      return stripe.paymentIntents.retrieve(intent.id, expanded);
    }
    return null;
  });
  return found && pictureOf(client, found);
}

/** The intent that a refusal of a card speaks of. */
function declinedIntent(error: unknown): Stripe.PaymentIntent | null {
  const cause = error instanceof GatewayRefused ? error.cause : null;
  return cause instanceof Stripe.errors.StripeCardError ? (cause.payment_intent ?? null) : null;
}

const isRefusedSaved = (intent: Stripe.PaymentIntent): boolean =>
  isSaved(intent) && intent.status === 'requires_payment_method' && intent.last_payment_error !== null;

const isOutOfState = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError &&
  error.code === 'payment_intent_unexpected_state';
