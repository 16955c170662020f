import type Stripe from 'stripe';
import type { GatewayFailure, GatewayPayment, GatewayState } from '../../ports/payment-gateway.ts';

/**
 * Stripe's words for a payment in ours. A declined attempt leaves the intent open for another card, so it still
 * requires action and `failure` says what the last attempt came to.
 */
export function paymentOfIntent(intent: Stripe.PaymentIntent): GatewayPayment {
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  return {
    vendorRef: intent.id,
    state: stateOf(intent.status),
    amountCents: intent.amount,
    capturedCents: intent.status === 'succeeded' ? intent.amount_received : 0,
    refundedCents: charge?.amount_refunded ?? 0,
    dispute: 'none',
    disputedCents: 0,
    dishonoured: false,
    feeCents: null,
    failure: intent.last_payment_error ? failureOf(intent.last_payment_error) : null,
    clientId: intent.metadata.client_id ?? null,
    paymentId: intent.metadata.payment_id ?? null,
  };
}

/** A captured charge speaks of its intent: only it says how much was refunded. Null for charges that are neither. */
export function paymentOfCharge(charge: Stripe.Charge): GatewayPayment | null {
  const intent =
    typeof charge.payment_intent === 'string' ? charge.payment_intent : charge.payment_intent?.id;
  if (!intent || charge.status !== 'succeeded' || !charge.captured) return null;
  return {
    vendorRef: intent,
    state: 'succeeded',
    amountCents: charge.amount,
    capturedCents: charge.amount_captured,
    refundedCents: charge.amount_refunded,
    dispute: 'none',
    disputedCents: 0,
    dishonoured: false,
    feeCents: null,
    failure: null,
    clientId: charge.metadata.client_id ?? null,
    paymentId: charge.metadata.payment_id ?? null,
  };
}

const states: Record<Stripe.PaymentIntent.Status, GatewayState> = {
  requires_payment_method: 'requires_action',
  requires_confirmation: 'requires_action',
  requires_action: 'requires_action',
  requires_capture: 'processing',
  processing: 'processing',
  succeeded: 'succeeded',
  canceled: 'cancelled',
};
/** A state that a later version of the API adds is one that we cannot act on: it is under way. */
const stateOf = (status: Stripe.PaymentIntent.Status): GatewayState => states[status] ?? 'processing';

const failures: Record<string, GatewayFailure> = {
  insufficient_funds: 'insufficient_funds',
  expired_card: 'expired_card',
  incorrect_cvc: 'incorrect_cvc',
  invalid_cvc: 'incorrect_cvc',
  authentication_required: 'authentication_failed',
  payment_intent_authentication_failure: 'authentication_failed',
  card_declined: 'card_declined',
};

/** The bank's own reason is the more exact of the two. */
function failureOf(error: Stripe.PaymentIntent.LastPaymentError): GatewayFailure {
  return failures[error.decline_code ?? ''] ?? failures[error.code ?? ''] ?? 'vendor_refused';
}
