import { writeBai2 } from './formats/bai2.ts';
import { type CamtVersion, writeCamt053 } from './formats/camt053.ts';
import { csvBanks, writeCsv } from './formats/csv.ts';
import { writeOfx } from './formats/ofx.ts';
import { closingCents, decimal, type Statement } from './statement.ts';

export type StatementFile = { name: string; contentType: string; text: string };
type Writer = {
  label: string;
  extension: string;
  contentType: string;
  write: (statement: Statement) => string;
};

const camt = (version: CamtVersion): Writer => ({
  label: `CAMT.053 .${version}`,
  extension: 'xml',
  contentType: 'text/xml',
  write: (statement) => writeCamt053(statement, version),
});

export const writers: Record<string, Writer> = {
  'camt053-08': camt('08'),
  'camt053-02': camt('02'),
  'camt053-04': camt('04'),
  bai2: { label: 'BAI2', extension: 'bai', contentType: 'text/plain', write: (one) => writeBai2(one) },
  ofx1: { label: 'OFX 1', extension: 'ofx', contentType: 'text/plain', write: (one) => writeOfx(one, 1) },
  ofx2: { label: 'OFX 2', extension: 'ofx', contentType: 'text/xml', write: (one) => writeOfx(one, 2) },
  ...Object.fromEntries(
    csvBanks.map((bank): [string, Writer] => [
      `csv-${bank}`,
      {
        label: `CSV of ${bank.toUpperCase()}`,
        extension: 'csv',
        contentType: 'text/csv',
        write: (one) => writeCsv(one, bank),
      },
    ]),
  ),
};

export const statementFaults = ['none', 'truncated', 'wrong_closing', 'missing_reference'] as const;
export type StatementFault = (typeof statementFaults)[number];

/** A statement as a file to download, whole or spoilt on purpose. */
export function statementFile(
  statement: Statement,
  format: string,
  fault: StatementFault,
): StatementFile | null {
  const writer = writers[format];
  if (!writer) return null;
  const source = fault === 'missing_reference' ? withoutReferences(statement) : statement;
  const whole = writer.write(source);
  return {
    name: `statement-${statement.to}.${writer.extension}`,
    contentType: writer.contentType,
    text:
      fault === 'truncated'
        ? cut(whole)
        : fault === 'wrong_closing'
          ? withWrongClosing(whole, source)
          : whole,
  };
}

const withoutReferences = (statement: Statement): Statement => ({
  ...statement,
  entries: statement.entries.map((entry) => ({ ...entry, crn: null, endToEnd: null, narrative: 'DEPOSIT' })),
});

/** As a download that breaks off. */
const cut = (text: string): string => text.slice(0, Math.floor(text.length * 0.8));

/** One dollar more than the lines come to, in whatever way the format writes it. */
function withWrongClosing(text: string, statement: Statement): string {
  const closing = closingCents(statement);
  const decimals = text.lastIndexOf(decimal(closing));
  const found = text.includes('<Cd>CLBD</Cd>')
    ? text.indexOf(decimal(closing), text.indexOf('<Cd>CLBD</Cd>'))
    : decimals;
  if (found >= 0)
    return `${text.slice(0, found)}${decimal(closing + 100)}${text.slice(found + decimal(closing).length)}`;
  return text.replace(`015,${closing},`, `015,${closing + 100},`);
}
