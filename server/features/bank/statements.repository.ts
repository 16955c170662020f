import type { Tx } from '../../db/db.ts';
import { type Columns, selectFromRows } from '../../db/many-rows.ts';
import type { BankRefs, StatementFormat } from '../../ports/bank-statement.ts';
import type { MatchStatus } from './bank.contract.ts';
import type { NumberedLine } from './fingerprint.model.ts';

export type AccountRow = { id: string; bsb: string | null; number: string };

/** Held until the transaction ends: the lines of an account are added by one file after the other. */
export async function lockAccount(tx: Tx, accountId: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`bank-account:${accountId}`}, 0))`;
}

/** A file that names only the number means the account that is known by it. */
export async function ensureAccount(
  tx: Tx,
  account: { bsb: string | null; number: string },
  newId: string,
): Promise<AccountRow> {
  const known = await tx<AccountRow[]>`
    select id, bsb, number from bank_account
    where number = ${account.number} and (${account.bsb}::text is null or bsb = ${account.bsb} or bsb is null)
    order by bsb is null limit 2`;
  const exact = known.find(({ bsb }) => bsb === account.bsb);
  if (exact) return exact;
  if (account.bsb === null && known.length === 1 && known[0]) return known[0];
  await tx`
    insert into bank_account (id, bsb, number) values (${newId}, ${account.bsb}, ${account.number}) on conflict do nothing`;
  const [made] = await tx<AccountRow[]>`
    select id, bsb, number from bank_account
    where number = ${account.number} and bsb is not distinct from ${account.bsb}`;
  if (!made) throw new Error('a bank account was not written');
  return made;
}

/** Nobody else takes the same file, or matches anything, until this transaction ends. */
export async function lockFile(tx: Tx, sha256: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`bank-file:${sha256}`}, 0))`;
}

export type NewStatement = {
  id: string;
  fileSha256: string;
  statementNo: number;
  accountId: string | null;
  format: StatementFormat | null;
  profile: string | null;
  status: 'quarantined' | 'imported';
  faults: string[];
  control: 'footed' | 'closing_only' | 'none';
  openingCents: number | null;
  closingCents: number | null;
  period: { from: string; to: string } | null;
  lineCount: number;
  importedBy: string;
  importedByName: string;
  traceId: string;
  importedAt: Date;
};

export async function insertStatement(tx: Tx, row: NewStatement): Promise<void> {
  await tx`
    insert into bank_statement (id, file_sha256, statement_no, account_id, format, profile, status, faults, control,
      opening_cents, closing_cents, period_from, period_to, line_count, imported_by, imported_by_name, trace_id, imported_at)
    values (${row.id}, ${row.fileSha256}, ${row.statementNo}, ${row.accountId}, ${row.format}, ${row.profile}, ${row.status},
      ${row.faults}, ${row.control}, ${row.openingCents}, ${row.closingCents}, ${row.period?.from ?? null},
      ${row.period?.to ?? null}, ${row.lineCount}, ${row.importedBy}, ${row.importedByName}, ${row.traceId}, ${row.importedAt})`;
}

export type NewLine = NumberedLine & { id: string; lineNo: number };

const lineColumns: Columns<NewLine> = {
  id: ['uuid', ({ id }) => id],
  line_no: ['integer', ({ lineNo }) => lineNo],
  booked_on: ['date', ({ line }) => line.bookedOn],
  value_on: ['date', ({ line }) => line.valueOn],
  amount_cents: ['bigint', ({ line }) => line.amountCents],
  bank_ref: ['text', ({ line }) => line.refs.bankRef],
  end_to_end: ['text', ({ line }) => line.refs.endToEnd],
  instruction: ['text', ({ line }) => line.refs.instruction],
  crn: ['text', ({ line }) => line.refs.crn],
  fitid: ['text', ({ line }) => line.refs.fitid],
  payer_account: ['text', ({ line }) => line.payerAccount],
  payer_name: ['text', ({ line }) => line.payerName],
  narrative: ['text', ({ line }) => line.narrative],
  type_code: ['text', ({ line }) => line.typeCode],
  reversal: ['boolean', ({ line }) => line.reversal],
  fingerprint: ['uuid', ({ fingerprint }) => fingerprint],
  occurrence_no: ['integer', ({ occurrenceNo }) => occurrenceNo],
};

/**
 * Adds those that are not there yet: two files of one account may speak of the same days. The caller has locked the
 * account, so that nobody adds the same meanwhile.
 * @returns how many they were
 */
export async function insertLines(
  tx: Tx,
  statement: { id: string; accountId: string },
  lines: readonly NewLine[],
): Promise<number> {
  const inserted = await selectFromRows(
    tx,
    lineColumns,
    lines,
    (given) => tx`
      insert into bank_line (id, statement_id, line_no, account_id, booked_on, value_on, amount_cents, bank_ref, end_to_end,
        instruction, crn, fitid, payer_account, payer_name, narrative, type_code, reversal, fingerprint, occurrence_no)
      select id, ${statement.id}, line_no, ${statement.accountId}, booked_on, value_on, amount_cents, bank_ref, end_to_end,
        instruction, crn, fitid, payer_account, payer_name, narrative, type_code, reversal, fingerprint, occurrence_no
      from ${given}
      where not exists (
        select from bank_line known where known.account_id = ${statement.accountId}
          and known.fingerprint = given.fingerprint and known.occurrence_no = given.occurrence_no)`,
  );
  return inserted.count;
}

export async function noteKnown(tx: Tx, id: string, knownCount: number): Promise<void> {
  await tx`update bank_statement set known_count = ${knownCount} where id = ${id}`;
}

/** Files of another format speak of the same days: their lines read differently, so twins could not be told. */
export async function findOtherFormat(
  tx: Tx,
  accountId: string,
  format: StatementFormat,
  period: { from: string; to: string },
): Promise<{ format: string; from: string; to: string } | null> {
  const family = format.startsWith('ofx') ? ['ofx1', 'ofx2'] : [format];
  const [row] = await tx<{ format: string; from: string; to: string }[]>`
    select format, period_from as "from", period_to as "to" from bank_statement
    where account_id = ${accountId} and status <> 'quarantined' and format <> all(${family})
      and period_from <= ${period.to} and period_to >= ${period.from} and line_count > 0 limit 1`;
  return row ?? null;
}

/** How many of these lines of a locked period are not there yet. */
export async function countNewInLockedPeriod(
  tx: Tx,
  accountId: string,
  lines: Iterable<NumberedLine>,
): Promise<{ count: number; lockedThrough: string | null }> {
  const lockedThrough = await findLock(tx, accountId);
  if (lockedThrough === null) return { count: 0, lockedThrough };
  const keys = Array.from(lines)
    .filter(({ line }) => line.bookedOn <= lockedThrough)
    .map(({ fingerprint, occurrenceNo: n }) => ({ f: fingerprint, n }));
  const [row] = await tx<{ count: number }[]>`
    select count(*)::integer as count from json_to_recordset(${JSON.stringify(keys)}::text::json) as k (f uuid, n integer)
    where not exists (select 1 from bank_line l where l.account_id = ${accountId} and l.fingerprint = k.f and l.occurrence_no = k.n)`;
  return { count: row?.count ?? 0, lockedThrough };
}

export async function findLock(tx: Tx, accountId: string): Promise<string | null> {
  const [row] = await tx<{ day: string | null }[]>`
    select max(locked_through) as day from bank_period_lock where account_id = ${accountId}`;
  return row?.day ?? null;
}

export async function insertLock(
  tx: Tx,
  row: { accountId: string; lockedThrough: string; reason: string; by: string; byName: string; at: Date },
): Promise<void> {
  await tx`
    insert into bank_period_lock (account_id, locked_through, reason, locked_by, locked_by_name, locked_at)
    values (${row.accountId}, ${row.lockedThrough}, ${row.reason}, ${row.by}, ${row.byName}, ${row.at}) on conflict do nothing`;
}

export async function countUndecided(tx: Tx, accountId: string, through: string): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select count(*)::integer as count from bank_line where account_id = ${accountId} and booked_on <= ${through}
      and match_status in ('imported', 'auto_matched', 'suggested', 'unmatched')`;
  return row?.count ?? 0;
}

export type AccountView = AccountRow & {
  lockedThrough: string | null;
  closingCents: number | null;
  closingOn: string | null;
};

export async function listAccounts(tx: Tx): Promise<AccountView[]> {
  return tx<AccountView[]>`
    select a.id, a.bsb, a.number,
      (select max(locked_through) from bank_period_lock k where k.account_id = a.id) as "lockedThrough",
      s.closing_cents as "closingCents", s.period_to as "closingOn"
    from bank_account a left join lateral (
      select closing_cents, period_to from bank_statement where account_id = a.id and status <> 'quarantined' and closing_cents is not null
      order by period_to desc nulls last, imported_at desc limit 1) s on true
    order by a.bsb, a.number`;
}

export async function findAccount(tx: Tx, id: string): Promise<AccountView | null> {
  return (await listAccounts(tx)).find((account) => account.id === id) ?? null;
}

export type StatementRow = Omit<NewStatement, 'period' | 'status' | 'accountId'> & {
  status: 'quarantined' | 'imported' | 'matched' | 'done';
  accountId: string | null;
  bsb: string | null;
  number: string | null;
  from: string | null;
  to: string | null;
  knownCount: number;
  finishedAt: Date | null;
  importedAtText: string;
  counts: Partial<Record<MatchStatus, number>>;
};

const selectStatements = (tx: Tx) => tx`
  select s.id, s.file_sha256 as "fileSha256", s.statement_no as "statementNo", s.account_id as "accountId", a.bsb, a.number, s.format,
    s.profile, s.status, s.faults, s.control, s.opening_cents as "openingCents", s.closing_cents as "closingCents",
    s.period_from as "from", s.period_to as "to", s.line_count as "lineCount", s.known_count as "knownCount",
    s.imported_by as "importedBy", s.imported_by_name as "importedByName", s.trace_id as "traceId",
    s.imported_at as "importedAt", s.imported_at::text as "importedAtText", s.finished_at as "finishedAt",
    coalesce((select jsonb_object_agg(c.match_status, c.n) from (
      select match_status, count(*) as n from bank_line l where l.statement_id = s.id group by match_status) c), '{}') as counts
  from bank_statement s left join bank_account a on a.id = s.account_id`;

export async function listOfFile(tx: Tx, sha256: string): Promise<StatementRow[]> {
  return tx<StatementRow[]>`${selectStatements(tx)} where s.file_sha256 = ${sha256} order by s.statement_no`;
}

export async function findStatement(tx: Tx, id: string): Promise<StatementRow | null> {
  const [row] = await tx<StatementRow[]>`${selectStatements(tx)} where s.id = ${id}`;
  return row ?? null;
}

export async function listStatements(
  tx: Tx,
  query: { limit: number; after: { importedAt: string; id: string } | null },
): Promise<StatementRow[]> {
  const after = query.after
    ? tx`where (s.imported_at, s.id) < (${query.after.importedAt}::timestamptz, ${query.after.id}::uuid)`
    : tx``;
  return tx<StatementRow[]>`
    ${selectStatements(tx)} ${after} order by s.imported_at desc, s.id desc limit ${query.limit}`;
}

/** Locked: a statement is worked on by one at a time. */
export async function lockStatement(
  tx: Tx,
  id: string,
): Promise<{ status: StatementRow['status']; accountId: string } | null> {
  const [row] = await tx<{ status: StatementRow['status']; accountId: string }[]>`
    select status, account_id as "accountId" from bank_statement where id = ${id} for update`;
  return row ?? null;
}

export async function advanceStatement(
  tx: Tx,
  id: string,
  to: { status: 'matched' | 'done'; finishedAt: Date | null },
): Promise<void> {
  await tx`update bank_statement set status = ${to.status}, finished_at = ${to.finishedAt} where id = ${id}`;
}

export type { BankRefs };
