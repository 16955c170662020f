import type { JsonObject } from '../json.ts';
import { type Account, type Call, emit, find, type Operation } from './account.ts';
import { isBankType, storeBankMethod } from './bank-methods.ts';
import { cardError, invalidParameter, missingParameter, noSuch } from './errors.ts';
import type { Form } from './form.ts';
import { newId, randomText } from './ids.ts';
import { having, listPage } from './lists.ts';
import { setMandate } from './mandates.ts';
import type { PaymentMethod } from './objects.ts';
import { allowOnly, isForm, mergedMetadata, optionalForm, optionalText, requiredText } from './params.ts';
import { cardOfNumber, numberOfName, passesLuhn } from './test-cards.ts';

const CREATE = [
  'type',
  'card',
  'au_becs_debit',
  'payto',
  'billing_details',
  'metadata',
  'allow_redisplay',
  'customer',
  'radar_options',
];

export const createPaymentMethod: Operation = ({ account, call, form }) => {
  allowOnly(form, [...CREATE, ...(call.publishable ? ['key', 'client_secret'] : [])]);
  return makePaymentMethod(account, call, form);
};

export const retrievePaymentMethod: Operation = ({ account, id }) => existingPaymentMethod(account, id);

export const listPaymentMethods: Operation = ({ account, form }) => {
  allowOnly(form, ['customer', 'type', 'limit', 'starting_after', 'ending_before', 'allow_redisplay']);
  const attached = account.store.all('payment_method').filter((method) => method.customer !== null);
  return listPage(having(attached, form, ['customer', 'type']), form, '/v1/payment_methods');
};

export const listCustomerPaymentMethods: Operation = ({ account, form, id }) => {
  find(account, 'customer', id);
  const own = account.store.all('payment_method').filter((method) => method.customer === id);
  return listPage(having(own, form, ['type']), form, `/v1/customers/${id}/payment_methods`);
};

export const attachPaymentMethod: Operation = ({ account, call, form, id }) => {
  allowOnly(form, ['customer']);
  const customer = find(account, 'customer', requiredText(form, 'customer'), 'customer');
  const method = existingPaymentMethod(account, id);
  if (method.customer !== null && method.customer !== customer.id) {
    throw invalidParameter(
      'customer',
      'The payment method you provided has already been attached to a customer.',
    );
  }
  const attached = account.store.put('payment_method', { ...method, customer: customer.id });
  emit(account, call, 'payment_method.attached', attached);
  return attached;
};

export const detachPaymentMethod: Operation = ({ account, call, form, id }) => {
  allowOnly(form, []);
  const method = existingPaymentMethod(account, id);
  if (method.customer === null) {
    throw invalidParameter(
      'payment_method',
      'The payment method you provided is not attached to a customer so detachment is impossible.',
    );
  }
  const detached = account.store.put('payment_method', { ...method, customer: null });
  emit(account, call, 'payment_method.detached', detached);
  for (const mandate of account.store.all('mandate'))
    if (mandate.payment_method === id) setMandate(account, call, mandate, 'inactive');
  return detached;
};

/** Finds a payment method by id, or makes one of a test name such as `pm_card_visa`. */
export function existingPaymentMethod(account: Account, id: string): PaymentMethod {
  const known = account.store.get('payment_method', id);
  if (known) return known;
  const number = id.startsWith('pm_') ? numberOfName(id) : undefined;
  if (number === undefined) throw noSuch('PaymentMethod', id, 'payment_method');
  return storeCard(account, number, { exp_month: 12, exp_year: thisYear(account) + 4 }, {}, {});
}

/** Makes a payment method of `payment_method_data` or of the body of `POST /v1/payment_methods`. */
export function makePaymentMethod(account: Account, call: Call, form: Form): PaymentMethod {
  const type = requiredText(form, 'type');
  const billing = optionalForm(form, 'billing_details') ?? {};
  const metadata = mergedMetadata(form, {});
  if (isBankType(type))
    return storeBankMethod(account, type, form, { billing: billingDetails(billing), metadata });
  if (type !== 'card')
    throw invalidParameter(
      'type',
      `Invalid type: the sandbox takes card, au_becs_debit and payto, not ${type}.`,
    );
  const card = optionalForm(form, 'card');
  if (!card) throw missingParameter('card');
  const token = optionalText(card, 'token');
  if (token !== undefined) {
    const number = numberOfName(token);
    if (number === undefined) throw noSuch('token', token, 'card[token]', 400);
    const validity = { exp_month: 12, exp_year: thisYear(account) + 4 };
    return storeCard(account, number, validity, billing, metadata);
  }
  if (!call.publishable) {
    throw invalidParameter(
      'card[number]',
      'Sending credit card numbers directly to the Stripe API is generally unsafe. ' +
        'Use a test payment method such as pm_card_visa, or collect the number in the Payment Element.',
    );
  }
  return storeCard(account, checkedNumber(card), checkedValidity(account, card), billing, metadata);
}

function checkedNumber(card: Form): string {
  const number = requiredText(card, 'number').replace(/[\s-]/g, '');
  if (!passesLuhn(number)) {
    throw cardError({ code: 'incorrect_number', message: 'Your card number is incorrect.', param: 'number' });
  }
  const cvc = optionalText(card, 'cvc') ?? '';
  if (!/^\d{3,4}$/.test(cvc)) {
    throw cardError({ code: 'invalid_cvc', message: "Your card's security code is invalid.", param: 'cvc' });
  }
  return number;
}

function checkedValidity(account: Account, card: Form): { exp_month: number; exp_year: number } {
  const month = Number(requiredText(card, 'exp_month'));
  const given = Number(requiredText(card, 'exp_year'));
  const year = given < 100 ? 2000 + given : given;
  if (!Number.isInteger(month) || month < 1 || month > 12) {
    throw cardError({
      code: 'invalid_expiry_month',
      message: "Your card's expiration month is invalid.",
      param: 'exp_month',
    });
  }
  const now = new Date(account.now() * 1000);
  const isPast =
    year < now.getUTCFullYear() || (year === now.getUTCFullYear() && month < now.getUTCMonth() + 1);
  if (!Number.isInteger(year) || isPast) {
    throw cardError({
      code: 'invalid_expiry_year',
      message: "Your card's expiration year is invalid.",
      param: 'exp_year',
    });
  }
  return { exp_month: month, exp_year: year };
}

function storeCard(
  account: Account,
  number: string,
  validity: { exp_month: number; exp_year: number },
  billing: Form,
  metadata: Record<string, string>,
): PaymentMethod {
  const { brand, last4, behaviour } = cardOfNumber(number);
  const id = newId('pm');
  account.store.put('vault', { id, behaviour });
  return account.store.put('payment_method', {
    id,
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: billingDetails(billing),
    card: cardDetails(brand, last4, validity),
    created: account.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata,
    type: 'card',
  });
}

function cardDetails(brand: string, last4: string, validity: JsonObject): JsonObject {
  return {
    brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'unchecked' },
    country: 'AU',
    display_brand: brand,
    ...validity,
    fingerprint: randomText(16),
    funding: 'credit',
    generated_from: null,
    last4,
    networks: { available: [brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

function billingDetails(form: Form): JsonObject {
  const address = isForm(form.address) ? form.address : {};
  const parts = ['city', 'country', 'line1', 'line2', 'postal_code', 'state'];
  return {
    address: Object.fromEntries(parts.map((part) => [part, optionalText(address, part) || null])),
    email: optionalText(form, 'email') || null,
    name: optionalText(form, 'name') || null,
    phone: optionalText(form, 'phone') || null,
    tax_id: null,
  };
}

const thisYear = (account: Account): number => new Date(account.now() * 1000).getUTCFullYear();
