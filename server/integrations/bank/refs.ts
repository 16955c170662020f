import type { BankRefs } from '../../ports/bank-statement.ts';

export const noRefs: BankRefs = { bankRef: null, endToEnd: null, instruction: null, crn: null, fitid: null };

/** Text of a bank without runs of blanks; null when nothing is left or it says that there is nothing. */
export function plain(text: string | undefined): string | null {
  if (text === undefined) return null;
  const trimmed = text.replace(/\s+/g, ' ').trim();
  return trimmed === '' || trimmed === 'NOTPROVIDED' || trimmed === 'NONREF' ? null : trimmed;
}

/**
 * A BPAY customer reference in a narrative, where the bank marks it as one. Digits elsewhere may be anything.
 * @example 'BPAY CRN 100000014 FROM ...' gives '100000014'
 */
export function markedCrn(narrative: string): string | null {
  const [, crn] =
    /\b(?:CRN|CUST(?:OMER)? REF(?:ERENCE)?(?: NO)?)[\s:.#-]*(\d{2,20})\b/i.exec(narrative) ?? [];
  return crn ?? null;
}

const takenBack =
  /\b(DISHONOU?R(?:ED)?|REVERSAL|REVERSED|RETURNED (?:CHEQUE|ITEM|PAYMENT)|(?:CHEQUE|ITEM|PAYMENT) RETURNED|RTND)\b/i;
export const speaksOfReversal = (narrative: string): boolean => takenBack.test(narrative);

/** BSB and number as one text of digits and letters, so that two ways to write an account are the same. */
export const accountText = (text: string | undefined): string | null => {
  const squeezed = (text ?? '').replace(/[^0-9A-Za-z]/g, '').toUpperCase();
  return squeezed === '' ? null : squeezed;
};

/** An Australian account is six digits of BSB and up to nine of number; anything else has no BSB. */
export function accountOf(
  text: string | undefined,
  bsb?: string,
): { bsb: string | null; number: string } | null {
  const whole = accountText(text);
  if (whole === null) return null;
  const branch = accountText(bsb);
  if (branch && /^\d{6}$/.test(branch)) return { bsb: branch, number: whole };
  const written = /^(\d{3}-?\d{3})[ -](\d[\d -]*)$/.exec((text ?? '').trim());
  const own = accountText(written?.[2]);
  return written && own ? { bsb: accountText(written[1]), number: own } : splitDigits(whole);
}

const splitDigits = (whole: string) =>
  /^\d{12,15}$/.test(whole)
    ? { bsb: whole.slice(0, 6), number: whole.slice(6) }
    : { bsb: null, number: whole };
