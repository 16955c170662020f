import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LOCALES } from './locale.ts';
import { decimal, formatAmount, formatMoney, parseMoney } from './money.ts';

const cents = fc.maxSafeInteger();
const amount = fc.nat({ max: Number.MAX_SAFE_INTEGER });

describe('formatting', () => {
  test('writes dollars as people in Australia do', () => {
    expect(formatMoney(412_050)).toBe('$4,120.50');
    expect(formatMoney(-5)).toBe('-$0.05');
    expect(formatAmount(100_000_000)).toBe('1,000,000.00');
  });

  test('is exact at the edge of safe integers', () => {
    expect(formatAmount(Number.MAX_SAFE_INTEGER)).toBe('90,071,992,547,409.91');
    expect(decimal(-1)).toBe('-0.01');
  });

  test('refuses what is not whole cents', () => {
    for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      expect(() => formatMoney(wrong)).toThrow(RangeError);
    }
  });

  test('shows the same digits in every language', () => {
    for (const locale of LOCALES) expect(formatMoney(412_050, locale)).toBe('$4,120.50');
  });
});

describe('parsing', () => {
  test.each([
    ['1,234.50', 123_450],
    ['$1,234.5', 123_450],
    ['A$ 12', 1_200],
    ['AUD 12.00', 1_200],
    ['1 234.50', 123_450],
    ['.5', 50],
    ['12.', 1_200],
    ['12.500', 1_250],
    ['٤١٢٫٥٠', 41_250],
    ['１２.３４', 1_234],
  ])('%s is read', (text, expected) => {
    expect(parseMoney(text)).toEqual({ ok: true, cents: expected });
  });

  test.each([
    ['', 'empty'],
    [' $ ', 'empty'],
    ['.', 'malformed'],
    ['12,50', 'malformed'],
    ['1,2345', 'malformed'],
    ['1.2.3', 'malformed'],
    ['-5', 'malformed'],
    ['1e3', 'malformed'],
    ['twelve', 'malformed'],
    ['1.005', 'too_precise'],
    ['99999999999999999', 'too_large'],
  ])('%j is %s', (text, reason) => {
    expect(parseMoney(text)).toEqual({ ok: false, reason });
  });

  test('reads back every amount that was written', () => {
    fc.assert(
      fc.property(amount, (n) => {
        expect(parseMoney(formatMoney(n))).toEqual({ ok: true, cents: n });
        expect(parseMoney(formatAmount(n))).toEqual({ ok: true, cents: n });
        expect(parseMoney(decimal(n))).toEqual({ ok: true, cents: n });
      }),
    );
  });

  test('never throws, and never makes anything but safe whole cents', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseMoney(text);
        expect(!parsed.ok || (Number.isSafeInteger(parsed.cents) && parsed.cents >= 0)).toBe(true);
      }),
    );
  });

  test('decimal text is exact for every safe integer', () => {
    fc.assert(
      fc.property(cents, (n) => {
        expect(BigInt(decimal(n).replace('.', ''))).toBe(BigInt(n));
      }),
    );
  });
});
