import { parse } from 'csv-parse/sync';
import type { AccountStatement, StatementLine } from '../../ports/bank-statement.ts';
import { writtenCentsOf } from './amounts.ts';
import { type CsvColumns, type CsvProfile, profileOfHeader, profileOfRow } from './csv-profiles.ts';
import { periodOf, writtenDay } from './days.ts';
import { FileFault } from './file-fault.ts';
import { dollars, foot } from './foot.ts';
import { accountOf, accountText, markedCrn, noRefs, plain, speaksOfReversal } from './refs.ts';

const maxRows = 260_000;

/**
 * CSV as banks let it be downloaded: newest or oldest first, with or without header and balance rows. A column of running
 * balances has to foot from row to row, which also tells which end is the opening.
 */
export function readCsv(text: string): { statements: AccountStatement[]; profile: string } {
  const rows = rowsOf(text);
  const { profile, body } = split(rows);
  const told = { opening: null as number | null, closing: null as number | null };
  const entries: Entry[] = [];
  for (const row of body) {
    const balanceRow = balanceRowOf(row);
    if (balanceRow) {
      told[balanceRow.which] = balanceRow.cents;
      continue;
    }
    entries.push(entryOf(row, profile.columns));
  }
  const accounts = new Map<string, Entry[]>();
  for (const entry of entries) {
    const ofAccount = accounts.get(entry.account ?? '');
    if (ofAccount) ofAccount.push(entry);
    else accounts.set(entry.account ?? '', [entry]);
  }
  if (accounts.size > 1 && (told.opening !== null || told.closing !== null))
    throw new FileFault('the file has one opening or closing balance for several accounts');
  const statements = [...accounts.values()].map((ofAccount) => statementOf(ofAccount, told));
  if (statements.length === 0) throw new FileFault('the file has no transactions');
  return { statements, profile: profile.name };
}

function rowsOf(text: string): string[][] {
  try {
    return parse(text, {
      relax_column_count: true,
      skip_empty_lines: true,
      bom: true,
      to: maxRows,
      max_record_size: 20_000,
      delimiter: [',', ';', '\t'],
    });
  } catch (error) {
    throw new FileFault(`the file is not CSV: ${error instanceof Error ? error.message.slice(0, 120) : ''}`);
  }
}

/** The header is within the first rows; some banks put their name and the account before it. */
function split(rows: readonly string[][]): { profile: CsvProfile; body: readonly string[][] } {
  for (const [place, row] of rows.slice(0, 12).entries()) {
    const profile = profileOfHeader(row);
    if (profile) return { profile, body: rows.slice(place + 1) };
  }
  const first = rows.findIndex((row) => !balanceRowOf(row));
  const profile = profileOfRow(rows[first] ?? []);
  if (!profile) throw new FileFault('the file is of no format that is read here');
  return { profile, body: rows };
}

function balanceRowOf(row: readonly string[]): { which: 'opening' | 'closing'; cents: number } | null {
  const place = row.findIndex((cell) => /^(opening|closing) balance$/i.test(cell.trim()));
  if (place < 0) return null;
  const amount = row.slice(place + 1).findLast((cell) => /\d/.test(cell));
  if (amount === undefined) throw new FileFault('a balance row has no balance');
  return {
    which: /^opening/i.test(row[place]?.trim() ?? '') ? 'opening' : 'closing',
    cents: writtenCentsOf(amount),
  };
}

type Entry = { line: StatementLine; balanceCents: number | null; account: string | null; bsb: string | null };

function entryOf(row: readonly string[], columns: CsvColumns): Entry {
  const cell = (place: number | null): string => (place === null ? '' : (row[place]?.trim() ?? ''));
  const narrative = plain(columns.narrative.map(cell).join(' ')) ?? '';
  const amountCents = amountOf(cell, columns);
  const value = cell(columns.valueOn);
  const balance = cell(columns.balance);
  const crn = cell(columns.crn);
  if (columns.balance !== null && balance === '') throw new FileFault('a row has no balance');
  return {
    line: {
      bookedOn: writtenDay(cell(columns.bookedOn)),
      valueOn: value === '' ? null : writtenDay(value),
      amountCents,
      refs: {
        ...noRefs,
        bankRef: plain(cell(columns.bankRef)),
        endToEnd: plain(cell(columns.endToEnd)),
        crn: /^\d{2,20}$/.test(crn) ? crn : markedCrn(narrative),
      },
      payerAccount: accountText(cell(columns.payerAccount)),
      payerName: plain(cell(columns.payerName)),
      narrative,
      typeCode: plain(cell(columns.typeCode)),
      reversal: amountCents < 0 && speaksOfReversal(narrative),
    },
    balanceCents: balance === '' ? null : writtenCentsOf(balance),
    account: plain(cell(columns.account)),
    bsb: plain(cell(columns.bsb)),
  };
}

function amountOf(cell: (place: number | null) => string, columns: CsvColumns): number {
  const [amount, debit, credit] = [cell(columns.amount), cell(columns.debit), cell(columns.credit)];
  if (columns.amount !== null) {
    const cents = writtenCentsOf(amount);
    const sign = cell(columns.sign).toUpperCase();
    return sign.startsWith('D') ? 0 - Math.abs(cents) : cents;
  }
  const [out, into] = [
    debit === '' ? 0 : Math.abs(writtenCentsOf(debit)),
    credit === '' ? 0 : writtenCentsOf(credit),
  ];
  if ((debit === '' && credit === '') || (out !== 0 && into !== 0))
    throw new FileFault('a row has neither or both of debit and credit');
  return into - out;
}

function statementOf(
  entries: readonly Entry[],
  told: { opening: number | null; closing: number | null },
): AccountStatement {
  const { ordered, opening, closing } = inOrder(entries, told.opening);
  const [first] = entries;
  for (const [name, running] of [
    ['opening', opening],
    ['closing', closing],
  ] as const) {
    const said = told[name];
    if (said !== null && running !== null && said !== running)
      throw new FileFault(
        `the ${name} balance is ${dollars(said)}, and the rows come to ${dollars(running)}`,
      );
  }
  return foot({
    account: accountOf(first?.account ?? undefined, first?.bsb ?? undefined),
    currency: 'AUD',
    openingCents: opening ?? told.opening,
    closingCents: closing ?? told.closing,
    period: periodOf(entries.map(({ line }) => line.bookedOn)),
    lines: ordered.map(({ line }) => line),
  });
}

/**
 * Oldest first, by what the running balances say. Where they foot both ways, as for a debit and a credit of the same
 * amount, the days tell, then the opening balance; a file that has neither is taken as newest first, as banks write it.
 */
function inOrder(
  entries: readonly Entry[],
  toldOpening: number | null,
): {
  ordered: readonly Entry[];
  opening: number | null;
  closing: number | null;
} {
  if (entries.some(({ balanceCents }) => balanceCents === null)) {
    const newestFirst = dayOf(entries[0]) > dayOf(entries.at(-1));
    return { ordered: newestFirst ? entries.toReversed() : entries, opening: null, closing: null };
  }
  const footing = [entries.toReversed(), entries].filter(runs);
  const rising = footing.filter((way) => dayOf(way[0]) <= dayOf(way.at(-1)));
  const ordered = rising.find((way) => openingOf(way) === toldOpening) ?? rising[0] ?? footing[0];
  if (!ordered) throw new FileFault('the running balances do not foot from row to row');
  return { ordered, opening: openingOf(ordered), closing: ordered.at(-1)?.balanceCents ?? 0 };
}

const dayOf = (entry: Entry | undefined): string => entry?.line.bookedOn ?? '';

const openingOf = ([first]: readonly Entry[]): number =>
  (first?.balanceCents ?? 0) - (first?.line.amountCents ?? 0);

const runs = (entries: readonly Entry[]): boolean =>
  entries.every(
    ({ line, balanceCents }, place) =>
      place === 0 || (entries[place - 1]?.balanceCents ?? 0) + line.amountCents === balanceCents,
  );
