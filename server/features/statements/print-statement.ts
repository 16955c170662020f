import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { showStatement } from './show-statement.ts';
import { statementCsv } from './statement-csv.model.ts';
import type { Statement, StatementQuery } from './statements.contract.ts';

type Args = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock' | 'supplier' | 'origin'>;
  input: StatementQuery;
};

const nameOf = ({ from, to }: Statement): string =>
  from === null ? `statement-as-at-${to}` : `statement-${from}-to-${to}`;

/** The statement as PDF, drawn from the same model that JSON shows. */
export async function printStatement(args: Args): Promise<{ name: string; bytes: Uint8Array }> {
  const statement = await showStatement(args);
  // Loaded when first printed: a start would wait for what few requests need.
  const { drawStatement } = await import('./draw-statement.ts');
  const bytes = await drawStatement({ statement, supplier: args.deps.supplier });
  return { name: `${nameOf(statement)}.pdf`, bytes };
}

/** The statement for spreadsheets, from the same model. */
export async function exportStatement(args: Args): Promise<{ name: string; text: string }> {
  const statement = await showStatement(args);
  return { name: `${nameOf(statement)}.csv`, text: statementCsv(statement) };
}
