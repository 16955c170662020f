import { type BankEntry, closingCents, decimal, printed, type Statement } from '../statement.ts';

const packed = (day: string): string => `${day.replaceAll('-', '')}120000[+11:AEDT]`;
const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\r\n]+/g, ' ');

const head1 = `OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:UTF-8
CHARSET:NONE
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

`;
const head2 = `<?xml version="1.0" encoding="UTF-8"?>
<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
`;

/** OFX 1 leaves the end tags of values out; OFX 2 is XML. */
export function writeOfx(statement: Statement, version: 1 | 2): string {
  const value = (name: string, text: string) =>
    text === '' ? '' : `<${name}>${escaped(text)}${version === 2 ? `</${name}>` : '\n'}`;
  const { bsb, accountNumber, from, to, entries } = statement;
  const transaction = (one: BankEntry): string =>
    `<STMTTRN>${value('TRNTYPE', one.amountCents < 0 ? 'DEBIT' : 'CREDIT')}${value('DTPOSTED', packed(one.bookedOn))}${value('TRNAMT', decimal(one.amountCents))}${value('FITID', one.bankRef)}${value('REFNUM', one.endToEnd ?? '')}${value('NAME', (one.payerName ?? '').slice(0, 32))}${value('MEMO', printed(one))}</STMTTRN>\n`;
  return `${version === 1 ? head1 : head2}<OFX><SIGNONMSGSRSV1><SONRS><STATUS>${value('CODE', '0')}${value('SEVERITY', 'INFO')}</STATUS>${value('DTSERVER', packed(to))}${value('LANGUAGE', 'ENG')}</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS>${value('TRNUID', '1')}<STATUS>${value('CODE', '0')}${value('SEVERITY', 'INFO')}</STATUS>
<STMTRS>${value('CURDEF', 'AUD')}<BANKACCTFROM>${value('BANKID', bsb)}${value('ACCTID', accountNumber)}${value('ACCTTYPE', 'CHECKING')}</BANKACCTFROM>
<BANKTRANLIST>${value('DTSTART', packed(from))}${value('DTEND', packed(to))}${entries.map(transaction).join('')}</BANKTRANLIST>
<LEDGERBAL>${value('BALAMT', decimal(closingCents(statement)))}${value('DTASOF', packed(to))}</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
`;
}
