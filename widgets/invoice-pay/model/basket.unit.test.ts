import { describe, expect, it } from 'vitest';
import { invoiceSummary } from '../testing/facts.ts';
import * as basket from './basket.ts';

const one = invoiceSummary(1, { totalCents: 250_000 });
const two = invoiceSummary(2, { totalCents: 162_050 });

describe('basket', () => {
  it('F6 takes several invoices, each in full until somebody types less', () => {
    let b = basket.add(basket.emptyBasket, [one, two]);
    expect(basket.totalCents(b)).toBe(412_050);
    b = basket.setAmount(b, two.id, '1,000.00', 100_000);
    expect(basket.totalCents(b)).toBe(350_000);
    expect(basket.totalCents(basket.payInFull(b, two.id))).toBe(412_050);
  });

  it('F6 leaves out what nobody can pay: paid, void, or wholly under way', () => {
    const paid = invoiceSummary(3, { totalCents: 100, allocatedCents: 100 });
    const gone = invoiceSummary(4, { status: 'void' });
    const underWay = invoiceSummary(5, { totalCents: 9_900, pendingCents: 9_900 });
    expect(basket.add(basket.emptyBasket, [paid, gone, underWay])).toBe(basket.emptyBasket);
  });

  it('F6 offers only the part of a balance that no payment under way will take', () => {
    const b = basket.add(basket.emptyBasket, [
      invoiceSummary(6, { totalCents: 10_000, pendingCents: 4_000 }),
    ]);
    expect(basket.totalCents(b)).toBe(6_000);
  });

  it('F6 holds an invoice once, and at most 100 of them', () => {
    const many = Array.from({ length: 130 }, (_, n) => invoiceSummary(n));
    const b = basket.add(basket.add(basket.emptyBasket, many), many);
    expect(b.lines).toHaveLength(100);
  });

  it.each([
    ['', null, 'missing'],
    ['twelve', null, 'not_money'],
    ['0.00', 0, 'not_positive'],
    ['-5', -500, 'not_positive'],
    ['2,500.01', 250_001, 'above_balance'],
    ['2,500.00', 250_000, null],
    ['0.01', 1, null],
  ] as const)('F6 reads "%s" as %s cents with the problem %s', (text, cents, problem) => {
    const b = basket.setAmount(basket.add(basket.emptyBasket, [one]), one.id, text, cents);
    const line = b.lines[0];
    expect(line && basket.amountProblem(line)).toBe(problem);
    expect(basket.totalCents(b)).toBe(problem === null ? cents : 0);
  });

  it('a live change moves an untouched amount and keeps a typed one letter by letter', () => {
    let b = basket.add(basket.emptyBasket, [one, two]);
    b = basket.setAmount(b, one.id, '2000', 200_000);
    const cheaper = { ...one, allocatedCents: 100_000, balanceCents: 150_000, version: 2 };
    const cheaperTwo = { ...two, allocatedCents: 62_050, balanceCents: 100_000, version: 2 };
    b = basket.withReading(basket.withReading(b, cheaper), cheaperTwo);
    const [first, second] = b.lines;
    expect(first?.typed).toBe('2000');
    expect(first && basket.amountProblem(first)).toBe('above_balance');
    expect(first?.balanceWas).toBe(250_000);
    expect(second && basket.lineCents(second)).toBe(100_000);
  });

  it('an older reading that arrives late changes nothing', () => {
    const b = basket.add(basket.emptyBasket, [{ ...one, version: 3 }]);
    expect(basket.withReading(b, { ...one, balanceCents: 1, version: 2 })).toBe(b);
  });

  it('catches a slip in the receipt address and lets an empty one be', () => {
    expect(['', 'a@b.example', ' pay@x.com.au '].map(basket.emailLooksWrong)).toEqual([false, false, false]);
    expect(['a', 'a@b', 'a b@c.au', 'a@b.'].map(basket.emailLooksWrong)).toEqual([true, true, true, true]);
  });
});
