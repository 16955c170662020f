import { describe, expect, test } from 'vitest';
import { nextRow, track, withAll, withRow } from './table.model.ts';

const columns = [
  { key: 'a', label: 'A', cell: String, width: '80px' },
  { key: 'b', label: 'B', cell: String, priority: 2 as const },
  { key: 'c', label: 'C', cell: String, priority: 3 as const, width: '1fr' },
];

test('tracks follow the priority of columns', () => {
  expect(track(columns, 3, false)).toBe('80px minmax(0,1fr) 1fr');
  expect(track(columns, 2, true)).toBe('24px 80px minmax(0,1fr)');
  expect(track(columns, 1, false)).toBe('80px');
});

describe('keys', () => {
  test.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 2, 2],
    ['ArrowUp', 0, 0],
    ['Home', 2, 0],
    ['End', 0, 2],
    ['a', 1, undefined],
  ])('%s from %i leads to %s', (key, from, to) => {
    expect(nextRow(key, from, 3)).toBe(to);
  });

  test('lead nowhere in an empty table', () => {
    expect(nextRow('ArrowDown', 0, 0)).toBeUndefined();
  });
});

describe('selection', () => {
  test('takes a row in and out, and leaves the old selection as it was', () => {
    const before = new Set(['x']);
    expect([...withRow(before, 'y')]).toEqual(['x', 'y']);
    expect([...withRow(before, 'x')]).toEqual([]);
    expect([...before]).toEqual(['x']);
  });

  test('of all leaves rows of other pages alone', () => {
    expect([...withAll(new Set(['other', 'a']), ['a', 'b'], true)]).toEqual(['other', 'a', 'b']);
    expect([...withAll(new Set(['other', 'a']), ['a', 'b'], false)]).toEqual(['other']);
  });
});
