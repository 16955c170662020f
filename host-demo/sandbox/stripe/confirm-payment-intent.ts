import type { JsonObject } from '../json.ts';
import { type Account, type Call, emit, find } from './account.ts';
import { confirmDebit } from './bank-debits.ts';
import { isBankType } from './bank-methods.ts';
import { afterSuccess, failCharge, succeedCharge } from './charges.ts';
import { cardError, unexpectedState } from './errors.ts';
import { newId } from './ids.ts';
import type { PaymentIntent, PaymentMethod } from './objects.ts';
import { behaviourOf, type CardBehaviour, type Decline } from './test-cards.ts';

export type ConfirmOptions = {
  offSession: boolean;
  errorOnRequiresAction: boolean;
  returnUrl: string | null;
  /** The browser script shows the challenge itself; otherwise the person is sent to a page. */
  usesSdk: boolean;
  /** An agreement that the payer gave before. */
  mandate?: string | null;
};

/** Tries to take the payment. Throws a 402 after recording a decline, as Stripe does. */
export function confirmIntent(
  account: Account,
  call: Call,
  intent: PaymentIntent,
  options: ConfirmOptions,
): PaymentIntent {
  if (intent.payment_method === null) {
    throw unexpectedState(
      'payment_intent',
      `You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the ` +
        `PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method.`,
      intent,
    );
  }
  const method = find(account, 'payment_method', intent.payment_method, 'payment_method');
  if (isBankType(method.type)) {
    const { offSession, mandate = null } = options;
    return confirmDebit(account, call, intent, method, { offSession, mandate });
  }
  const behaviour = behaviourOf(account.store.get('vault', method.id)?.behaviour ?? 'accepted');
  // A card that was saved with its holder's yes is not asked again.
  const isAgreed = options.offSession && method.customer !== null && method.customer === intent.customer;
  if (behaviour.authentication === 'required' && !(isAgreed && behaviour.reusable)) {
    return options.offSession || options.errorOnRequiresAction
      ? refuseAuthentication(account, call, intent, method)
      : requireAction(account, call, intent, options);
  }
  if (behaviour.decline) return decline(account, call, intent, method, behaviour.decline);
  return succeed(account, call, intent, method, { authenticated: false, behaviour });
}

/** The answer of the cardholder's bank after the challenge. Answering twice changes nothing. */
export function finishAuthentication(
  account: Account,
  call: Call,
  intent: PaymentIntent,
  outcome: 'complete' | 'fail',
): PaymentIntent {
  if (intent.status !== 'requires_action' || intent.payment_method === null) return intent;
  const method = find(account, 'payment_method', intent.payment_method);
  const behaviour = behaviourOf(account.store.get('vault', method.id)?.behaviour ?? 'accepted');
  if (outcome === 'fail') {
    return fail(account, call, intent, null, {
      type: 'invalid_request_error',
      code: 'payment_intent_authentication_failure',
      message:
        'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
      payment_method: method,
    });
  }
  if (behaviour.decline) return recordDecline(account, call, intent, method, behaviour.decline);
  return succeed(account, call, intent, method, { authenticated: true, behaviour });
}

function succeed(
  account: Account,
  call: Call,
  intent: PaymentIntent,
  method: PaymentMethod,
  outcome: { authenticated: boolean; behaviour: CardBehaviour },
): PaymentIntent {
  const charge = succeedCharge(account, call, intent, method, outcome);
  const done = account.store.put('payment_intent', {
    ...intent,
    amount_capturable: charge.captured ? 0 : intent.amount,
    amount_received: charge.captured ? intent.amount : 0,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    status: charge.captured ? 'succeeded' : 'requires_capture',
  });
  if (done.customer !== null && done.setup_future_usage !== null) {
    account.store.put('payment_method', { ...method, customer: done.customer });
  }
  emit(
    account,
    call,
    charge.captured ? 'payment_intent.succeeded' : 'payment_intent.amount_capturable_updated',
    done,
  );
  afterSuccess(account, call, charge, outcome.behaviour);
  return done;
}

function requireAction(
  account: Account,
  call: Call,
  intent: PaymentIntent,
  options: ConfirmOptions,
): PaymentIntent {
  const page = `${call.origin}/stripe/challenge/${intent.id}?client_secret=${intent.client_secret}`;
  const next: JsonObject =
    options.usesSdk || options.returnUrl === null
      ? {
          type: 'use_stripe_sdk',
          use_stripe_sdk: { source: newId('src'), stripe_js: page, type: 'three_d_secure_redirect' },
        }
      : {
          type: 'redirect_to_url',
          redirect_to_url: {
            return_url: options.returnUrl,
            url: `${page}&return_url=${encodeURIComponent(options.returnUrl)}`,
          },
        };
  const waiting = account.store.put('payment_intent', {
    ...intent,
    last_payment_error: null,
    next_action: next,
    status: 'requires_action',
  });
  emit(account, call, 'payment_intent.requires_action', waiting);
  return waiting;
}

function refuseAuthentication(
  account: Account,
  call: Call,
  intent: PaymentIntent,
  method: PaymentMethod,
): never {
  const refusal: Decline = {
    code: 'authentication_required',
    declineCode: 'authentication_required',
    message: 'Your card was declined. This transaction requires authentication.',
  };
  return decline(account, call, intent, method, refusal);
}

function decline(
  account: Account,
  call: Call,
  intent: PaymentIntent,
  method: PaymentMethod,
  why: Decline,
): never {
  const failed = recordDecline(account, call, intent, method, why);
  throw cardError({
    charge: failed.latest_charge,
    code: why.code,
    decline_code: why.declineCode,
    message: why.message,
    payment_intent: failed,
    payment_method: method,
  });
}

function recordDecline(
  account: Account,
  call: Call,
  intent: PaymentIntent,
  method: PaymentMethod,
  why: Decline,
): PaymentIntent {
  const charge = failCharge(account, call, intent, method, why);
  return fail(account, call, intent, charge.id, {
    type: 'card_error',
    charge: charge.id,
    code: why.code,
    decline_code: why.declineCode,
    message: why.message,
    payment_method: method,
  });
}

/** A failed attempt puts the intent back to where another card can be tried. */
function fail(
  account: Account,
  call: Call,
  intent: PaymentIntent,
  charge: string | null,
  error: JsonObject,
): PaymentIntent {
  const failed = account.store.put('payment_intent', {
    ...intent,
    last_payment_error: error,
    latest_charge: charge ?? intent.latest_charge,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  emit(account, call, 'payment_intent.payment_failed', failed);
  return failed;
}
