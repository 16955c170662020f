import { describe, expect, test } from 'vitest';
import { tabOf, tabsFor } from './integration-console.state.ts';

describe('who sees which tab', () => {
  test.each([
    [
      ['bank:manage', 'reconciliation:manage', 'invoices:read'],
      ['reconciliation', 'bank'],
    ],
    [['bank:manage'], ['bank']],
    [['invoices:read'], []],
  ])('%j', (capabilities, tabs) => {
    expect(tabsFor(capabilities)).toEqual(tabs);
  });

  test('the wanted tab where it is open, else the first, else none', () => {
    expect(tabOf('bank', ['reconciliation', 'bank'])).toBe('bank');
    expect(tabOf('bank', ['reconciliation'])).toBe('reconciliation');
    expect(tabOf('nonsense', ['reconciliation', 'bank'])).toBe('reconciliation');
    expect(tabOf('bank', [])).toBeUndefined();
  });
});
