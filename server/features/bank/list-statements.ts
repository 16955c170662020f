import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../../http/cursor.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { listAsked } from './asked.repository.ts';
import type {
  BankAccounts,
  BankLinePage,
  BankStatementPage,
  BankStatementView,
  MatchStatus,
} from './bank.contract.ts';
import { houseOf } from './house-of.ts';
import { toLine } from './line-views.ts';
import { listLines } from './lines.repository.ts';
import { masked, toStatement } from './statement-views.ts';
import { findStatement, listAccounts, listStatements as readStatements } from './statements.repository.ts';

type Args<Input> = { ctx: Ctx; deps: Pick<Deps, 'db' | 'clock'>; input: Input };
type Page = { limit: number; cursor?: string | undefined };

const position = z.object({
  /** As PostgreSQL writes it, to the microsecond. */
  importedAt: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/),
  id: z.uuid(),
});

/** Statements, the newest import first. */
export async function listStatements({ ctx, deps, input }: Args<Page>): Promise<BankStatementPage> {
  const after = input.cursor ? decodeCursor(position, input.cursor) : null;
  const rows = await deps.db.read(houseOf(ctx.scope, null), (tx) =>
    readStatements(tx, { limit: input.limit + 1, after }),
  );
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page.map(toStatement),
    nextCursor:
      rows.length > page.length && last
        ? encodeCursor({ importedAt: last.importedAtText, id: last.id })
        : null,
    asOf: deps.clock.now().toISOString(),
  };
}

export async function showStatement({ ctx, deps, input }: Args<{ id: string }>): Promise<BankStatementView> {
  const row = await deps.db.read(houseOf(ctx.scope, null), (tx) => findStatement(tx, input.id));
  if (!row) throw notFound();
  return toStatement(row);
}

const place = z.object({ lineNo: z.int().min(0) });
type LinesInput = Page & { id: string; matchStatus?: MatchStatus | undefined };

/** A statement's lines in their order. */
export async function listStatementLines({ ctx, deps, input }: Args<LinesInput>): Promise<BankLinePage> {
  const after = input.cursor ? decodeCursor(place, input.cursor).lineNo : 0;
  const scope = houseOf(ctx.scope, null);
  const { rows, asked } = await deps.db.read(scope, async (tx) => {
    if (!(await findStatement(tx, input.id))) throw notFound();
    const matchStatus = input.matchStatus ?? null;
    const query = { statementId: input.id, matchStatus, limit: input.limit + 1, after };
    const rows = await listLines(tx, query);
    return { rows, asked: await listAsked(tx, scope, rows) };
  });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => toLine(row, asked)),
    nextCursor: rows.length > page.length && last ? encodeCursor({ lineNo: last.lineNo }) : null,
    asOf: deps.clock.now().toISOString(),
  };
}

export async function listBankAccounts({ ctx, deps }: Omit<Args<never>, 'input'>): Promise<BankAccounts> {
  const rows = await deps.db.read(houseOf(ctx.scope, null), listAccounts);
  return {
    items: rows.map(({ number, ...account }) => ({ ...account, numberMasked: masked(number) })),
    asOf: deps.clock.now().toISOString(),
  };
}
