import type { Statement, StatementLine } from '../../../server/features/statements/statements.contract.ts';

/** What happened on an account in one calendar month; the last one may be under way. */
export type AccountMonth = {
  /** `YYYY-MM` */
  readonly month: string;
  /** Invoices, less what was voided, written off or corrected. */
  readonly invoicedCents: number;
  /** Payments and credits, less what was refunded or taken back. */
  readonly settledCents: number;
  /** Owed at the end of it. */
  readonly closingCents: number;
};

/** A surcharge comes with its payment, whose money holds it. */
const ofInvoices: readonly StatementLine['kind'][] = ['invoice', 'void', 'written_off', 'correction'];

/** The months of an activity statement, oldest first, each there even when nothing happened; they foot to its closing balance. */
export function accountMonths(
  statement: Pick<Statement, 'from' | 'to' | 'openingCents' | 'lines'>,
): AccountMonth[] {
  let closingCents = statement.openingCents;
  return monthsBetween(statement.from ?? statement.to, statement.to).map((month) => {
    const lines = statement.lines.filter(({ on }) => on.startsWith(month));
    const invoicedCents = sum(lines.filter(({ kind }) => ofInvoices.includes(kind)));
    const settledCents = invoicedCents - sum(lines);
    closingCents += invoicedCents - settledCents;
    return { month, invoicedCents, settledCents, closingCents };
  });
}

/** The first day of the month that is `count - 1` months before the one of `day`. */
export function firstOfMonths(day: string, count: number): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - (count - 1));
  return date.toISOString().slice(0, 10);
}

function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  const last = to.slice(0, 7);
  for (let month = from.slice(0, 7); month <= last; month = firstOfMonths(`${month}-01`, 0).slice(0, 7))
    months.push(month);
  return months;
}

function sum(lines: readonly StatementLine[]): number {
  return lines.reduce((total, { amountCents }) => total + amountCents, 0);
}
