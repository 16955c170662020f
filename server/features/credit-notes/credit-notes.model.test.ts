import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditNoteStatusOf, gstInCredit } from './credit-notes.model.ts';

const cents = (max: number) => fc.integer({ min: 1, max });

describe('credit notes', () => {
  it.each([
    [100, 0, 'issued'],
    [100, 1, 'part_applied'],
    [100, 99, 'part_applied'],
    [100, 100, 'applied'],
  ])('F1 of %i with %i used is %s', (totalCents, allocatedCents, status) => {
    expect(creditNoteStatusOf({ totalCents, allocatedCents })).toBe(status);
  });

  it('E13 takes a line of $110.00 back with the $10.00 of GST that was charged', () => {
    const charged = { totalCents: 11_000, gstCents: 1_000 };
    const none = { totalCents: 0, gstCents: 0 };
    const of = (amountCents: number) =>
      gstInCredit({
        amountCents,
        gstCode: 'GST',
        method: 'line',
        line: charged,
        lineCredited: none,
        taxable: charged,
        taxableCredited: none,
      });
    expect([of(11_000), of(5_500), of(11), of(5)]).toEqual([1_000, 500, 1, 0]);
  });

  it('S62 gives exactly the GST back that was charged, in whatever parts a price is given back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('line' as const, 'total' as const),
        cents(50_000_000),
        fc.integer({ min: 0, max: 11 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 0, maxLength: 12 }),
        (method, totalCents, ninth, cuts) => {
          const charged = { totalCents, gstCents: Math.floor((totalCents * ninth) / 120) };
          const points = [...cuts.map((cut) => Math.floor(cut * totalCents)), 0, totalCents].sort(
            (a, b) => a - b,
          );
          let credited = { totalCents: 0, gstCents: 0 };
          for (const [n, point] of points.slice(1).entries()) {
            const amountCents = point - (points[n] ?? 0);
            if (amountCents === 0) continue;
            const gst = gstInCredit({
              amountCents,
              gstCode: 'GST',
              method,
              line: charged,
              lineCredited: credited,
              taxable: charged,
              taxableCredited: credited,
            });
            expect(gst).toBeGreaterThanOrEqual(0);
            expect(gst).toBeLessThanOrEqual(amountCents);
            credited = { totalCents: credited.totalCents + amountCents, gstCents: credited.gstCents + gst };
          }
          expect(credited).toEqual(charged);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('E13 finds no GST in what is GST-free', () => {
    const price = { totalCents: 11_000, gstCents: 1_000 };
    const split = {
      amountCents: 500,
      line: price,
      lineCredited: price,
      taxable: price,
      taxableCredited: price,
    };
    expect(gstInCredit({ ...split, gstCode: 'FRE', method: 'total' })).toBe(0);
  });
});
