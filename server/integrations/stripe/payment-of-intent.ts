import type Stripe from 'stripe';
import type { GatewayFailure, GatewayPayment, GatewayState } from '../../ports/payment-gateway.ts';

/**
 * Stripe's words for a payment in ours. A declined attempt leaves the intent open for another card, so it still
 * requires action and `failure` says what the last attempt came to.
 * @param disputes of its charge: a charge says only that there was one
 */
export function paymentOfIntent(
  intent: Stripe.PaymentIntent,
  disputes: readonly Stripe.Dispute[] = [],
): GatewayPayment {
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  const fee = typeof charge?.balance_transaction === 'object' ? charge.balance_transaction?.fee : null;
  return {
    vendorRef: intent.id,
    state: isFailed(intent) ? 'failed' : stateOf(intent.status),
    amountCents: intent.amount,
    capturedCents: intent.status === 'succeeded' ? intent.amount_received : 0,
    refundedCents: charge?.amount_refunded ?? 0,
    ...withdrawalOf(charge, disputes),
    feeCents: fee ?? null,
    failure: intent.last_payment_error ? failureOf(intent.last_payment_error) : null,
    clientId: intent.metadata.client_id ?? null,
    paymentId: intent.metadata.payment_id ?? null,
  };
}

/** Only an order by a saved method names a customer. */
export const isSaved = ({ customer }: Stripe.PaymentIntent): boolean => customer !== null;

/**
 * A debit that came back, or a saved card that was refused, and whose intent was closed since: it failed, and nobody
 * cancelled it. A card that was typed and declined before its payer gave up was cancelled.
 */
const isFailed = (intent: Stripe.PaymentIntent): boolean => {
  const { status, last_payment_error: error } = intent;
  return (
    status === 'canceled' &&
    error !== null &&
    (isSaved(intent) || bankTypes.includes(error.payment_method?.type))
  );
};

type Withdrawal = Pick<GatewayPayment, 'dispute' | 'disputedCents' | 'dishonoured'>;
const bankTypes: readonly (string | undefined)[] = ['au_becs_debit', 'payto'];

/**
 * Of a card the bank may give the money back: the dispute is open, won or lost. Of a bank account it is final: the debit
 * was dishonoured. A charge that is marked as disputed stays so after it was won.
 */
function withdrawalOf(charge: Stripe.Charge | null, disputes: readonly Stripe.Dispute[]): Withdrawal {
  const none: Withdrawal = { dispute: 'none', disputedCents: 0, dishonoured: false };
  const standing = disputes.filter(({ status }) => status !== 'won' && !isInquiry(status));
  if (bankTypes.includes(charge?.payment_method_details?.type))
    return { ...none, dishonoured: standing.length > 0 };
  const closed = disputes.filter(({ status }) => !isInquiry(status));
  if (closed.length === 0) return none;
  const open = standing.some(({ status }) => status !== 'lost');
  const of = standing.length > 0 ? standing : closed;
  return {
    ...none,
    dispute: standing.length === 0 ? 'won' : open ? 'open' : 'lost',
    disputedCents: of.reduce((sum, { amount }) => sum + amount, 0),
  };
}

/** A bank that only asks has withdrawn nothing. */
const isInquiry = (status: string): boolean => status.startsWith('warning_') || status === 'prevented';

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
  account_closed: 'account_closed',
  no_account: 'account_closed',
  debit_not_authorized: 'debit_not_authorised',
  refer_to_customer: 'debit_not_authorised',
  payment_method_customer_decline: 'mandate_declined',
  payment_intent_mandate_invalid: 'mandate_declined',
  setup_intent_mandate_invalid: 'mandate_declined',
};

/** The bank's own reason is the more exact of the two. */
export function failureOf(error: { code?: string; decline_code?: string }): GatewayFailure {
  return failures[error.decline_code ?? ''] ?? failures[error.code ?? ''] ?? 'vendor_refused';
}
