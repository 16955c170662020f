import type { AccountStatement, StatementLine } from '../../ports/bank-statement.ts';
import { shortDay } from './days.ts';
import { FileFault } from './file-fault.ts';
import { foot } from './foot.ts';
import { accountOf, markedCrn, noRefs, plain, speaksOfReversal } from './refs.ts';

export const isBai2 = (head: string): boolean => /^01,[^,\r\n]*,[^,\r\n]*,\d{6},/.test(head);

/** A record with what follows it in 88 records; `size` counts all of them, as control records do. */
type BaiRecord = { code: string; fields: string[]; size: number };

const openingLedger = '010';
const closingLedger = '015';
/** Deposited items, checks and drafts that came back. */
const returnedItem = new Set(['555', '557', '558', '559', '566']);

/**
 * BAI2 cash management reports. Amounts have two implied decimals. Account, group and file each end in a control record
 * with the sum of all amounts and the number of records; a file that is cut short lacks them.
 */
export function readBai2(text: string): AccountStatement[] {
  // The last digit of a count could be missing with it.
  if (!text.trimEnd().endsWith('/')) throw new FileFault('the file ends before its trailer is closed');
  const reader = new Reader(recordsOf(text));
  const statements = reader.file();
  if (statements.length === 0) throw new FileFault('the file has no account');
  return statements;
}

/** One after the other: all of a large file's records at once would be more than the file. */
function* recordsOf(text: string): Generator<BaiRecord, void, undefined> {
  let open: { code: string; parts: string[] } | null = null;
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.trim() === '') continue;
    const code = line.slice(0, 2);
    if (!/^(01|02|03|16|49|88|98|99)$/.test(code) || line[2] !== ',')
      throw new FileFault(`"${line.slice(0, 20)}" is no BAI2 record`);
    if (code === '88' && open === null) throw new FileFault('the file begins with a continuation');
    if (code !== '88' && open !== null) yield closed(open);
    if (code !== '88' || open === null) open = { code, parts: [] };
    open.parts.push(line.slice(3));
  }
  if (open !== null) yield closed(open);
}

const closed = ({ code, parts }: { code: string; parts: readonly string[] }): BaiRecord => ({
  code,
  fields: joined(parts).split(','),
  size: parts.length,
});

/** A slash ends a record; what goes on without one is one text over two lines. */
function joined(parts: readonly string[]): string {
  return parts.reduce((whole, part, index) => {
    const piece = part.trimEnd();
    const isClosed = piece.endsWith('/');
    const body = isClosed ? piece.slice(0, -1) : piece;
    if (index === 0) return body;
    const before = (parts[index - 1] ?? '').trimEnd();
    return before.endsWith('/') ? `${whole},${body}` : `${whole} ${body}`;
  }, '');
}

class Reader {
  readonly #records: Iterator<BaiRecord, void>;
  #ahead: BaiRecord | undefined;
  #place = 0;
  constructor(records: Iterator<BaiRecord, void>) {
    this.#records = records;
    this.#ahead = this.#read();
  }

  #read = (): BaiRecord | undefined => this.#records.next().value ?? undefined;

  #next(...expected: string[]): BaiRecord {
    const record = this.#ahead;
    if (!record) throw new FileFault('the file ends before its trailer');
    if (!expected.includes(record.code))
      throw new FileFault(
        `record ${this.#place + 1} is of kind ${record.code}, not ${expected.join(' or ')}`,
      );
    this.#place += 1;
    this.#ahead = this.#read();
    return record;
  }

  #peek = (): string | undefined => this.#ahead?.code;

  file(): AccountStatement[] {
    let size = this.#next('01').size;
    let total = 0;
    let groups = 0;
    const statements: AccountStatement[] = [];
    while (this.#peek() === '02') {
      const group = this.#group();
      statements.push(...group.statements);
      size += group.size;
      total += group.total;
      groups += 1;
    }
    const trailer = this.#next('99');
    check('file', 'total', trailer.fields[0], total);
    check('file', 'number of groups', trailer.fields[1], groups);
    check('file', 'number of records', trailer.fields[2], size + trailer.size);
    if (this.#ahead) throw new FileFault('something follows after the file trailer');
    return statements;
  }

  #group() {
    const head = this.#next('02');
    const [, , status, asOf = '', , currency] = head.fields;
    if (status !== '1') throw new FileFault(`a group has status ${status ?? ''}: only updates are read`);
    const day = shortDay(asOf);
    let size = head.size;
    let total = 0;
    const statements: AccountStatement[] = [];
    while (this.#peek() === '03') {
      const account = this.#account(day, currency || 'AUD');
      statements.push(account.statement);
      size += account.size;
      total += account.total;
    }
    const trailer = this.#next('98');
    check('group', 'total', trailer.fields[0], total);
    check('group', 'number of accounts', trailer.fields[1], statements.length);
    check('group', 'number of records', trailer.fields[2], size + trailer.size);
    return { statements, size: size + trailer.size, total };
  }

  #account(day: string, groupCurrency: string) {
    const head = this.#next('03');
    const [number, currency, ...summary] = head.fields;
    const { balances, total: summed } = readSummary(summary);
    let size = head.size;
    let total = summed;
    const lines: StatementLine[] = [];
    while (this.#peek() === '16') {
      const record = this.#next('16');
      const line = readDetail(record.fields, day);
      lines.push(line);
      size += record.size;
      total += Math.abs(line.amountCents);
    }
    const trailer = this.#next('49');
    check('account', 'total', trailer.fields[0], total);
    check('account', 'number of records', trailer.fields[1], size + trailer.size);
    const statement = foot({
      account: accountOf(number),
      currency: currency || groupCurrency,
      openingCents: balances.get(openingLedger) ?? null,
      closingCents: balances.get(closingLedger) ?? null,
      period: { from: day, to: day },
      lines,
    });
    return { statement, size: size + trailer.size, total };
  }
}

function check(part: string, what: string, told: string | undefined, counted: number): void {
  if (told === undefined || !/^[+-]?\d{1,15}$/.test(told))
    throw new FileFault(`the ${part} trailer has no ${what}`);
  if (Number(told) !== counted)
    throw new FileFault(`the ${part}'s ${what} is ${told}, and it has ${counted}`);
}

/** Groups of type, amount, item count and funds type, each of which may be left out. */
function readSummary(fields: readonly string[]): { balances: Map<string, number>; total: number } {
  const balances = new Map<string, number>();
  let total = 0;
  for (let at = 0; at < fields.length; ) {
    const [code = '', amount = '', , funds = ''] = fields.slice(at, at + 4);
    if (code === '' && amount === '') {
      at += 4;
      continue;
    }
    if (!/^\d{3}$/.test(code)) throw new FileFault(`"${code.slice(0, 12)}" is no BAI2 type code`);
    const value = amount === '' ? 0 : impliedCents(amount);
    balances.set(code, value);
    total += value;
    at += 4 + fundsFields(funds, fields.slice(at + 4));
  }
  return { balances, total };
}

function readDetail(fields: readonly string[], day: string): StatementLine {
  const [code = '', amount = '', funds = '', ...rest] = fields;
  if (!/^\d{3}$/.test(code)) throw new FileFault(`"${code.slice(0, 12)}" is no BAI2 type code`);
  const kind = Number(code);
  const unsigned = impliedCents(amount);
  if (unsigned < 0) throw new FileFault('a transaction has a signed amount');
  // 1xx to 3xx are credits, 4xx to 6xx debits; 9xx are the bank's own.
  if (!(kind >= 100 && kind < 700)) throw new FileFault(`type code ${code} is neither credit nor debit`);
  const shift = fundsFields(funds, rest);
  const [bankRef, customerRef, ...text] = rest.slice(shift);
  const narrative = plain(text.join(',')) ?? '';
  const isDebit = kind >= 400;
  return {
    bookedOn: day,
    valueOn: funds === 'V' && rest[0] ? shortDay(rest[0]) : null,
    amountCents: isDebit ? 0 - unsigned : unsigned,
    refs: { ...noRefs, bankRef: plain(bankRef), instruction: plain(customerRef), crn: markedCrn(narrative) },
    payerAccount: null,
    payerName: null,
    narrative,
    typeCode: code,
    reversal: isDebit && (returnedItem.has(code) || speaksOfReversal(narrative)),
  };
}

/** How many fields a funds type brings with it before the next one. */
function fundsFields(funds: string, after: readonly string[]): number {
  if (funds === 'S') return 3;
  if (funds === 'V') return 2;
  if (funds === 'D') return 1 + 2 * count(after[0]);
  if (/^[Z012]?$/.test(funds)) return 0;
  throw new FileFault(`"${funds.slice(0, 12)}" is no funds type`);
}

function count(text: string | undefined): number {
  if (!/^\d{1,2}$/.test(text ?? '')) throw new FileFault('a distribution has no count');
  return Number(text);
}

function impliedCents(text: string): number {
  if (!/^[+-]?\d{1,15}$/.test(text)) throw new FileFault(`"${text.slice(0, 20)}" is not an amount`);
  return Number(text);
}
