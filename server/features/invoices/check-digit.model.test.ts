import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasValidCheckDigit, withCheckDigit } from './check-digit.model.ts';

describe('E13 check digits of BPAY references', () => {
  it.each([
    ['00001672', '5'],
    ['12345678', '2'],
  ])('MOD10V01 of %s is %s', (body, digit) => {
    expect(withCheckDigit(body, 'MOD10V01')).toBe(body + digit);
  });

  it.each([
    ['8734853', '8'],
    ['12345', '5'],
    ['12345678', '4'],
  ])('MOD10V05 of %s is %s', (body, digit) => {
    expect(withCheckDigit(body, 'MOD10V05')).toBe(body + digit);
  });

  it('MOD10V01 finds every single wrong digit', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{7,13}$/),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        (body, at, by) => {
          const good = withCheckDigit(body, 'MOD10V01');
          const index = at % good.length;
          const wrong = `${good.slice(0, index)}${(Number(good[index]) + by) % 10}${good.slice(index + 1)}`;
          expect(hasValidCheckDigit(good, 'MOD10V01')).toBe(true);
          expect(hasValidCheckDigit(wrong, 'MOD10V01')).toBe(false);
        },
      ),
    );
  });

  it.each(['', '1', '12a', '123456789012345678901'])('%s is no reference', (text) => {
    expect(hasValidCheckDigit(text, 'MOD10V01')).toBe(false);
  });
});
