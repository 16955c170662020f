import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type postgres from 'postgres';
import type { Tx } from './db.ts';

type Cell = string | number | boolean | object | null;
/** What a statement reads of each item: by the column's name, its type in SQL and where the item has it. Objects are JSON. */
export type Columns<Item> = Readonly<Record<string, readonly [type: string, of: (item: Item) => Cell]>>;

/** Up to here rows go with the statement; more of them are copied, in a third of the time. */
const fewRows = 1_000;
const charactersAtOnce = 64 * 1024;

/**
 * Gives one statement rows to select from: `given` stands after `from`. Row security forbids a copy into a real table, so
 * many rows come by way of a table of this transaction alone.
 */
export async function selectFromRows<Item, Result>(
  tx: Tx,
  columns: Columns<Item>,
  items: readonly Item[],
  use: (given: postgres.Fragment) => Promise<Result>,
): Promise<Result> {
  const definition = tx.unsafe(
    Object.entries(columns)
      .map(([name, [type]]) => `${name} ${type}`)
      .join(', '),
  );
  if (items.length <= fewRows) {
    const rows = items.map((item) => rowOf(columns, item));
    return use(
      tx`(select * from json_to_recordset(${JSON.stringify(rows)}::text::json) as rows (${definition})) as given`,
    );
  }
  await tx`create temporary table given (${definition}) on commit drop`;
  const copy = await tx`copy pg_temp.given from stdin`.writable();
  await pipeline(Readable.from(copyText(columns, items), { highWaterMark: 4 }), copy);
  const result = await use(tx`pg_temp.given`);
  await tx`drop table pg_temp.given`;
  return result;
}

const rowOf = <Item>(columns: Columns<Item>, item: Item): Record<string, Cell> =>
  Object.fromEntries(Object.entries(columns).map(([name, [, of]]) => [name, of(item)]));

function* copyText<Item>(columns: Columns<Item>, items: readonly Item[]): Generator<Buffer> {
  const cells = Object.values(columns).map(([type, of]) => ({
    of,
    isFree: type === 'text' || type === 'jsonb',
  }));
  let text = '';
  for (const item of items) {
    let separator = '';
    for (const { of, isFree } of cells) {
      const cell = of(item);
      text += separator + (cell === null ? '\\N' : isFree ? freeText(cell) : String(cell));
      separator = '\t';
    }
    text += '\n';
    if (text.length < charactersAtOnce) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

const special = /[\\\t\n\r]/g;
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** What may hold the signs that `copy` reads as its own. */
function freeText(cell: NonNullable<Cell>): string {
  const text = typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
  return text.search(special) === -1 ? text : text.replace(special, (found) => escapes[found] ?? found);
}
