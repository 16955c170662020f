import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centsOf, parseRemittanceCsv } from './remittance-csv.model.ts';

describe('a remittance file', () => {
  it('F2 reads lines by the names of their columns', () => {
    expect(
      parseRemittanceCsv('\ufeffRef,Invoice Number,Amount\r\nA1,INV-1,"1,234.50"\r\n,INV-2,0.05\r\n'),
    ).toEqual({
      lines: [
        { invoiceNumber: 'INV-1', amountCents: 123_450, reference: 'A1' },
        { invoiceNumber: 'INV-2', amountCents: 5, reference: null },
      ],
    });
  });

  it.each([
    '',
    'a,b\n1,2',
    'invoice,amount',
    'invoice,amount\nI,1.005',
    'invoice,amount\n,1',
    'invoice,amount\nI,-1',
    'invoice,amount\n"I,1',
  ])('S62 refuses %j whole', (text) => {
    expect(parseRemittanceCsv(text)).toHaveProperty('faults');
  });

  it('F2 names every line that is wrong, by its place in the file', () => {
    expect(parseRemittanceCsv('invoice,amount\n,x\nI,1\nI,ten')).toEqual({
      faults: [
        'Line 2 has no invoice number.',
        'Line 2 has no amount in dollars and cents.',
        'Line 4 has no amount in dollars and cents.',
      ],
    });
    const { faults } = parseRemittanceCsv(`invoice,amount${'\nI,x'.repeat(400)}`) as { faults: string[] };
    expect(faults).toHaveLength(50);
  });

  it('S62 reads every amount to the cent and throws for no text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), (cents) => {
        const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
        expect(centsOf(text)).toBe(cents);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void parseRemittanceCsv(text)));
  });
});
