import { describe, expect, test } from 'vitest';
import { type CompareDraft, requestOf, troublesOf } from './compare-draft.ts';

const today = '2026-11-22';
const draft = (from: string, to: string): CompareDraft => ({ account: 'stripe', from, to });

describe('R5 a period to compare', () => {
  test.each([
    ['', '', { from: 'dayMissing', to: 'dayMissing' }],
    ['2026-11-23', '2026-11-23', { from: 'periodAhead', to: 'periodAhead' }],
    ['2026-11-02', '2026-11-01', { to: 'periodBackwards' }],
    ['2026-08-21', '2026-11-22', { to: 'periodTooLong' }],
    ['2026-08-22', '2026-11-22', {}],
    ['2026-11-22', '2026-11-22', {}],
  ])('%s to %s', (from, to, troubles) => {
    expect(troublesOf(draft(from, to), today)).toEqual(troubles);
  });

  test('is asked for only when nothing is wrong with it', () => {
    expect(requestOf(draft('2026-11-01', '2026-11-22'), today)).toEqual({
      account: 'stripe',
      from: '2026-11-01',
      to: '2026-11-22',
    });
    expect(requestOf(draft('2026-11-22', ''), today)).toBeUndefined();
  });
});
