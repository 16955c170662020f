import { isJsonObject, type JsonObject } from '../json.ts';
import { type Account, type Call, emit, find, type Operation } from './account.ts';
import { recordMovement } from './balance.ts';
import { openDispute } from './disputes.ts';
import { newId } from './ids.ts';
import { having, listPage } from './lists.ts';
import type { Charge, PaymentIntent, PaymentMethod } from './objects.ts';
import { allowOnly } from './params.ts';
import type { CardBehaviour, Decline } from './test-cards.ts';

const LIST = [
  'customer',
  'payment_intent',
  'transfer_group',
  'created',
  'limit',
  'starting_after',
  'ending_before',
];

export const retrieveCharge: Operation = ({ account, id }) => find(account, 'charge', id);

export const listCharges: Operation = ({ account, form }) => {
  allowOnly(form, LIST);
  return listPage(
    having(account.store.all('charge'), form, ['customer', 'payment_intent']),
    form,
    '/v1/charges',
  );
};

/** Takes the money, or holds it when the intent is captured by hand. */
export function succeedCharge(
  account: Account,
  call: Call,
  intent: PaymentIntent,
  method: PaymentMethod,
  options: { authenticated: boolean; behaviour: CardBehaviour },
): Charge {
  const captured = intent.capture_method !== 'manual';
  const charge = chargeOf(account, call, intent, method, options.authenticated);
  const done = account.store.put('charge', {
    ...charge,
    amount_captured: captured ? charge.amount : 0,
    balance_transaction: captured
      ? recordMovement(account, {
          type: 'charge',
          amount: charge.amount,
          source: charge.id,
          currency: charge.currency,
        })
      : null,
    captured,
  });
  emit(account, call, 'charge.succeeded', done);
  return done;
}

/** What follows a success of its own accord: some test cards are disputed at once. */
export function afterSuccess(account: Account, call: Call, charge: Charge, behaviour: CardBehaviour): void {
  if (behaviour.disputed) openDispute(account, call, charge, 'fraudulent');
}

/** Asked of a bank and not yet answered. */
export function pendingCharge(
  account: Account,
  call: Call,
  intent: PaymentIntent,
  method: PaymentMethod,
  mandate: string,
): Charge {
  const own = method[method.type];
  const { fingerprint = null, ...shown } = isJsonObject(own) ? own : {};
  const details: JsonObject =
    method.type === 'payto' ? { ...shown, mandate } : { ...shown, fingerprint, mandate };
  return account.store.put('charge', {
    ...chargeOf(account, call, intent, method, false),
    outcome: null,
    paid: false,
    payment_method_details: { [method.type]: details, type: method.type },
    status: 'pending',
  });
}

export function failCharge(
  account: Account,
  call: Call,
  intent: PaymentIntent,
  method: PaymentMethod,
  decline: Decline,
): Charge {
  const failed = account.store.put('charge', {
    ...chargeOf(account, call, intent, method, false),
    failure_code: decline.code,
    failure_message: decline.message,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'declined_by_network',
      reason: decline.declineCode,
      risk_level: 'normal',
      seller_message: 'The bank did not return any further details with this decline.',
      type: 'issuer_declined',
    },
    paid: false,
    status: 'failed',
  });
  emit(account, call, 'charge.failed', failed);
  return failed;
}

/** Captures a held charge, in part or whole; what is left goes back to the cardholder. */
export function captureCharge(account: Account, call: Call, charge: Charge, amount: number): Charge {
  const rest = charge.amount - amount;
  const captured = account.store.put('charge', {
    ...charge,
    amount_captured: amount,
    amount_refunded: rest,
    balance_transaction: recordMovement(account, {
      type: 'charge',
      amount,
      source: charge.id,
      currency: charge.currency,
    }),
    captured: true,
  });
  emit(account, call, 'charge.captured', captured);
  return captured;
}

function chargeOf(
  account: Account,
  call: Call,
  intent: PaymentIntent,
  method: PaymentMethod,
  authenticated: boolean,
): Charge {
  const id = newId('ch');
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details ?? {},
    calculated_statement_descriptor: 'FOYER SANDBOX',
    captured: false,
    created: account.now(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description ?? null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: null,
      risk_level: 'normal',
      seller_message: 'Payment complete.',
      type: 'authorized',
    },
    paid: true,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { card: cardOutcome(intent, method, authenticated), type: method.type },
    receipt_email: intent.receipt_email ?? null,
    receipt_number: null,
    receipt_url: `${call.origin}/stripe/receipts/${id}`,
    refunded: false,
    refunds: { data: [], has_more: false, object: 'list', url: `/v1/charges/${id}/refunds` },
    review: null,
    shipping: intent.shipping ?? null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor ?? null,
    statement_descriptor_suffix: intent.statement_descriptor_suffix ?? null,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: intent.transfer_group ?? null,
  };
}

function cardOutcome(intent: PaymentIntent, method: PaymentMethod, authenticated: boolean): JsonObject {
  const card = method.card;
  const details = typeof card === 'object' && card !== null && !Array.isArray(card) ? card : {};
  return {
    amount_authorized: intent.amount,
    authorization_code: null,
    brand: details.brand ?? null,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: details.country ?? null,
    exp_month: details.exp_month ?? null,
    exp_year: details.exp_year ?? null,
    extended_authorization: { status: 'disabled' },
    fingerprint: details.fingerprint ?? null,
    funding: details.funding ?? null,
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    last4: details.last4 ?? null,
    mandate: null,
    multicapture: { status: 'unavailable' },
    network: details.brand ?? null,
    network_token: { used: false },
    network_transaction_id: null,
    overcapture: { maximum_amount_capturable: intent.amount, status: 'unavailable' },
    regulated_status: 'unregulated',
    three_d_secure: authenticated
      ? {
          authentication_flow: 'challenge',
          electronic_commerce_indicator: '05',
          exemption_indicator: null,
          result: 'authenticated',
          result_reason: null,
          transaction_id: null,
          version: '2.2.0',
        }
      : null,
    transaction_link_id: null,
    wallet: null,
  };
}
