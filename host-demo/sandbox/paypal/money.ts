import { invalidRequest } from './errors.ts';

export type Money = { currency_code: string; value: string };

export const moneyOf = (cents: number): Money => ({
  currency_code: 'AUD',
  value: `${cents < 0 ? '-' : ''}${Math.trunc(Math.abs(cents) / 100)}.${String(Math.abs(cents % 100)).padStart(2, '0')}`,
});

export const centsOf = ({ value }: Money): number => Math.round(Number(value) * 100);

/** What an Australian account pays for a domestic payment: 2.6 % and 30 cents. */
export const feeOf = (cents: number): number => Math.round(cents * 0.026) + 30;

/** Reads `{currency_code, value}`; throws the vendor's 400 on anything else, or on a currency that is not AUD. */
export function readMoney(value: unknown, field: string): Money {
  const given = typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  const { currency_code: currency, value: amount } = given;
  if (typeof amount !== 'string' || !/^\d{1,9}(\.\d{1,2})?$/.test(amount) || Number(amount) <= 0)
    throw invalidRequest('INVALID_PARAMETER_VALUE', `${field}/value`, 'The value of a field is invalid.');
  if (currency !== 'AUD')
    throw invalidRequest('INVALID_CURRENCY_CODE', `${field}/currency_code`, 'Currency code is invalid.');
  return moneyOf(Math.round(Number(amount) * 100));
}
