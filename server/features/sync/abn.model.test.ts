import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAbn } from './abn.model.ts';

describe('isAbn', () => {
  it('accepts the number that the register publishes as its example', () => {
    expect(isAbn('51824753556')).toBe(true);
  });

  it.each(['', '5182475355', '518247535566', '51 824 753 556', 'abcdefghijk'])('refuses %j', (text) => {
    expect(isAbn(text)).toBe(false);
  });

  it('notices every single wrong digit', () => {
    fc.assert(
      fc.property(fc.nat(10), fc.integer({ min: 1, max: 9 }), (place, step) => {
        const digits = [...'51824753556'].map(Number);
        digits[place] = ((digits[place] ?? 0) + step) % 10;
        expect(isAbn(digits.join(''))).toBe(false);
      }),
    );
  });
});
