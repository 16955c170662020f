import { FileFault } from './file-fault.ts';

const decimal = /^([+-]?)(\d{1,13})(?:[.,](\d{1,5}))?$/;

/**
 * Cents of a decimal text: `12.5`, `-1234.56`, `12,50` where the comma is the decimal sign (OFX allows it).
 * @throws FileFault for anything else, fractions of a cent among it
 */
export function centsOf(text: string): number {
  const [, sign, whole = '', fraction = ''] = decimal.exec(text) ?? [];
  const rest = fraction.slice(2);
  if (sign === undefined || /[1-9]/.test(rest))
    throw new FileFault(`"${text.slice(0, 40)}" is not an amount`);
  const cents = Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'));
  if (!Number.isSafeInteger(cents)) throw new FileFault(`"${text.slice(0, 40)}" is too large an amount`);
  return sign === '-' ? 0 - cents : cents;
}

/** As people write it in spreadsheets: `$1,234.56`, `(12.00)`, `1,234.56 CR`, `-$5.00`, `12.00-`. */
export function writtenCentsOf(text: string): number {
  const trimmed = text.trim();
  const isNegative = /^\(.*\)$/.test(trimmed) || /-|\bDR$/i.test(trimmed);
  const plain = trimmed.replace(/[()$\s+-]|AUD|CR$|DR$/gi, '');
  if (plain.includes(',') && !/^\d{1,3}(,\d{3})*(\.\d+)?$/.test(plain))
    throw new FileFault(`"${text.slice(0, 40)}" is not an amount`);
  const cents = centsOf(plain.replaceAll(',', ''));
  return isNegative ? 0 - cents : cents;
}
