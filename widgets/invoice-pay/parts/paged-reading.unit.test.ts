import { describe, expect, it } from 'vitest';
import { PagedReading } from './paged-reading.ts';

type Row = { id: number; words: string };

/** Pages of two of the rows as they stand; a cursor is where the next page begins. */
function reading(rows: Row[]) {
  const asked: (string | undefined)[] = [];
  const host = {
    addController() {},
    removeController() {},
    requestUpdate() {},
    updateComplete: Promise.resolve(true),
    widget: { element: new EventTarget() },
  };
  const page = async (cursor: string | undefined) => {
    asked.push(cursor);
    const from = Number(cursor ?? 0);
    return {
      items: rows.slice(from, from + 2),
      nextCursor: from + 2 < rows.length ? String(from + 2) : null,
    };
  };
  return { asked, list: new PagedReading<Row, Awaited<ReturnType<typeof page>>>(host as never, page) };
}

const rowsTo = (last: number, words = 'old'): Row[] =>
  Array.from({ length: last }, (_, id) => ({ id, words }));
const ids = (list: { items: readonly Row[] }) => list.items.map(({ id }) => id);

describe('F2 a list that is read a page at a time', () => {
  it('F2 is as long after a change as it was before, with what changed on every page', async () => {
    const rows = rowsTo(7);
    const { list } = reading(rows);
    await list.read();
    await list.readMore();
    expect(ids(list)).toEqual([0, 1, 2, 3]);
    rows[3] = { id: 3, words: 'new' };
    await list.read();
    expect(ids(list)).toEqual([0, 1, 2, 3]);
    expect(list.items[3]?.words).toBe('new');
    await list.readMore();
    expect(ids(list)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('F2 ends where the rows end, also when there are fewer than before', async () => {
    const rows = rowsTo(6);
    const { list } = reading(rows);
    await list.read();
    await list.readMore();
    await list.readMore();
    rows.length = 3;
    await list.read();
    expect(ids(list)).toEqual([0, 1, 2]);
    expect(list.hasMore).toBe(false);
  });

  it('F2 shows no row twice when it is read anew while the next page is on its way', async () => {
    const { list } = reading(rowsTo(7));
    await list.read();
    await list.readMore();
    await Promise.all([list.readMore(), list.readMore()]);
    expect(ids(list)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('F2 keeps what it had when a later page cannot be read', async () => {
    const rows = rowsTo(7);
    const { list } = reading(rows);
    await list.read();
    await list.readMore();
    Object.defineProperty(rows, 'slice', {
      value: (from: number) => {
        if (from > 0) throw new Error('away');
        return rowsTo(2, 'new');
      },
    });
    await list.read();
    expect(ids(list)).toEqual([0, 1, 2, 3]);
    expect(list.items[0]?.words).toBe('old');
    expect(list.failure).not.toBeNull();
  });
});
