import { createHash } from 'node:crypto';
import { audit } from '../../db/audit.ts';
import type { Tx } from '../../db/db.ts';
import { inPortions } from '../../db/in-portions.ts';
import type { AccountStatement, ReadStatementFile, StatementFile } from '../../ports/bank-statement.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import type { BankImport } from './bank.contract.ts';
import { numberLines } from './fingerprint.model.ts';
import { houseOf } from './house-of.ts';
import { settleStatement } from './settle-statement.ts';
import { toStatement } from './statement-views.ts';
import {
  countNewInLockedPeriod,
  ensureAccount,
  findOtherFormat,
  insertLines,
  insertStatement,
  listOfFile,
  lockAccount,
  lockFile,
  type NewLine,
  type NewStatement,
  noteKnown,
} from './statements.repository.ts';

export type ImportDeps = Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'supplier' | 'rails'> & {
  readStatementFile: ReadStatementFile;
};
type Request = { ctx: Ctx; deps: ImportDeps; input: { bytes: Uint8Array } };

/** Up to here a statement is matched and booked before the answer; larger ones are a job's. */
const settledAtOnce = 500;

/**
 * Takes a bank's file in: whole or not at all. The same bytes again answer what became of them the first time. What does
 * not foot, speaks of a locked period or of days that another format told already is kept in quarantine with its reasons.
 */
export async function importStatements({ ctx, deps, input }: Request): Promise<BankImport> {
  const scope = houseOf(ctx.scope, null);
  const sha256 = createHash('sha256').update(input.bytes).digest('hex');
  const known = await deps.db.read(scope, (tx) => listOfFile(tx, sha256));
  if (known.length > 0) return answer(true);

  const file = await deps.readStatementFile(input.bytes);
  const taken = await deps.db.write(scope, async (tx) => {
    await lockFile(tx, sha256);
    if ((await listOfFile(tx, sha256)).length > 0) return null;
    const statements = await keep(tx, { ctx, deps, sha256, file });
    for (const { id, status, faults, lineCount, knownCount } of statements) {
      await audit(tx, scope, {
        action: `bank_statement.${status}`,
        subjectType: 'bank_statement',
        subjectId: id,
        detail: { sha256, lines: lineCount, known: knownCount, faults },
      });
      if (status === 'quarantined') continue;
      const runAt = lineCount > settledAtOnce ? deps.clock.now() : inAMinute(deps.clock.now());
      await deps.queue.enqueue(
        tx,
        'match-bank-statement',
        { statementId: id, traceId: scope.traceId },
        { key: `match-bank-statement:${id}`, runAt, maxAttempts: 20 },
      );
    }
    return statements;
  });
  for (const { id, status, lineCount } of taken ?? [])
    if (status === 'imported' && lineCount <= settledAtOnce)
      await settleStatement({ deps, scope, statementId: id });
  ctx.log.info({ sha256, statements: taken?.length ?? 0, repeated: taken === null }, 'bank file');
  return answer(taken === null);

  async function answer(repeated: boolean): Promise<BankImport> {
    const rows = await deps.db.read(scope, (tx) => listOfFile(tx, sha256));
    return { items: rows.map(toStatement), repeated, asOf: deps.clock.now().toISOString() };
  }
}

/** Should this process end before the statement is settled, a job goes on with it. */
const inAMinute = (now: Date): Date => new Date(now.getTime() + 60_000);

type Taking = { ctx: Ctx; deps: ImportDeps; sha256: string; file: StatementFile };
type Kept = NewStatement & { knownCount: number };

async function keep(tx: Tx, taking: Taking): Promise<Kept[]> {
  const { deps, file } = taking;
  if (!file.ok) {
    const row = {
      ...common(taking, null, 0),
      faults: file.faults,
      status: 'quarantined' as const,
      format: file.format,
    };
    await insertStatement(tx, row);
    return [{ ...row, knownCount: 0 }];
  }
  const prepared = [];
  for (const [place, statement] of file.statements.entries())
    prepared.push({ place, statement, ...(await prepare(tx, taking, statement, file.format)) });
  // One part of a file that cannot be trusted, and nothing of it is.
  const faults = [...new Set(prepared.flatMap((one) => one.faults))];
  const kept: Kept[] = [];
  for (const { place, statement, accountId } of prepared) {
    const row: NewStatement = {
      ...common(taking, statement, place),
      accountId,
      format: file.format,
      profile: file.profile,
      status: faults.length > 0 ? 'quarantined' : 'imported',
      faults,
    };
    await insertStatement(tx, row);
    let knownCount = 0;
    if (row.status === 'imported' && accountId !== null) {
      knownCount = statement.lines.length - (await addLines(tx, deps, { id: row.id, accountId }, statement));
      await noteKnown(tx, row.id, knownCount);
    }
    kept.push({ ...row, knownCount });
  }
  return kept;

  function common({ ctx, sha256 }: Taking, statement: AccountStatement | null, place: number) {
    const control = statement === null || statement.closingCents === null ? 'none' : 'closing_only';
    return {
      id: deps.ids.next(),
      fileSha256: sha256,
      statementNo: place + 1,
      accountId: null,
      profile: null,
      control:
        statement?.openingCents != null && control !== 'none'
          ? ('footed' as const)
          : (control as 'none' | 'closing_only'),
      openingCents: statement?.openingCents ?? null,
      closingCents: statement?.closingCents ?? null,
      period: statement?.period ?? null,
      lineCount: statement?.lines.length ?? 0,
      importedBy: ctx.scope.actor.id,
      importedByName: ctx.scope.actor.name,
      traceId: ctx.scope.traceId,
      importedAt: deps.clock.now(),
    };
  }
}

async function prepare(
  tx: Tx,
  { deps }: Taking,
  statement: AccountStatement,
  format: NonNullable<NewStatement['format']>,
): Promise<{ accountId: string | null; faults: string[] }> {
  // A file without an account's number is one of the account that the contractor is paid into.
  const { account: own } = deps.rails;
  const named = statement.account ?? (own ? { bsb: own.bsb, number: own.accountNumber } : null);
  if (!named) return { accountId: null, faults: ['the file does not say which account it is of'] };
  const isOwn = own !== null && named.bsb === null && named.number === own.accountNumber;
  const account = await ensureAccount(tx, isOwn ? { ...named, bsb: own.bsb } : named, deps.ids.next());
  await lockAccount(tx, account.id);
  const faults: string[] = [];
  const other = statement.period ? await findOtherFormat(tx, account.id, format, statement.period) : null;
  if (other)
    faults.push(
      `${other.from} to ${other.to} of this account came as ${other.format} before: the same line reads differently there and would count twice`,
    );
  const locked = await countNewInLockedPeriod(tx, account.id, numberLines(statement.lines));
  if (locked.count > 0)
    faults.push(`${locked.count} new lines are of the period that is locked through ${locked.lockedThrough}`);
  return { accountId: account.id, faults };
}

/** @returns how many were not there yet */
async function addLines(
  tx: Tx,
  deps: Pick<Deps, 'ids'>,
  to: { id: string; accountId: string },
  { lines }: AccountStatement,
): Promise<number> {
  let added = 0;
  await inPortions(newLines(lines, deps.ids), async (portion) => {
    added += await insertLines(tx, to, portion);
  });
  return added;
}

function* newLines(lines: AccountStatement['lines'], ids: Deps['ids']): Generator<NewLine, void, undefined> {
  let lineNo = 0;
  for (const { line, fingerprint, occurrenceNo } of numberLines(lines)) {
    lineNo += 1;
    yield { id: ids.next(), lineNo, line, fingerprint, occurrenceNo };
  }
}
