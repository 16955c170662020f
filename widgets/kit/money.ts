import { intlTag, type Locale, SOURCE_LOCALE } from './locale.ts';

export type Currency = 'AUD';

export type ParsedMoney =
  | { readonly ok: true; readonly cents: number }
  | { readonly ok: false; readonly reason: 'empty' | 'malformed' | 'too_precise' | 'too_large' };

/** `412050` becomes `$4,120.50`. Throws RangeError unless `cents` is a safe integer. */
export function formatMoney(
  cents: number,
  locale: Locale = SOURCE_LOCALE,
  currency: Currency = 'AUD',
): string {
  return formatter(locale, currency).format(decimal(cents));
}

/** The same without the currency, for a column whose header names it: `4,120.50`. */
export function formatAmount(cents: number, locale: Locale = SOURCE_LOCALE): string {
  return formatter(locale, undefined).format(decimal(cents));
}

/** Cents as plain decimal text, exact: `412050` becomes `4120.50`. */
export function decimal(cents: number): Intl.StringNumericLiteral {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`Not whole cents: ${cents}`);
  const digits = String(Math.abs(cents)).padStart(3, '0');
  // Built from digits and one point, so it is the literal that the type asks for.
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}` as Intl.StringNumericLiteral;
}

/**
 * Reads an amount as people type it: `1,234.50`, `$1234.5`, `1 234`. Digits are read as digits, never as a float.
 * Thousands are grouped properly or not at all, so that a decimal comma (`12,50`) is refused and not taken for 1,250.
 */
export function parseMoney(text: string): ParsedMoney {
  const plain = latinDigits(text).replace(/[\s\u00a0\u202f$]|AUD|A(?=\$)/gi, '');
  if (plain === '') return { ok: false, reason: 'empty' };
  const match = /^(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?$/.exec(plain);
  if (!match || (match[1] === undefined && !match[2])) return { ok: false, reason: 'malformed' };
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > 2) return { ok: false, reason: 'too_precise' };
  const cents = Number((match[1] ?? '0').replaceAll(',', '') + fraction.padEnd(2, '0'));
  return Number.isSafeInteger(cents) ? { ok: true, cents } : { ok: false, reason: 'too_large' };
}

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(locale: Locale, currency: Currency | undefined): Intl.NumberFormat {
  const key = `${locale}/${currency}`;
  let found = formatters.get(key);
  if (!found) {
    // Arabic would write `$AU 4,120.50`; an amount reads as it does on the invoice.
    found = new Intl.NumberFormat(intlTag(locale === 'ar' ? SOURCE_LOCALE : locale), {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
      ...(currency && { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
    });
    formatters.set(key, found);
  }
  return found;
}

/** Arabic-Indic and full-width digits, points and commas, as a keyboard of the locale types them. */
function latinDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replaceAll('\u066b', '.')
    .replaceAll('\u066c', ',');
}
