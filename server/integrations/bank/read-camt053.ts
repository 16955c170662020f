import type { AccountStatement, StatementLine } from '../../ports/bank-statement.ts';
import { centsOf } from './amounts.ts';
import { isoDay, periodOf } from './days.ts';
import { FileFault } from './file-fault.ts';
import { dollars, foot } from './foot.ts';
import { accountOf, accountText, markedCrn, plain, speaksOfReversal } from './refs.ts';
import { all, at, type Element, readXml, textAt } from './xml-tree.ts';

const namespace = /^urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.(\d\d)$/;

export const isCamt053 = (head: string): boolean =>
  head.includes('camt.053.001.') || head.includes('BkToCstmrStmt');

/**
 * ISO 20022 camt.053, versions .02 to .08: they differ in the namespace, in where a party's name stands (`Pty`) and in
 * whether a status is text or a code. One entry may be a batch of several transactions.
 */
export function readCamt053(text: string): AccountStatement[] {
  const statements: AccountStatement[] = [];
  let open = newStatement();
  const root = readXml(text, new Set(['Ntry', 'Stmt']), (element, parents) => {
    if (element.name === 'Ntry') {
      if (parents.at(-1)?.name === 'Stmt') addEntry(open, element);
      return;
    }
    statements.push(finish(element, open));
    open = newStatement();
  });
  checkRoot(root);
  if (statements.length === 0) throw new FileFault('the file has no statement');
  return statements;
}

function checkRoot(root: Element): void {
  const declared = Object.entries(root.attributes).find(
    ([name]) => name === 'xmlns' || name.startsWith('xmlns:'),
  );
  const version = Number(namespace.exec(declared?.[1] ?? '')?.[1]);
  if (root.name !== 'Document' || !(version >= 2 && version <= 8))
    throw new FileFault('the file is not camt.053.001.02 to .08');
}

type Open = {
  lines: StatementLine[];
  entries: number;
  skipped: number;
  creditCents: number;
  debitCents: number;
};
const newStatement = (): Open => ({ lines: [], entries: 0, skipped: 0, creditCents: 0, debitCents: 0 });

function addEntry(open: Open, entry: Element): void {
  const status = textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts', 'Prtry') ?? textAt(entry, 'Sts');
  // What is pending or for information only is not in the booked balances either.
  if (status !== 'BOOK') {
    open.skipped += 1;
    return;
  }
  const amountCents = signed(entry, amountOf(at(entry, 'Amt')));
  open.entries += 1;
  if (amountCents < 0) open.debitCents -= amountCents;
  else open.creditCents += amountCents;
  const booked = textAt(entry, 'BookgDt', 'Dt') ?? textAt(entry, 'BookgDt', 'DtTm');
  if (!booked) throw new FileFault('an entry has no booking date');
  const value = textAt(entry, 'ValDt', 'Dt') ?? textAt(entry, 'ValDt', 'DtTm');
  const common = {
    bookedOn: isoDay(booked),
    valueOn: value ? isoDay(value) : null,
    typeCode: typeCodeOf(at(entry, 'BkTxCd')),
    reversal: textAt(entry, 'RvslInd') === 'true' || textAt(entry, 'RvslInd') === '1',
  };
  for (const [details, cents] of partsOf(entry, amountCents))
    open.lines.push(lineOf(entry, details, { ...common, amountCents: cents }));
}

/**
 * The transactions of a batch, when they come to the entry's amount; the entry itself otherwise: what is booked is the
 * entry.
 */
function partsOf(entry: Element, entryCents: number): [details: Element | undefined, cents: number][] {
  const details = all(entry, 'NtryDtls').flatMap((one) => all(one, 'TxDtls'));
  if (details.length < 2) return [[details[0], entryCents]];
  const parts = details.map((one): [Element, number | null] => {
    const amount = at(one, 'Amt') ?? at(one, 'AmtDtls', 'TxAmt', 'Amt');
    if (!amount) return [one, null];
    const direction = textAt(one, 'CdtDbtInd');
    const cents = amountOf(amount);
    return [one, direction === undefined ? (entryCents < 0 ? 0 - cents : cents) : signed(one, cents)];
  });
  const sum = parts.reduce((total, [, cents]) => total + (cents ?? Number.NaN), 0);
  return sum === entryCents ? parts.map(([one, cents]) => [one, cents ?? 0]) : [[undefined, entryCents]];
}

type Common = Pick<StatementLine, 'bookedOn' | 'valueOn' | 'typeCode' | 'reversal' | 'amountCents'>;

function lineOf(entry: Element, details: Element | undefined, common: Common): StatementLine {
  const refs = at(details, 'Refs');
  const remittance = at(details, 'RmtInf');
  const structured = all(remittance, 'Strd').flatMap((one) => textAt(one, 'CdtrRefInf', 'Ref') ?? []);
  const parties = at(details, 'RltdPties');
  const side = common.amountCents < 0 ? 'Cdtr' : 'Dbtr';
  const payerName = plain(textAt(parties, side, 'Nm') ?? textAt(parties, side, 'Pty', 'Nm'));
  const narrative =
    [
      ...all(remittance, 'Ustrd').map(({ text }) => text),
      ...structured.filter((reference) => !/^\d{2,20}$/.test(reference)),
      textAt(details, 'AddtlTxInf'),
      textAt(entry, 'AddtlNtryInf'),
    ]
      .flatMap((text) => plain(text) ?? [])
      .join(' ') ||
    (payerName ?? '');
  return {
    ...common,
    refs: {
      bankRef: plain(textAt(refs, 'AcctSvcrRef') ?? textAt(entry, 'AcctSvcrRef')),
      endToEnd: plain(textAt(refs, 'EndToEndId')),
      instruction: plain(textAt(refs, 'InstrId')),
      crn: structured.find((reference) => /^\d{2,20}$/.test(reference)) ?? markedCrn(narrative),
      fitid: null,
    },
    payerAccount: accountText(
      textAt(parties, `${side}Acct`, 'Id', 'IBAN') ?? textAt(parties, `${side}Acct`, 'Id', 'Othr', 'Id'),
    ),
    payerName,
    narrative,
    reversal: common.reversal || (common.amountCents < 0 && speaksOfReversal(narrative)),
  };
}

function finish(statement: Element, open: Open): AccountStatement {
  const account = at(statement, 'Acct');
  const balances = all(statement, 'Bal');
  const period = at(statement, 'FrToDt');
  const [from, to] = [
    textAt(period, 'FrDtTm') ?? textAt(period, 'FrDt'),
    textAt(period, 'ToDtTm') ?? textAt(period, 'ToDt'),
  ];
  const opening = balanceOf(balances, 'OPBD') ?? balanceOf(balances, 'PRCD') ?? balanceOf(balances, 'ITBD');
  const closing = balanceOf(balances, 'CLBD') ?? balanceOf(balances.toReversed(), 'ITBD');
  if (!opening || !closing) throw new FileFault('a statement names no opening or no closing balance');
  checkSummary(at(statement, 'TxsSummry'), open);
  return foot({
    account: accountOf(
      textAt(account, 'Id', 'IBAN') ?? textAt(account, 'Id', 'Othr', 'Id'),
      textAt(account, 'Svcr', 'FinInstnId', 'ClrSysMmbId', 'MmbId'),
    ),
    currency: textAt(account, 'Ccy') ?? closing.currency,
    openingCents: opening.cents,
    closingCents: closing.cents,
    period:
      from && to ? { from: isoDay(from), to: isoDay(to) } : periodOf(open.lines.map((line) => line.bookedOn)),
    lines: open.lines,
  });
}

function balanceOf(
  balances: readonly Element[],
  code: string,
): { cents: number; currency: string } | undefined {
  const balance = balances.find((one) => textAt(one, 'Tp', 'CdOrPrtry', 'Cd') === code);
  const amount = at(balance, 'Amt');
  if (!balance || !amount) return undefined;
  return { cents: signed(balance, amountOf(amount)), currency: amount.attributes.Ccy ?? '' };
}

/** The file's own totals. Where something was left out as not booked they speak of more than was read. */
function checkSummary(summary: Element | undefined, open: Open): void {
  if (!summary || open.skipped > 0) return;
  const sides = [
    ['TtlNtries', open.entries, open.creditCents + open.debitCents],
    ['TtlCdtNtries', null, open.creditCents],
    ['TtlDbtNtries', null, open.debitCents],
  ] as const;
  for (const [name, count, cents] of sides) {
    const [told, sum] = [textAt(summary, name, 'NbOfNtries'), textAt(summary, name, 'Sum')];
    if (count !== null && told !== undefined && Number(told) !== count)
      throw new FileFault(`the file tells of ${told.slice(0, 12)} entries and has ${count}`);
    if (sum !== undefined && centsOf(sum) !== cents)
      throw new FileFault(
        `the file's total ${name} is ${sum.slice(0, 20)} and its entries come to ${dollars(cents)}`,
      );
  }
}

function amountOf(amount: Element | undefined): number {
  if (!amount) throw new FileFault('an entry has no amount');
  const currency = amount.attributes.Ccy;
  if (currency !== 'AUD') throw new FileFault(`an amount is in ${currency ?? 'no currency'}, not in AUD`);
  return centsOf(amount.text);
}

function signed(element: Element, cents: number): number {
  const direction = textAt(element, 'CdtDbtInd');
  if (direction !== 'CRDT' && direction !== 'DBIT')
    throw new FileFault('an amount is neither credit nor debit');
  return direction === 'DBIT' ? 0 - cents : cents;
}

function typeCodeOf(code: Element | undefined): string | null {
  const domain = [
    textAt(code, 'Domn', 'Cd'),
    textAt(code, 'Domn', 'Fmly', 'Cd'),
    textAt(code, 'Domn', 'Fmly', 'SubFmlyCd'),
  ].filter((part) => part !== undefined);
  return domain.length > 0 ? domain.join('/') : (textAt(code, 'Prtry', 'Cd') ?? null);
}
