import type { CardError, FieldName } from './protocol.ts';

/** Pure rules of the card form: how input is grouped, and when a field is right. */
export type CardValues = Record<FieldName, string>;

export const digitsOf = (text: string): string => text.replace(/\D/g, '');

export function brandOf(number: string): 'Visa' | 'Mastercard' | 'American Express' | null {
  const digits = digitsOf(number);
  if (/^3[47]/.test(digits)) return 'American Express';
  if (/^(5[1-5]|2[2-7])/.test(digits)) return 'Mastercard';
  return digits.startsWith('4') ? 'Visa' : null;
}

const lengthOf = (number: string): number => (brandOf(number) === 'American Express' ? 15 : 16);

export function formatNumber(text: string): string {
  const digits = digitsOf(text).slice(0, lengthOf(text));
  const groups = brandOf(text) === 'American Express' ? /^(\d{1,4})(\d{1,6})?(\d{1,5})?$/ : /(\d{1,4})/g;
  const parts = digits.match(groups);
  if (!parts) return digits;
  return (groups.global ? parts : parts.slice(1).filter(Boolean)).join(' ');
}

/** `3` becomes `03 / `, since no month begins with it. */
export function formatExpiry(text: string, isDeleting: boolean): string {
  let digits = digitsOf(text).slice(0, 4);
  if (/^[2-9]/.test(digits)) digits = `0${digits}`.slice(0, 4);
  if (digits.length < 2 || (digits.length === 2 && isDeleting)) return digits;
  return `${digits.slice(0, 2)} / ${digits.slice(2)}`;
}

export const formatCvc = (text: string, number: string): string =>
  digitsOf(text).slice(0, brandOf(number) === 'American Express' ? 4 : 3);

/** The first thing wrong with a field, in words for the person; `null` when it is right. */
export function fieldError(name: FieldName, values: CardValues, now: Date): CardError | null {
  if (name === 'number') return numberError(digitsOf(values.number));
  if (name === 'expiry') return expiryError(digitsOf(values.expiry), now);
  const wanted = brandOf(values.number) === 'American Express' ? 4 : 3;
  return digitsOf(values.cvc).length < wanted
    ? invalid('incomplete_cvc', "Your card's security code is incomplete.")
    : null;
}

function numberError(digits: string): CardError | null {
  if (digits.length < lengthOf(digits))
    return invalid('incomplete_number', 'Your card number is incomplete.');
  return passesLuhn(digits) ? null : invalid('invalid_number', 'Your card number is invalid.');
}

function expiryError(digits: string, now: Date): CardError | null {
  if (digits.length < 4) return invalid('incomplete_expiry', "Your card's expiry date is incomplete.");
  const month = Number(digits.slice(0, 2));
  const year = 2000 + Number(digits.slice(2));
  if (month < 1 || month > 12) return invalid('invalid_expiry_month', "Your card's expiry date is invalid.");
  const isPast = year < now.getFullYear() || (year === now.getFullYear() && month < now.getMonth() + 1);
  if (isPast) return invalid('invalid_expiry_year_past', "Your card's expiry date is in the past.");
  return year > now.getFullYear() + 50
    ? invalid('invalid_expiry_year', "Your card's expiry year is invalid.")
    : null;
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, character, place) => {
    const digit = Number(character);
    const doubled = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    return total + (place % 2 === 1 ? doubled : digit);
  }, 0);
  return sum % 10 === 0;
}

const invalid = (code: string, message: string): CardError => ({ type: 'validation_error', code, message });
