import type { CardError } from './protocol.ts';

/** Pure rules of the bank account's fields: how input is grouped, and when a field is right. */
export type BankField = 'name' | 'email' | 'bsb' | 'account' | 'payid';

export const bankDigits = (text: string): string => text.replace(/\D/g, '');

/** `062000` reads as `062-000`. */
export function formatBsb(text: string): string {
  const digits = bankDigits(text).slice(0, 6);
  return digits.length > 3 ? `${digits.slice(0, 3)}-${digits.slice(3)}` : digits;
}

export const formatAccount = (text: string): string => bankDigits(text).slice(0, 9);

const rules: Record<BankField, { holds: (text: string) => boolean; code: string; message: string }> = {
  name: {
    holds: (text) => text.trim() !== '',
    code: 'incomplete_name',
    message: 'Enter the account holder’s name.',
  },
  email: {
    holds: (text) => /^\S+@\S+\.\S+$/.test(text.trim()),
    code: 'email_invalid',
    message: 'Enter an email address, such as name@example.com.',
  },
  bsb: {
    holds: (text) => bankDigits(text).length === 6,
    code: 'invalid_bsb_number',
    message: 'A BSB has 6 digits.',
  },
  account: {
    holds: (text) => /^\d{5,9}$/.test(bankDigits(text)),
    code: 'account_number_invalid',
    message: 'An account number has 5 to 9 digits.',
  },
  payid: {
    holds: (text) => /^\S+@\S+\.\S+$|^\+?[\d\s-]{8,15}$/.test(text.trim()),
    code: 'payid_invalid',
    message: 'A PayID is an email address or a mobile number.',
  },
};

/** What is wrong with a field, in words for the person; `null` when it is right. */
export function bankFieldError(field: BankField, text: string): CardError | null {
  const { holds, code, message } = rules[field];
  return holds(text) ? null : { type: 'validation_error', code, message };
}
