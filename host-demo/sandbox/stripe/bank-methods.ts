import type { JsonObject } from '../json.ts';
import type { Account } from './account.ts';
import { invalidParameter, missingParameter } from './errors.ts';
import type { Form } from './form.ts';
import { newId, randomText } from './ids.ts';
import type { PaymentMethod } from './objects.ts';
import { optionalForm, optionalText, requiredText } from './params.ts';

export type BankType = 'au_becs_debit' | 'payto';
export const isBankType = (type: string): type is BankType => type === 'au_becs_debit' || type === 'payto';

type Made = { details: JsonObject; accountNumber: string };

/** A bank account as a payment method: the vendor keeps the number, what is read back shows four digits of it. */
export function storeBankMethod(
  account: Account,
  type: BankType,
  form: Form,
  more: { billing: JsonObject; metadata: Record<string, string> },
): PaymentMethod {
  const given = optionalForm(form, type);
  if (!given) throw missingParameter(type);
  const { details, accountNumber } = type === 'payto' ? payTo(given) : becs(given);
  if (type === 'au_becs_debit') {
    if (!more.billing.name) throw missingParameter('billing_details[name]');
    if (!more.billing.email) throw missingParameter('billing_details[email]');
  }
  const id = newId('pm');
  account.store.put('vault', { id, behaviour: accountNumber });
  return account.store.put('payment_method', {
    id,
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    [type]: details,
    billing_details: more.billing,
    created: account.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: more.metadata,
    type,
  });
}

function becs(form: Form): Made {
  const accountNumber = accountNumberOf(form, 'au_becs_debit');
  return {
    details: {
      bsb_number: bsbOf(form, 'au_becs_debit'),
      fingerprint: randomText(16),
      last4: accountNumber.slice(-4),
    },
    accountNumber,
  };
}

/** By PayID, or by BSB and account number. */
function payTo(form: Form): Made {
  const payId = optionalText(form, 'pay_id');
  if (payId) {
    if (!/^\S+@\S+\.\S+$|^\+?[\d\s-]{8,15}$/.test(payId))
      throw invalidParameter('payto[pay_id]', 'The PayID is not valid.', 'payment_method_invalid_parameter');
    return { details: { bsb_number: null, last4: null, pay_id: payId }, accountNumber: '' };
  }
  const accountNumber = accountNumberOf(form, 'payto');
  return {
    details: { bsb_number: bsbOf(form, 'payto'), last4: accountNumber.slice(-4), pay_id: null },
    accountNumber,
  };
}

function bsbOf(form: Form, type: BankType): string {
  const bsb = requiredText(form, 'bsb_number').replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(bsb))
    throw invalidParameter(`${type}[bsb_number]`, 'The BSB is not valid.', 'invalid_bsb_number');
  return bsb;
}

function accountNumberOf(form: Form, type: BankType): string {
  const number = requiredText(form, 'account_number').replace(/[\s-]/g, '');
  if (!/^\d{4,9}$/.test(number))
    throw invalidParameter(
      `${type}[account_number]`,
      'The account number is not valid.',
      'account_number_invalid',
    );
  return number;
}
