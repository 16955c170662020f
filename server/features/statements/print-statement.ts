import { setImmediate } from 'node:timers/promises';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { appendInvoice } from '../invoices/index.ts';
import { showStatement } from './show-statement.ts';
import { statementCsv } from './statement-csv.model.ts';
import type { Statement, StatementPaperQuery, StatementQuery } from './statements.contract.ts';
import { tooManyInvoices } from './statements.errors.ts';

const mostInvoices = 50;

type Args = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock' | 'supplier' | 'origin'>;
  input: StatementQuery;
};

const nameOf = ({ from, to }: Statement): string =>
  from === null ? `statement-as-at-${to}` : `statement-${from}-to-${to}`;

type PaperArgs = Omit<Args, 'deps' | 'input'> & {
  deps: Args['deps'] & Pick<Deps, 'rails'>;
  input: StatementPaperQuery;
};

/** The statement as PDF, drawn from the same model that JSON shows; when asked for, with the invoices that it names. */
export async function printStatement({
  ctx,
  deps,
  input,
}: PaperArgs): Promise<{ name: string; bytes: Uint8Array }> {
  const statement = await showStatement({ ctx, deps, input });
  const invoiceIds = input.invoices ? invoicesOf(statement) : [];
  if (invoiceIds.length > mostInvoices) throw tooManyInvoices(invoiceIds.length, mostInvoices);
  // Loaded when first printed: a start would wait for what few requests need.
  const { drawStatement } = await import('./draw-statement.ts');
  const sheet = await drawStatement({ statement, supplier: deps.supplier });
  for (const id of invoiceIds) {
    await appendInvoice(sheet, { ctx, deps, input: { id } });
    // Drawing is work without a pause of its own: others are answered between two invoices.
    await setImmediate();
  }
  return { name: `${nameOf(statement)}.pdf`, bytes: await sheet.save() };
}

/** Each invoice once, in the order of the lines. */
const invoicesOf = ({ lines }: Statement): string[] => [
  ...new Set(lines.flatMap(({ kind, invoiceId }) => (kind === 'invoice' && invoiceId ? [invoiceId] : []))),
];

/** The statement for spreadsheets, from the same model. */
export async function exportStatement(args: Args): Promise<{ name: string; text: string }> {
  const statement = await showStatement(args);
  return { name: `${nameOf(statement)}.csv`, text: statementCsv(statement) };
}
