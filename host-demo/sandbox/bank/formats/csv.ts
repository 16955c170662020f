import { type BankEntry, decimal, printed, type Statement } from '../statement.ts';

export const csvBanks = ['cba', 'westpac', 'nab', 'anz'] as const;
export type CsvBank = (typeof csvBanks)[number];

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const slashed = (day: string): string => day.split('-').reverse().join('/');
const named = (day: string): string => {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${date} ${months[Number(month) - 1]} ${year.slice(2)}`;
};
const quoted = (text: string): string => `"${text.replaceAll('"', '""').replace(/[\r\n]+/g, ' ')}"`;
const plus = (cents: number): string => (cents < 0 ? decimal(cents) : `+${decimal(cents)}`);

/** As each bank lets it be downloaded: the first three newest first with running balances, the last without. */
export function writeCsv(statement: Statement, bank: CsvBank): string {
  let balance = statement.openingCents;
  const running = statement.entries.map((entry): [BankEntry, number] => {
    balance += entry.amountCents;
    return [entry, balance];
  });
  const { header, row } = layouts[bank];
  const rows = running.toReversed().map(([entry, after]) => row(entry, after, statement));
  return [...(header ? [header] : []), ...rows, ''].join('\r\n');
}

type Layout = {
  header: string | null;
  row: (entry: BankEntry, balanceCents: number, of: Statement) => string;
};
const layouts: Record<CsvBank, Layout> = {
  cba: {
    header: null,
    row: (one, after) =>
      `${slashed(one.bookedOn)},"${plus(one.amountCents)}",${quoted(printed(one))},"${plus(after)}"`,
  },
  westpac: {
    header: 'Bank Account,Date,Narrative,Debit Amount,Credit Amount,Balance,Categories,Serial',
    row: (one, after, { bsb, accountNumber }) =>
      `${bsb}${accountNumber},${slashed(one.bookedOn)},${quoted(printed(one))},${one.amountCents < 0 ? decimal(-one.amountCents) : ''},${one.amountCents < 0 ? '' : decimal(one.amountCents)},${decimal(after)},${one.amountCents < 0 ? 'OTHER' : 'DEP'},${one.bankRef}`,
  },
  nab: {
    header: 'Date,Amount,Account Number,,Transaction Type,Transaction Details,Balance,Category,Merchant Name',
    row: (one, after, { accountNumber }) =>
      `${named(one.bookedOn)},${decimal(one.amountCents)},${accountNumber},,${one.amountCents < 0 ? 'MISCELLANEOUS DEBIT' : 'INTER-BANK CREDIT'},${quoted(printed(one))},${decimal(after)},,${quoted(one.payerName ?? '')}`,
  },
  anz: {
    header: null,
    row: (one) => `${slashed(one.bookedOn)},${decimal(one.amountCents)},${quoted(printed(one))}`,
  },
};
