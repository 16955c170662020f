import type { z } from 'zod';
import type { FaultDetail } from '../../ports/fault.ts';
import { type RowIssue, type Rows, rowChecks } from './check-row.model.ts';
import { type Dataset, rowSchemas, type SyncBatch } from './sync.contract.ts';
import { contentHash, type Incoming } from './sync.model.ts';

const schemas: { [D in Dataset]: z.ZodType<Rows[D]> } = rowSchemas;

export type CheckedBatch<D extends Dataset> = { rows: Incoming<Rows[D]>[]; errors: FaultDetail[] };

/** Everything about a batch that can be judged without looking at what is stored. */
export function checkBatch<D extends Dataset>(dataset: D, batch: SyncBatch): CheckedBatch<D> {
  const rows: Incoming<Rows[D]>[] = [];
  const errors: FaultDetail[] = [];
  const firstAt = new Map<string, number>();
  batch.rows.forEach((raw, index) => {
    const report = (found: RowIssue): void => {
      errors.push({ ...found, path: atRow(index, found.path) });
    };
    const parsed = schemas[dataset].safeParse(raw);
    if (!parsed.success) {
      for (const problem of parsed.error.issues.slice(0, 20))
        report({ path: problem.path.join('/'), code: problem.code, message: problem.message });
      return;
    }
    const row = parsed.data;
    for (const found of [...checkValues(row, ''), ...rowChecks[dataset](row)]) report(found);
    const first = firstAt.get(row.externalId);
    if (first !== undefined)
      report({ path: 'externalId', code: 'row_repeated', message: `Row ${first} has the same externalId.` });
    else firstAt.set(row.externalId, index);
    rows.push({ index, row, hash: contentHash(row) });
  });
  if (errors.length === 0) errors.push(...checkControlTotals(batch, rows));
  return { rows, errors };
}

export const atRow = (index: number, path: string): string => `rows/${index}${path ? `/${path}` : ''}`;

function checkControlTotals(batch: SyncBatch, rows: readonly { row: object }[]): FaultDetail[] {
  const errors: FaultDetail[] = [];
  const differs = (path: string, said: number, found: number): void => {
    if (said !== found)
      errors.push({
        path: `controlTotals/${path}`,
        code: 'control_total_differs',
        message: `The batch says ${said}; its rows add up to ${found}.`,
      });
  };
  differs('rows', batch.controlTotals.rows, batch.rows.length);
  const amount = rows.reduce((sum, { row }) => sum + amountOf(row), 0);
  differs('amountCents', batch.controlTotals.amountCents, amount);
  return errors;
}

/** Invoices and credit notes count by their total, payments by their amount, other datasets by nothing. */
function amountOf(row: object): number {
  if ('totalCents' in row && typeof row.totalCents === 'number') return row.totalCents;
  if ('amountCents' in row && typeof row.amountCents === 'number') return row.amountCents;
  return 0;
}

/** Values that are of the right form and yet cannot be stored or meant: a NUL in a name, a day in the year 0001. */
function checkValues(value: unknown, path: string): RowIssue[] {
  if (typeof value === 'string') {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the database stores no NUL
    if (/[\u0000\p{Surrogate}]/u.test(value))
      return [{ path, code: 'text_not_storable', message: 'The text holds a character that no text has.' }];
    const isMoment = /(On|At|From|To)$/.test(path) && /^\d{4}-\d{2}-\d{2}/.test(value);
    if (isMoment && (value < '1900' || value >= '2200'))
      return [{ path, code: 'date_not_plausible', message: 'The date is before 1900 or after 2199.' }];
    return [];
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => checkValues(inner, path ? `${path}/${key}` : key));
}
