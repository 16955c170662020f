import { bucketWords, kindWords } from './statement-words.ts';
import type { Statement } from './statements.contract.ts';

type Value = string | number | null;

/**
 * One cell. Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection); amounts
 * are numbers of ours and stay numbers, below zero too.
 */
export function csvCell(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const plain = value.replace(/\0/g, '');
  const safe = /^[\s]*[=+\-@\t\r\n＝＋－＠]/.test(plain) ? `'${plain}` : plain;
  return `"${safe.replace(/"/g, '""')}"`;
}

/** Dollars with two decimals, exact, as an unquoted number. */
const dollars = (cents: number): { number: string } => {
  const whole = Math.floor(Math.abs(cents) / 100);
  return { number: `${cents < 0 ? '-' : ''}${whole}.${String(Math.abs(cents) % 100).padStart(2, '0')}` };
};

const row = (cells: readonly (Value | { number: string })[]): string =>
  cells.map((cell) => (typeof cell === 'object' && cell !== null ? cell.number : csvCell(cell))).join(',');

/** The statement as a file for spreadsheets: one table, the sums as rows of it, then the ages. */
export function statementCsv(statement: Statement): string {
  const rows: string[] = [
    row([
      'Date',
      'Kind',
      'Reference',
      'Detail',
      'Due',
      'Days overdue',
      'Document total',
      'Amount',
      'Balance',
      'In dispute',
    ]),
  ];
  if (statement.from !== null)
    rows.push(sumRow(statement.from, 'Opening balance', null, statement.openingCents));
  for (const line of statement.lines)
    rows.push(
      row([
        line.on,
        kindWords[line.kind],
        line.reference,
        line.detail,
        line.dueOn,
        line.daysOverdue,
        dollars(line.totalCents),
        dollars(line.amountCents),
        dollars(line.balanceCents),
        dollars(line.disputedCents),
      ]),
    );
  rows.push(sumRow(statement.to, 'Added', statement.addedCents, null));
  rows.push(sumRow(statement.to, 'Taken away', statement.takenCents, null));
  rows.push(sumRow(statement.to, 'Closing balance', null, statement.closingCents));
  for (const bucket of statement.aging.buckets)
    rows.push(
      sumRow(statement.to, `Age: ${bucketWords[bucket.key] ?? bucket.key}`, bucket.amountCents, null),
    );
  rows.push(sumRow(statement.to, 'Overdue', statement.aging.overdueCents, null));
  rows.push(sumRow(statement.to, 'In dispute', statement.disputedCents, null));
  rows.push(sumRow(statement.to, 'Promised', statement.promisedCents, null));
  rows.push(sumRow(statement.to, 'Credit not yet used', statement.unallocatedCents, null));
  return `\ufeff${rows.join('\r\n')}\r\n`;
}

const sumRow = (day: string, label: string, amount: number | null, balance: number | null): string =>
  row([
    day,
    label,
    null,
    null,
    null,
    null,
    null,
    amount === null ? null : dollars(amount),
    balance === null ? null : dollars(balance),
    null,
  ]);
