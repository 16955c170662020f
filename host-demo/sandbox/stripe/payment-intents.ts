import type { JsonObject } from '../json.ts';
import { type Account, type Call, emit, find, type Operation } from './account.ts';
import { withdrawRequest } from './bank-debits.ts';
import { captureCharge } from './charges.ts';
import { type ConfirmOptions, confirmIntent } from './confirm-payment-intent.ts';
import { invalidParameter, noSuch, unexpectedState } from './errors.ts';
import type { Form } from './form.ts';
import { newId, randomText } from './ids.ts';
import { having, listPage } from './lists.ts';
import type { PaymentIntent } from './objects.ts';
import {
  allowOnly,
  mergedMetadata,
  nullableText,
  optionalFlag,
  optionalForm,
  optionalInteger,
  optionalText,
  requiredInteger,
  requiredText,
  textList,
} from './params.ts';
import { existingPaymentMethod, makePaymentMethod } from './payment-methods.ts';

const SHARED =
  'allowed_payment_method_types amount_details capture_method excluded_payment_method_types hooks payment_details ' +
  'payment_method payment_method_data payment_method_options receipt_email setup_future_usage shipping';
const DESCRIBED =
  'amount application_fee_amount currency customer customer_account description metadata ' +
  'payment_method_configuration payment_method_types statement_descriptor statement_descriptor_suffix transfer_data transfer_group';
const CONFIRMED =
  'confirmation_token error_on_requires_action mandate mandate_data off_session radar_options return_url use_stripe_sdk';
const CREATE =
  `${SHARED} ${DESCRIBED} ${CONFIRMED} automatic_payment_methods confirm confirmation_method on_behalf_of`.split(
    ' ',
  );
const UPDATE = `${SHARED} ${DESCRIBED}`.split(' ');
const CONFIRM = `${SHARED} ${CONFIRMED} amount_to_confirm`.split(' ');
const CLIENT = ['key', 'client_secret'];

const MINIMUM_CENTS = 50;
const MAXIMUM_CENTS = 99_999_999;

export const createPaymentIntent: Operation = ({ account, call, form }) => {
  allowOnly(form, CREATE);
  const intent = newIntent(account, form);
  account.store.put('payment_intent', intent);
  emit(account, call, 'payment_intent.created', intent);
  const chosen = chosenMethod(account, call, form, intent);
  const ready = account.store.put('payment_intent', {
    ...intent,
    payment_method: chosen,
    status: chosen === null ? 'requires_payment_method' : 'requires_confirmation',
  });
  return optionalFlag(form, 'confirm') ? confirmIntent(account, call, ready, confirmOptions(form)) : ready;
};

export const retrievePaymentIntent: Operation = ({ account, call, form, id }) => {
  allowOnly(form, CLIENT);
  return shown(call, opened(account, call, form, id));
};

export const updatePaymentIntent: Operation = ({ account, call, form, id }) => {
  allowOnly(form, UPDATE);
  const intent = find(account, 'payment_intent', id);
  const amount = optionalInteger(form, 'amount');
  if (amount !== undefined) {
    checkAmount(amount);
    if (!['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent.status)) {
      throw unexpectedState(
        'payment_intent',
        `This PaymentIntent's amount could not be updated because it has a status of ${intent.status}. ` +
          `You may only update the amount of a PaymentIntent with one of the following statuses: ` +
          `requires_payment_method, requires_confirmation, requires_action.`,
        intent,
      );
    }
  }
  const method = chosenMethod(account, call, form, intent);
  return account.store.put('payment_intent', {
    ...intent,
    ...describedFields(form, intent),
    amount: amount ?? intent.amount,
    payment_method: method,
    status:
      intent.status === 'requires_payment_method' && method !== null
        ? 'requires_confirmation'
        : intent.status,
  });
};

export const confirmPaymentIntent: Operation = ({ account, call, form, id }) => {
  allowOnly(form, [...CONFIRM, ...CLIENT]);
  const intent = opened(account, call, form, id);
  refuseFinished(intent);
  const method = chosenMethod(account, call, form, intent);
  const ready = { ...intent, ...describedFields(form, intent), payment_method: method };
  return shown(call, confirmIntent(account, call, ready, confirmOptions(form)));
};

export const cancelPaymentIntent: Operation = ({ account, call, form, id }) => {
  allowOnly(form, ['cancellation_reason', 'client_secret']);
  const intent = find(account, 'payment_intent', id);
  if (intent.status === 'succeeded' || intent.status === 'canceled') {
    throw unexpectedState(
      'payment_intent',
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent ` +
        `with one of the following statuses may be canceled: requires_payment_method, requires_capture, ` +
        `requires_confirmation, requires_action, processing.`,
      intent,
    );
  }
  withdrawRequest(account, call, intent);
  const canceled = account.store.put('payment_intent', {
    ...intent,
    amount_capturable: 0,
    canceled_at: account.now(),
    cancellation_reason: optionalText(form, 'cancellation_reason') ?? null,
    next_action: null,
    status: 'canceled',
  });
  emit(account, call, 'payment_intent.canceled', canceled);
  return canceled;
};

export const capturePaymentIntent: Operation = ({ account, call, form, id }) => {
  allowOnly(form, [
    'amount_to_capture',
    'metadata',
    'statement_descriptor',
    'statement_descriptor_suffix',
    'final_capture',
  ]);
  const intent = find(account, 'payment_intent', id);
  if (intent.status !== 'requires_capture' || intent.latest_charge === null) {
    throw unexpectedState(
      'payment_intent',
      `This PaymentIntent could not be captured because it has a status of ${intent.status}. ` +
        `Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
      intent,
    );
  }
  const amount = optionalInteger(form, 'amount_to_capture') ?? intent.amount_capturable;
  if (amount < 1 || amount > intent.amount_capturable) {
    throw invalidParameter(
      'amount_to_capture',
      `The remaining amount for this charge is ${intent.amount_capturable}, but you tried to capture ${amount}.`,
      'amount_too_large',
    );
  }
  captureCharge(account, call, find(account, 'charge', intent.latest_charge), amount);
  const captured = account.store.put('payment_intent', {
    ...intent,
    amount_capturable: 0,
    amount_received: amount,
    metadata: mergedMetadata(form, intent.metadata),
    status: 'succeeded',
  });
  emit(account, call, 'payment_intent.succeeded', captured);
  return captured;
};

export const listPaymentIntents: Operation = ({ account, form }) => {
  allowOnly(form, ['customer', 'created', 'limit', 'starting_after', 'ending_before']);
  return listPage(
    having(account.store.all('payment_intent'), form, ['customer']),
    form,
    '/v1/payment_intents',
  );
};

/** The intent of the id, if the caller may open it: a publishable key needs the client secret. */
function opened(account: Account, call: Call, form: Form, id: string): PaymentIntent {
  const intent = account.store.get('payment_intent', id);
  const secret = optionalText(form, 'client_secret');
  const isLocked = call.publishable && secret !== intent?.client_secret;
  if (!intent || isLocked) throw noSuch('payment_intent', id, 'intent');
  return intent;
}

/** What a browser is told leaves out what is between Stripe and the merchant. */
function shown(call: Call, intent: PaymentIntent): JsonObject {
  if (!call.publishable) return intent;
  const { metadata: _metadata, customer: _customer, latest_charge: _charge, ...open } = intent;
  return open;
}

function refuseFinished(intent: PaymentIntent): void {
  const reasons: Partial<Record<PaymentIntent['status'], string>> = {
    succeeded: 'it has already succeeded after being previously confirmed.',
    canceled: 'it has a status of canceled.',
    processing: 'it has a status of processing.',
    requires_capture: 'it has already been confirmed and awaits capture.',
  };
  const reason = reasons[intent.status];
  if (reason === undefined) return;
  throw unexpectedState('payment_intent', `You cannot confirm this PaymentIntent because ${reason}`, intent);
}

function chosenMethod(account: Account, call: Call, form: Form, intent: PaymentIntent): string | null {
  const data = optionalForm(form, 'payment_method_data');
  if (data) return makePaymentMethod(account, call, data).id;
  const named = optionalText(form, 'payment_method');
  return named ? existingPaymentMethod(account, named).id : intent.payment_method;
}

function confirmOptions(form: Form): ConfirmOptions {
  return {
    offSession: optionalText(form, 'off_session') === 'true',
    errorOnRequiresAction: optionalFlag(form, 'error_on_requires_action') ?? false,
    returnUrl: optionalText(form, 'return_url') ?? null,
    usesSdk: optionalFlag(form, 'use_stripe_sdk') ?? false,
    mandate: optionalText(form, 'mandate') ?? null,
  };
}

function checkAmount(amount: number): void {
  if (amount < MINIMUM_CENTS) {
    throw invalidParameter('amount', 'Amount must be at least $0.50 aud', 'amount_too_small');
  }
  if (amount > MAXIMUM_CENTS) {
    throw invalidParameter('amount', 'Amount must be no more than $999,999.99 aud', 'amount_too_large');
  }
}

/** The plain fields that create, update and confirm all set; an empty text unsets. */
function describedFields(form: Form, before: PaymentIntent): JsonObject {
  const given: JsonObject = { metadata: mergedMetadata(form, before.metadata) };
  const names = [
    'description',
    'receipt_email',
    'setup_future_usage',
    'statement_descriptor',
    'statement_descriptor_suffix',
    'transfer_group',
    'customer',
  ];
  for (const name of names) {
    const value = nullableText(form, name);
    if (value !== undefined) given[name] = value;
  }
  return given;
}

function newIntent(account: Account, form: Form): PaymentIntent {
  const amount = requiredInteger(form, 'amount');
  const currency = requiredText(form, 'currency').toLowerCase();
  if (!/^[a-z]{3}$/.test(currency)) throw invalidParameter('currency', `Invalid currency: ${currency}`);
  checkAmount(amount);
  const customer = optionalText(form, 'customer');
  if (customer) find(account, 'customer', customer, 'customer');
  const types = textList(form, 'allowed_payment_method_types') ?? textList(form, 'payment_method_types');
  const automatic = types === undefined;
  const id = newId('pi');
  const bare: PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: textList(form, 'allowed_payment_method_types') ?? null,
    amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: automatic ? { allow_redirects: 'always', enabled: true } : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: optionalText(form, 'capture_method') ?? 'automatic_async',
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: optionalText(form, 'confirmation_method') ?? 'automatic',
    created: account.now(),
    currency,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: types ?? ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
  return { ...bare, ...describedFields(form, bare) };
}
