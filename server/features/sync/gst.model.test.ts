import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gstCents, lineGstCents, type TaxedLine } from './gst.model.ts';

const line = (netCents: number, gstCode: 'GST' | 'FRE' = 'GST'): TaxedLine => ({ netCents, gstCode });
const anyLine = fc.record({
  netCents: fc.integer({ min: -99_999_999, max: 99_999_999 }),
  gstCode: fc.constantFrom('GST' as const, 'FRE' as const),
});

describe('gstCents (GST Act 1999 s 9-90)', () => {
  const vector = [
    ...Array.from({ length: 3 }, () => line(3_333)),
    ...Array.from({ length: 7 }, () => line(5)),
  ];

  it('F1 gives $10.03 by total and $10.06 by line for 3 x $33.33 and 7 x $0.05', () => {
    expect(gstCents('total', vector)).toBe(1_003);
    expect(gstCents('line', vector)).toBe(1_006);
  });

  it.each([
    [4, 0],
    [5, 1],
    [14, 1],
    [15, 2],
    [1_005, 101],
    [-5, -1],
    [-4, 0],
  ])('rounds a tenth of %i cents to %i', (net, gst) => {
    expect(gstCents('total', [line(net)])).toBe(gst);
  });

  it('leaves GST-free lines out', () => {
    expect(gstCents('total', [line(1_000), line(9_999, 'FRE')])).toBe(100);
    expect(lineGstCents(line(9_999, 'FRE'))).toBe(0);
  });

  it('is whole, takes back exactly what it charged, and is within half a cent of the exact tenth', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 50 }), (lines) => {
        const gst = gstCents('total', lines);
        const taxed = lines.reduce((sum, one) => sum + (one.gstCode === 'GST' ? one.netCents : 0), 0);
        expect(Number.isSafeInteger(gst)).toBe(true);
        expect(Math.abs(10 * gst - taxed)).toBeLessThanOrEqual(5);
        const back = lines.map((one) => ({ ...one, netCents: -one.netCents }));
        expect(gstCents('total', back) + gst).toBe(0);
        expect(gstCents('line', back) + gstCents('line', lines)).toBe(0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('differs between the methods by at most half a cent a line and one more', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 50 }), (lines) => {
        const difference = Math.abs(gstCents('line', lines) - gstCents('total', lines));
        expect(2 * difference).toBeLessThanOrEqual(lines.length + 1);
      }),
    );
  });
});
