import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, contentHash, type Known, sortRows } from './sync.model.ts';

describe('canonical', () => {
  it('is the same for the same facts in another order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), (facts) => {
        const turned = Object.fromEntries(Object.entries(facts).reverse());
        expect(canonical(turned)).toBe(canonical(facts));
        expect(JSON.parse(canonical(facts))).toEqual(JSON.parse(JSON.stringify(facts)));
      }),
    );
  });

  it('keeps the order of lists', () => {
    expect(canonical([1, 2])).not.toBe(canonical([2, 1]));
  });
});

describe('sortRows', () => {
  const at = (sourceUpdatedAt: string, name: string) => {
    const row = { externalId: 'a', sourceUpdatedAt, name };
    return { index: 0, row, hash: contentHash(row) };
  };
  const stored = (sourceUpdatedAt: string, name: string): Known => ({
    id: '1',
    externalId: 'a',
    sourceUpdatedAt: new Date(sourceUpdatedAt),
    contentHash: at(sourceUpdatedAt, name).hash,
  });

  it.each([
    ['new', [], 'inserted'],
    ['older', [stored('2026-02-02T00:00:00Z', 'other')], 'stale'],
    ['older and the same', [stored('2026-02-02T00:00:00Z', 'said')], 'stale'],
    ['said already', [stored('2026-02-01T00:00:00Z', 'said')], 'unchanged'],
    ['said again later', [stored('2026-01-01T00:00:00Z', 'said')], 'unchanged'],
    ['changed', [stored('2026-01-01T00:00:00Z', 'other')], 'updated'],
    ['changed in the same moment', [stored('2026-02-01T00:00:00Z', 'other')], 'updated'],
  ] as const)('F28 counts what is %s as such', (_what, known, count) => {
    const { tally } = sortRows([at('2026-02-01T00:00:00Z', 'said')], known);
    expect(tally).toEqual({ inserted: 0, updated: 0, unchanged: 0, stale: 0, [count]: 1 });
  });

  it('reads offsets: the same moment in Sydney and in UTC is not older', () => {
    const { tally } = sortRows(
      [at('2026-02-01T11:00:00+11:00', 'other')],
      [stored('2026-02-01T00:00:00Z', 'said')],
    );
    expect(tally.updated).toBe(1);
  });
});
