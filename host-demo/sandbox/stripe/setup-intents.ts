import { isJsonObject, type JsonObject } from '../json.ts';
import { type Account, type Call, emit, find, type Operation } from './account.ts';
import { answerRequest } from './bank-debits.ts';
import { isBankType } from './bank-methods.ts';
import { cardError, noSuch, unexpectedState } from './errors.ts';
import type { Form } from './form.ts';
import { newId, randomText } from './ids.ts';
import { createMandate } from './mandates.ts';
import type { PaymentMethod, SetupIntent } from './objects.ts';
import { allowOnly, mergedMetadata, optionalFlag, optionalForm, optionalText, textList } from './params.ts';
import { existingPaymentMethod, makePaymentMethod } from './payment-methods.ts';
import { behaviourOf } from './test-cards.ts';

const CREATE =
  'allowed_payment_method_types automatic_payment_methods confirm customer description metadata on_behalf_of payment_method payment_method_data payment_method_options payment_method_types mandate_data return_url usage use_stripe_sdk'.split(
    ' ',
  );
const CONFIRM = [
  'mandate_data',
  'payment_method',
  'payment_method_data',
  'return_url',
  'use_stripe_sdk',
  'key',
  'client_secret',
];

export const createSetupIntent: Operation = ({ account, call, form }) => {
  allowOnly(form, CREATE);
  const customer = optionalText(form, 'customer') ?? null;
  if (customer !== null) find(account, 'customer', customer, 'customer');
  const id = newId('seti');
  const types = textList(form, 'allowed_payment_method_types') ?? textList(form, 'payment_method_types');
  const method = chosenMethod(account, call, form, null);
  const intent = account.store.put('setup_intent', {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: textList(form, 'allowed_payment_method_types') ?? null,
    application: null,
    automatic_payment_methods: types ? null : { allow_redirects: 'always', enabled: true },
    cancellation_reason: null,
    client_secret: `${id}_secret_${randomText(30)}`,
    created: account.now(),
    customer,
    description: optionalText(form, 'description') ?? null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: mergedMetadata(form, {}),
    next_action: null,
    on_behalf_of: null,
    payment_method: method,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' },
      ...optionsOf(form),
    },
    payment_method_types: types ?? ['card'],
    single_use_mandate: null,
    status: method === null ? 'requires_payment_method' : 'requires_confirmation',
    usage: optionalText(form, 'usage') ?? 'off_session',
  });
  emit(account, call, 'setup_intent.created', intent);
  return optionalFlag(form, 'confirm') ? confirm(account, call, intent) : intent;
};

export const retrieveSetupIntent: Operation = ({ account, call, form, id }) =>
  opened(account, call, form, id);

export const confirmSetupIntent: Operation = ({ account, call, form, id }) => {
  allowOnly(form, CONFIRM);
  const intent = opened(account, call, form, id);
  if (intent.status === 'succeeded' || intent.status === 'canceled') {
    throw unexpectedState(
      'setup_intent',
      `You cannot confirm this SetupIntent because it has a status of ${intent.status}.`,
      intent,
    );
  }
  return confirm(account, call, {
    ...intent,
    payment_method: chosenMethod(account, call, form, intent.payment_method),
  });
};

export const cancelSetupIntent: Operation = ({ account, call, form, id }) => {
  allowOnly(form, ['cancellation_reason']);
  const intent = find(account, 'setup_intent', id);
  const canceled = account.store.put('setup_intent', { ...intent, status: 'canceled' });
  emit(account, call, 'setup_intent.canceled', canceled);
  return canceled;
};

function confirm(account: Account, call: Call, intent: SetupIntent): SetupIntent {
  if (intent.payment_method === null) {
    throw unexpectedState(
      'setup_intent',
      "You cannot confirm this SetupIntent because it's missing a payment method.",
      intent,
    );
  }
  const method = find(account, 'payment_method', intent.payment_method, 'payment_method');
  if (intent.customer !== null && isBankType(method.type))
    account.store.put('payment_method', { ...method, customer: intent.customer });
  if (isBankType(method.type)) return agree(account, call, intent, method);
  const { decline } = behaviourOf(account.store.get('vault', method.id)?.behaviour ?? 'accepted');
  if (decline) {
    const failed = account.store.put('setup_intent', {
      ...intent,
      payment_method: null,
      status: 'requires_payment_method',
    });
    emit(account, call, 'setup_intent.setup_failed', failed);
    throw cardError({
      code: decline.code,
      decline_code: decline.declineCode,
      message: decline.message,
      setup_intent: failed,
    });
  }
  if (intent.customer !== null) account.store.put('payment_method', { ...method, customer: intent.customer });
  const done = account.store.put('setup_intent', { ...intent, status: 'succeeded' });
  emit(account, call, 'setup_intent.succeeded', done);
  return done;
}

/** The terms of a PayTo agreement, amounts as whole cents. */
function optionsOf(form: Form): JsonObject {
  const terms = optionalForm(
    optionalForm(optionalForm(form, 'payment_method_options') ?? {}, 'payto') ?? {},
    'mandate_options',
  );
  if (!terms) return {};
  const numbers = ['amount', 'payments_per_period'];
  const read = Object.entries(terms).map(([name, value]) => [
    name,
    numbers.includes(name) ? Number(value) : String(value),
  ]);
  return { payto: { mandate_options: Object.fromEntries(read) } };
}

/** A direct debit request holds at once; a PayTo agreement waits for the payer's yes in the bank's app. */
function agree(account: Account, call: Call, intent: SetupIntent, method: PaymentMethod): SetupIntent {
  const options = intent.payment_method_options;
  const payTo = isJsonObject(options) && isJsonObject(options.payto) ? options.payto.mandate_options : null;
  const mandate = createMandate(account, call, method, {
    reusable: true,
    ...(isJsonObject(payTo) && { payTo }),
  });
  if (mandate.status === 'active') {
    const done = account.store.put('setup_intent', { ...intent, mandate: mandate.id, status: 'succeeded' });
    emit(account, call, 'setup_intent.succeeded', done);
    return done;
  }
  const waiting = account.store.put('setup_intent', {
    ...intent,
    mandate: mandate.id,
    next_action: { payto_await_authorization: { mandate: mandate.id }, type: 'payto_await_authorization' },
    status: 'requires_action',
  });
  emit(account, call, 'setup_intent.requires_action', waiting);
  if (account.banks.payToAnswer === 'by_hand') return waiting;
  answerRequest(account, call, mandate, account.banks.payToAnswer);
  return find(account, 'setup_intent', intent.id);
}

function chosenMethod(account: Account, call: Call, form: Form, before: string | null): string | null {
  const data = optionalForm(form, 'payment_method_data');
  if (data) return makePaymentMethod(account, call, data).id;
  const named = optionalText(form, 'payment_method');
  return named ? existingPaymentMethod(account, named).id : before;
}

function opened(account: Account, call: Call, form: Form, id: string): SetupIntent {
  const intent = account.store.get('setup_intent', id);
  const isLocked = call.publishable && optionalText(form, 'client_secret') !== intent?.client_secret;
  if (!intent || isLocked) throw noSuch('setup_intent', id, 'intent');
  return intent;
}
