import type { AccountStatement, StatementLine } from '../../ports/bank-statement.ts';
import { centsOf } from './amounts.ts';
import { ofxDay, periodOf } from './days.ts';
import { FileFault } from './file-fault.ts';
import { foot } from './foot.ts';
import { readSgml } from './ofx-sgml.ts';
import { accountOf, markedCrn, noRefs, plain, speaksOfReversal } from './refs.ts';
import { at, type Element, readXml, textAt } from './xml-tree.ts';

export const isOfx1 = (head: string): boolean => /^OFXHEADER:\s*100\b/.test(head);
export const isOfx2 = (head: string): boolean =>
  /<\?OFX\b[^>]*OFXHEADER="200"/.test(head) || /^(<\?xml[^>]*>\s*)?<OFX>/.test(head);

/** OFX 1: header lines, then SGML in which values have no end tags. */
export const readOfx1 = (text: string): AccountStatement[] => {
  const begin = text.indexOf('<OFX>');
  if (begin < 0) throw new FileFault('the file has no <OFX>');
  return statementsOf((onElement) => readSgml(text.slice(begin), handedOver, onElement));
};

/** OFX 2: the same as XML. */
export const readOfx2 = (text: string): AccountStatement[] =>
  statementsOf((onElement) => readXml(text, handedOver, onElement));

const handedOver = new Set(['STMTTRN', 'STMTRS']);

function statementsOf(read: (onElement: (element: Element) => void) => Element): AccountStatement[] {
  const statements: AccountStatement[] = [];
  let lines: StatementLine[] = [];
  const root = read((element) => {
    if (element.name === 'STMTTRN') {
      lines.push(lineOf(element));
      return;
    }
    statements.push(finish(element, lines));
    lines = [];
  });
  if (root.name !== 'OFX') throw new FileFault('the file is not OFX');
  if (statements.length === 0) throw new FileFault('the file has no bank statement');
  return statements;
}

/** `LEDGERBAL` is the closing balance; OFX has no place for an opening one. */
function finish(response: Element, lines: StatementLine[]): AccountStatement {
  const account = at(response, 'BANKACCTFROM');
  const balance = textAt(response, 'LEDGERBAL', 'BALAMT');
  const list = at(response, 'BANKTRANLIST');
  const [from, to] = [textAt(list, 'DTSTART'), textAt(list, 'DTEND')];
  return foot({
    account: accountOf(textAt(account, 'ACCTID'), textAt(account, 'BANKID')),
    currency: textAt(response, 'CURDEF') ?? '',
    openingCents: null,
    closingCents: balance === undefined ? null : centsOf(balance),
    period:
      from && to ? { from: ofxDay(from), to: ofxDay(to) } : periodOf(lines.map((line) => line.bookedOn)),
    lines,
  });
}

function lineOf(transaction: Element): StatementLine {
  const [posted, amount, fitid] = [
    textAt(transaction, 'DTPOSTED'),
    textAt(transaction, 'TRNAMT'),
    textAt(transaction, 'FITID'),
  ];
  if (!posted || !amount || !fitid) throw new FileFault('a transaction has no date, no amount or no id');
  const amountCents = centsOf(amount);
  const name = plain(textAt(transaction, 'NAME') ?? textAt(transaction, 'PAYEE', 'NAME'));
  const narrative = [name, plain(textAt(transaction, 'MEMO'))].filter((part) => part !== null).join(' ');
  const available = textAt(transaction, 'DTAVAIL');
  const payer = at(transaction, 'BANKACCTTO');
  const payerAccount = accountOf(textAt(payer, 'ACCTID'), textAt(payer, 'BANKID'));
  return {
    bookedOn: ofxDay(posted),
    valueOn: available ? ofxDay(available) : null,
    amountCents,
    refs: {
      ...noRefs,
      bankRef: plain(textAt(transaction, 'SRVRTID')),
      instruction: plain(textAt(transaction, 'REFNUM') ?? textAt(transaction, 'CHECKNUM')),
      crn: markedCrn(narrative),
      fitid,
    },
    payerAccount: payerAccount ? `${payerAccount.bsb ?? ''}${payerAccount.number}` : null,
    payerName: name,
    narrative,
    typeCode: textAt(transaction, 'TRNTYPE') ?? null,
    reversal: amountCents < 0 && speaksOfReversal(narrative),
  };
}
