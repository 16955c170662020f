import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { createDb, type Db, type Tx } from './db.ts';
import { type Columns, selectFromRows } from './many-rows.ts';
import { houseScope } from './scope.ts';

let database: TestDatabase;
let db: Db;
const scope = houseScope('test', 'a'.repeat(32));

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb({ url: database.appUrl, max: 1 });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

type Item = { n: number; text: string | null; isOdd: boolean; more: object };
const columns: Columns<Item> = {
  n: ['bigint', ({ n }) => n],
  words: ['text', ({ text }) => text],
  is_odd: ['boolean', ({ isOdd }) => isOdd],
  more: ['jsonb', ({ more }) => more],
};
const hard = ['\\N', 'a\\tb', 'a\tb', 'a\nb\r', '\\.', '"quoted" {brace}', 'ünïcode 中文', '', null];
const itemsOf = (count: number): Item[] =>
  Array.from({ length: count }, (_, n) => ({
    n,
    text: hard[n % hard.length] ?? null,
    isOdd: n % 2 === 1,
    more: { list: [n, hard[n % hard.length] ?? null] },
  }));
const readBack = (tx: Tx, items: Item[]) =>
  selectFromRows(
    tx,
    columns,
    items,
    (given) => tx<Item[]>`select n, words as text, is_odd as "isOdd", more from ${given} order by n`,
  );

describe('rows that a statement selects from', () => {
  it.each([0, 1, 1_000, 1_001, 30_000])('come as they are: %i of them', async (count) => {
    const items = itemsOf(count);
    expect(await db.write(scope, (tx) => readBack(tx, items))).toEqual(items);
  });

  it('come several times in one transaction, and leave nothing behind', async () => {
    const [first, second] = [itemsOf(1_500), itemsOf(2_500)];
    const both = await db.write(scope, async (tx) => [await readBack(tx, first), await readBack(tx, second)]);
    expect(both).toEqual([first, second]);
    const left = await db.read(scope, (tx) => tx`select 1 from pg_class where relname = 'given'`);
    expect(left).toHaveLength(0);
  });

  it('are refused with the database’s own reason when one does not fit, and the connection goes on', async () => {
    const items = itemsOf(2_000).with(1_700, { n: 0.5, text: null, isOdd: true, more: {} });
    await expect(db.write(scope, (tx) => readBack(tx, items))).rejects.toMatchObject({ code: '22P02' });
    expect(await db.read(scope, (tx) => tx`select 1 as one`)).toEqual([{ one: 1 }]);
  });
});
