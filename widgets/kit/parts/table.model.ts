import type { Column } from './table.types.ts';

/** The grid tracks of the columns up to a priority, with one in front for the checkbox. */
export function track<Row>(columns: readonly Column<Row>[], priority: 1 | 2 | 3, picks: boolean): string {
  const shown = columns.filter((column) => (column.priority ?? 1) <= priority);
  return [...(picks ? ['24px'] : []), ...shown.map((column) => column.width ?? 'minmax(0,1fr)')].join(' ');
}

/** The row that a key leads to; undefined for keys that lead nowhere. */
export function nextRow(key: string, current: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return Math.min(current + 1, count - 1);
  if (key === 'ArrowUp') return Math.max(current - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}

/** The selection with one row put in, or taken out when it was in. */
export function withRow(selected: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** The selection with all of these rows in or out. Rows that are not among them (on another page) keep their place. */
export function withAll(
  selected: ReadonlySet<string>,
  keys: readonly string[],
  chosen: boolean,
): ReadonlySet<string> {
  const next = new Set(selected);
  for (const key of keys) {
    if (chosen) next.add(key);
    else next.delete(key);
  }
  return next;
}
