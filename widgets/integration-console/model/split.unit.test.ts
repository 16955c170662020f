import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bankLine, candidate } from '../testing/facts.ts';
import {
  leftOf,
  requestOf,
  requestOfSuggestion,
  type Split,
  splitFrom,
  withAmount,
  withCandidate,
  withCredit,
  without,
} from './split.ts';

describe('E13 a line split by hand', () => {
  test('what was kept of it is read back as it was; what does not fit is nothing', () => {
    let split: Split = withCandidate([], candidate(1, { balanceCents: 30_000 }), 50_000);
    split = withAmount(withCandidate(split, candidate(2), 50_000), split[0]?.key ?? '', undefined);
    expect(splitFrom(JSON.stringify(split))).toEqual(split);
    const other = split.map((part) => ({ ...part, mostCents: '1' }));
    for (const text of [undefined, '', '{', '{}', '[1]', '[{}]', JSON.stringify(other)])
      expect(splitFrom(text)).toEqual([]);
  });

  test('an invoice takes what is open, the next the rest, and what remains can stay as credit', () => {
    let split: Split = withCandidate([], candidate(1, { balanceCents: 30_000 }), 50_000);
    split = withCandidate(split, candidate(2, { balanceCents: 15_000 }), 50_000);
    expect(split.map(({ cents }) => cents)).toEqual([30_000, 15_000]);
    expect(leftOf(split, 50_000)).toBe(5_000);
    expect(requestOf(split, 50_000)).toBeUndefined();
    split = withCredit(split, { id: candidate(1).clientId, name: 'Harbourview' }, 50_000);
    expect(requestOf(split, 50_000)?.allocations.map((one) => one.amountCents)).toEqual([
      30_000, 15_000, 5_000,
    ]);
  });

  test('nothing is sent above what an invoice can take, nor without an amount', () => {
    const split = withCandidate([], candidate(1, { balanceCents: 30_000 }), 50_000);
    expect(requestOf(withAmount(split, split[0]?.key ?? '', 50_000), 50_000)).toBeUndefined();
    expect(requestOf(withAmount(split, split[0]?.key ?? '', undefined), 50_000)).toBeUndefined();
    expect(requestOf([], 0)).toBeUndefined();
  });

  test('F6 whatever is added and taken away: what is sent is the amount of the line, each part within its most', () => {
    const step = fc.record({ n: fc.nat(5), balance: fc.integer({ min: 1, max: 40_000 }), act: fc.nat(2) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.array(step, { maxLength: 12 }), (line, steps) => {
        let split: Split = [];
        for (const { n, balance, act } of steps) {
          const one = candidate(n, { balanceCents: balance });
          if (act === 0) split = withCandidate(split, one, line);
          else if (act === 1) split = withCredit(split, { id: one.clientId, name: 'x' }, line);
          else split = without(split, one.invoiceId ?? '');
          expect(leftOf(split, line)).toBeGreaterThanOrEqual(0);
        }
        const sent = requestOf(split, line);
        if (!sent) return;
        expect(sent.allocations.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(line);
        for (const part of split) expect(part.cents).toBeLessThanOrEqual(part.mostCents);
      }),
    );
  });
});

describe('confirming a suggestion', () => {
  test('sends its invoices, and the rest as credit of the same client', () => {
    const line = bankLine(1, 'suggested', { amountCents: 50_000 });
    const sent = requestOfSuggestion(line);
    expect(sent?.allocations.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(50_000);
  });

  test('is not offered for a line that is no suggestion, or whose parts are another amount', () => {
    expect(requestOfSuggestion(bankLine(1, 'confirmed', { amountCents: 50_000 }))).toBeUndefined();
    const line = bankLine(1, 'suggested', { amountCents: 50_000 });
    expect(requestOfSuggestion({ ...line, amountCents: 50_001 })).toBeUndefined();
  });
});
