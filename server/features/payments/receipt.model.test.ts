import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, gstWithin } from './receipt.model.ts';

describe('GST within a payment', () => {
  it.each([
    [11_000, 1_000, 11_000, 1_000],
    [5_500, 1_000, 11_000, 500],
    [1, 1_000, 11_000, 0],
    [11, 1, 22, 1],
    [0, 0, 0, 0],
  ])('of %i cents, GST %i of %i, is %i', (part, gst, total, expected) => {
    expect(gstWithin(part, gst, total)).toBe(expected);
  });

  it('is exact at large amounts, never above the invoice, and all of it when all is paid', () => {
    const invoice = fc
      .integer({ min: 1, max: 999_999_999_999 })
      .chain((total) =>
        fc.tuple(
          fc.constant(total),
          fc.integer({ min: 0, max: Math.floor(total / 11) }),
          fc.integer({ min: 0, max: total }),
        ),
      );
    fc.assert(
      fc.property(invoice, ([total, gst, part]) => {
        expect(gstWithin(total, gst, total)).toBe(gst);
        const within = gstWithin(part, gst, total);
        expect(within).toBeLessThanOrEqual(gst);
        const exactTwice = 2n * BigInt(part) * BigInt(gst);
        const distance = 2n * BigInt(within) * BigInt(total) - exactTwice;
        expect(distance <= BigInt(total) && distance > -BigInt(total)).toBe(true);
      }),
    );
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [1, null, 'ü"'], a: { d: true, c: 2 } })).toBe(
      '{"a":{"c":2,"d":true},"b":[1,null,"ü\\""]}',
    );
  });

  it('reads back as the same value', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.string(), fc.constant(null))),
        (value) => {
          expect(Object.entries(JSON.parse(canonicalJson(value))).sort()).toEqual(
            Object.entries(value).sort(),
          );
        },
      ),
    );
  });
});
