/**
 * Check digits of BPAY customer reference numbers. Which rule holds belongs to the biller code and is agreed with the
 * bank; a number of 1 to 19 digits takes one digit more.
 */
export type CheckDigitRule = 'MOD10V01' | 'MOD10V05';

const rules: Record<CheckDigitRule, (digits: readonly number[]) => number> = {
  /** Luhn: from the right every second digit doubled, digits of products added, complement to ten. */
  MOD10V01: (digits) => {
    const sum = digits.reduceRight((total, digit, index) => {
      const product = (digits.length - index) % 2 === 1 ? digit * 2 : digit;
      return total + (product > 9 ? product - 9 : product);
    }, 0);
    return (10 - (sum % 10)) % 10;
  },
  /** From the left each digit times its place, counted from one; the rest by ten as it is. */
  MOD10V05: (digits) => digits.reduce((total, digit, index) => total + digit * (index + 1), 0) % 10,
};

export function withCheckDigit(body: string, rule: CheckDigitRule): string {
  if (!/^\d{1,19}$/.test(body)) throw new Error('a reference body has 1 to 19 digits');
  return `${body}${rules[rule]([...body].map(Number))}`;
}

export const hasValidCheckDigit = (reference: string, rule: CheckDigitRule): boolean =>
  /^\d{2,20}$/.test(reference) && withCheckDigit(reference.slice(0, -1), rule) === reference;
