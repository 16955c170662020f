import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeBai2 } from '../../../host-demo/sandbox/bank/formats/bai2.ts';
import { type CamtVersion, writeCamt053 } from '../../../host-demo/sandbox/bank/formats/camt053.ts';
import { csvBanks, writeCsv } from '../../../host-demo/sandbox/bank/formats/csv.ts';
import { writeOfx } from '../../../host-demo/sandbox/bank/formats/ofx.ts';
import { type BankEntry, closingCents, type Statement } from '../../../host-demo/sandbox/bank/statement.ts';
import type { StatementFile } from '../../ports/bank-statement.ts';
import { readStatementFile } from './read-statement-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string): StatementFile => readStatementFile(bytes(text));

const words = fc
  .stringMatching(/^[A-Za-z0-9 &<>'"é.-]{1,70}$/)
  .map((text) => text.replace(/\s+/g, ' ').trim() || 'TRANSFER');
const reference = fc
  .stringMatching(/^[A-Z0-9]{6,16}$/)
  .filter((text) => text !== 'NOTPROVIDED' && text !== 'NONREF');
const digits = (min: number, max: number) =>
  fc.stringMatching(new RegExp(`^[1-9]\\d{${min - 1},${max - 1}}$`));

const entry: fc.Arbitrary<BankEntry> = fc.record({
  bookedOn: fc.integer({ min: 1, max: 5 }).map((date) => `2026-03-0${date}`),
  amountCents: fc.integer({ min: -9_999_999, max: 99_999_999 }).filter((cents) => cents !== 0),
  bankRef: reference,
  endToEnd: fc.option(reference, { nil: null }),
  crn: fc.option(digits(8, 12), { nil: null }),
  payerName: fc
    .option(fc.stringMatching(/^[A-Z][A-Za-z ]{0,20}[A-Z]$/), { nil: null })
    .map((name) => name?.replace(/\s+/g, ' ') ?? null),
  payerAccount: fc.option(digits(14, 14), { nil: null }),
  narrative: words,
  reversal: fc.constant(false),
});

const statement: fc.Arbitrary<Statement> = fc
  .record({
    openingCents: fc.integer({ min: -1_000_000, max: 1_000_000_000 }),
    entries: fc.array(entry, { minLength: 1, maxLength: 12 }),
  })
  .map(({ openingCents, entries }) => ({
    bsb: '062000',
    accountNumber: '12345678',
    accountName: 'Foyer Facility Services',
    from: '2026-03-01',
    to: '2026-03-05',
    openingCents,
    entries: entries.toSorted((a, b) => a.bookedOn.localeCompare(b.bookedOn)),
  }));

const essence = (lines: readonly { bookedOn: string; amountCents: number }[]) =>
  lines.map(({ bookedOn, amountCents }) => ({ bookedOn, amountCents }));

const versions: CamtVersion[] = ['02', '03', '04', '05', '06', '07', '08'];
const formats: [string, (one: Statement) => string][] = [
  ...versions.map((version): [string, (one: Statement) => string] => [
    `camt.053.001.${version}`,
    (one) => writeCamt053(one, version),
  ]),
  ['BAI2', (one) => writeBai2(one)],
  ['OFX 1', (one) => writeOfx(one, 1)],
  ['OFX 2', (one) => writeOfx(one, 2)],
  ...csvBanks.map((bank): [string, (one: Statement) => string] => [
    `CSV ${bank}`,
    (one) => writeCsv(one, bank),
  ]),
];

describe('E13 a bank statement as it is written', () => {
  it.each(formats)('E13 reads back what %s says', (name, write) => {
    fc.assert(
      fc.property(statement, (one) => {
        const file = read(write(one));
        if (!file.ok) throw new Error(file.faults.join());
        const lines = file.statements.flatMap((part) => part.lines);
        // Without balances nothing tells in which order rows of one day came.
        const order = (list: { bookedOn: string; amountCents: number }[]) =>
          name === 'CSV anz'
            ? list.toSorted((a, b) => a.bookedOn.localeCompare(b.bookedOn) || a.amountCents - b.amountCents)
            : list;
        expect(order(essence(lines))).toEqual(order(essence(one.entries)));
        const first = file.statements[0];
        const last = file.statements.at(-1);
        if (!/OFX|anz/.test(name)) expect(first?.openingCents).toBe(one.openingCents);
        if (!/anz/.test(name)) expect(last?.closingCents).toBe(closingCents(one));
      }),
      { numRuns: 60 },
    );
  });

  it.each(formats)("E13 finds a customer reference and the bank's own number in %s", (name, write) => {
    const one: Statement = {
      bsb: '062000',
      accountNumber: '12345678',
      accountName: 'Foyer',
      from: '2026-03-03',
      to: '2026-03-03',
      openingCents: 100_000,
      entries: [
        {
          bookedOn: '2026-03-03',
          amountCents: 11_000,
          bankRef: 'B1',
          endToEnd: 'E2E-1',
          crn: '100000014',
          payerName: 'HARBOUR PTY LTD',
          payerAccount: '06200087654321',
          narrative: 'BPAY PAYMENT',
          reversal: false,
        },
        {
          bookedOn: '2026-03-03',
          amountCents: -11_000,
          bankRef: 'B2',
          endToEnd: null,
          crn: null,
          payerName: null,
          payerAccount: null,
          narrative: 'DISHONOURED CHEQUE',
          reversal: true,
        },
      ],
    };
    const file = read(write(one));
    if (!file.ok) throw new Error(file.faults.join());
    const lines = file.statements.flatMap((part) => part.lines);
    const paid = lines.find(({ amountCents }) => amountCents > 0);
    expect(paid).toMatchObject({ refs: { crn: '100000014' }, reversal: false });
    expect(lines.find(({ amountCents }) => amountCents < 0)).toMatchObject({ reversal: true });
    if (/camt|BAI2|westpac/.test(name)) expect(paid?.refs.bankRef).toBe('B1');
    if (/camt/.test(name))
      expect(paid).toMatchObject({
        refs: { endToEnd: 'E2E-1' },
        payerAccount: '06200087654321',
        payerName: 'HARBOUR PTY LTD',
      });
    if (/OFX/.test(name)) expect(paid?.refs.fitid).toBe('B1');
    if (!/cba|anz/.test(name)) expect(file.statements[0]?.account?.number).toBe('12345678');
  });

  it.each(formats.filter(([name]) => !/CSV/.test(name)))(
    'E13 F9 never takes %s that is cut short for whole',
    (_name, write) => {
      fc.assert(
        fc.property(statement, fc.double({ min: 0, max: 1, noNaN: true }), (one, share) => {
          const text = bytes(write(one).trimEnd());
          const cut = text.subarray(0, Math.floor(share * (text.length - 1)));
          const file = readStatementFile(cut);
          expect(file.ok).toBe(false);
          if (!file.ok) expect(file.faults[0]).not.toBe('');
        }),
        { numRuns: 150 },
      );
    },
  );

  it.each(formats.filter(([name]) => /camt|cba|westpac|nab/.test(name)))(
    'E13 finds a line that is missing from %s',
    (_name, write) => {
      fc.assert(
        fc.property(
          statement.filter(({ entries }) => entries.length > 2),
          (one) => {
            const text = write(one);
            const rows = text.split(/\r?\n/);
            const middle = rows.findIndex((row, at) => at > rows.length / 2 && /^<Ntry>|^\d|^0620/.test(row));
            fc.pre(middle > 1 && middle < rows.length - 2);
            expect(read(rows.toSpliced(middle, 1).join('\n')).ok).toBe(false);
          },
        ),
        { numRuns: 40 },
      );
    },
  );

  it('E13 refuses a wrong closing balance, in words', () => {
    const one: Statement = {
      bsb: '062000',
      accountNumber: '12345678',
      accountName: 'F',
      from: '2026-03-03',
      to: '2026-03-03',
      openingCents: 0,
      entries: [],
    };
    const text = writeCamt053(one).replace(/(CLBD.*?<Amt Ccy="AUD">)0\.00/s, '$15.00');
    expect(read(text)).toEqual({
      ok: false,
      format: 'camt053',
      faults: [
        'the statement of account *678 does not foot: opening $0.00 and lines $0.00 are $0.00, and it closes with $5.00',
      ],
    });
  });

  it('E13 splits a batch into its transactions', () => {
    const of = (amountCents: number, crn: string): BankEntry => ({
      bookedOn: '2026-03-03',
      amountCents,
      bankRef: `R${crn}`,
      endToEnd: null,
      crn,
      payerName: null,
      payerAccount: null,
      narrative: 'BPAY',
      reversal: false,
      batch: 'BATCH1',
    });
    const one: Statement = {
      bsb: '062000',
      accountNumber: '12345678',
      accountName: 'F',
      from: '2026-03-03',
      to: '2026-03-03',
      openingCents: 0,
      entries: [of(100, '100000014'), of(100, '100000014'), of(250, '100000022')],
    };
    const text = writeCamt053(one, '04');
    expect(text.match(/<Ntry>/g)).toHaveLength(1);
    const file = read(text);
    expect(file.ok && file.statements[0]?.lines.map((line) => [line.amountCents, line.refs.crn])).toEqual([
      [100, '100000014'],
      [100, '100000014'],
      [250, '100000022'],
    ]);
  });

  it('E13 leaves out what is not booked yet', () => {
    const one: Statement = {
      bsb: '062000',
      accountNumber: '12345678',
      accountName: 'F',
      from: '2026-03-03',
      to: '2026-03-03',
      openingCents: 0,
      entries: [],
    };
    const pending =
      '<Ntry><Amt Ccy="AUD">7.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts><BookgDt><Dt>2026-03-03</Dt></BookgDt></Ntry>';
    const file = read(writeCamt053(one, '02').replace('</Stmt>', `${pending}</Stmt>`));
    expect(file.ok && file.statements[0]?.lines).toEqual([]);
  });

  it('S33 reads no document type, no entity and no deep nesting', () => {
    const wrap = (body: string) => `<?xml version="1.0"?>${body}`;
    const bomb = wrap(
      '<!DOCTYPE a [<!ENTITY b "x">]><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><A>&b;</A></Document>',
    );
    expect(read(bomb)).toMatchObject({ ok: false, faults: ['the file has a document type definition'] });
    const entity = wrap(
      '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><A>&b;</A></Document>',
    );
    expect(read(entity)).toMatchObject({ ok: false });
    const deep = wrap(
      `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">${'<a>'.repeat(100)}${'</a>'.repeat(100)}</Document>`,
    );
    expect(read(deep)).toMatchObject({ ok: false, faults: ['the file is nested too deeply'] });
  });

  it('E13 never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom(
          '',
          '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">',
          '01,A,B,260303,2000,1,,,2/\n',
          'OFXHEADER:100\n<OFX>',
          'Date,Amount,Description\n',
        ),
        (noise, head) => {
          expect(readStatementFile(Buffer.concat([bytes(head), noise])).ok).toBeTypeOf('boolean');
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    [
      'the days, oldest first',
      '01/03/2026,"-9.00","FEE","-9.00"\r\n02/03/2026,"+9.00","REFUND","+0.00"\r\n',
      [-900, 900],
    ],
    [
      'the days, newest first',
      '02/03/2026,"+9.00","REFUND","+0.00"\r\n01/03/2026,"-9.00","FEE","-9.00"\r\n',
      [-900, 900],
    ],
    [
      'the opening balance',
      'Date,Amount,Details,Balance\n01/03/2026,,Opening balance,0.00\n01/03/2026,-9.00,FEE,-9.00\n01/03/2026,9.00,REFUND,0.00\n',
      [-900, 900],
    ],
    [
      'how banks write it, newest first',
      '01/03/2026,"+9.00","REFUND","+0.00"\r\n01/03/2026,"-9.00","FEE","-9.00"\r\n',
      [-900, 900],
    ],
  ])('E13 orders a CSV that foots both ways by %s', (_by, text, amounts) => {
    const file = read(text);
    if (!file.ok) throw new Error(file.faults.join());
    const [one] = file.statements;
    expect(one?.lines.map(({ amountCents }) => amountCents)).toEqual(amounts);
    expect([one?.openingCents, one?.closingCents]).toEqual([0, 0]);
  });

  it('E13 reads a comma as the decimal sign of OFX and rows of balances in CSV', () => {
    const one: Statement = {
      bsb: '062000',
      accountNumber: '12345678',
      accountName: 'F',
      from: '2026-03-03',
      to: '2026-03-03',
      openingCents: 0,
      entries: [
        {
          bookedOn: '2026-03-03',
          amountCents: 1_234,
          bankRef: 'B',
          endToEnd: null,
          crn: null,
          payerName: null,
          payerAccount: null,
          narrative: 'X',
          reversal: false,
        },
      ],
    };
    const ofx = read(writeOfx(one, 1).replaceAll('12.34', '12,34'));
    expect(ofx.ok && ofx.statements[0]?.lines[0]?.amountCents).toBe(1_234);
    const rows = 'Opening Balance,,1000.00\n03/03/2026,12.34,TRANSFER\nClosing Balance,,1012.34\n';
    expect(read(rows)).toMatchObject({
      ok: true,
      statements: [{ openingCents: 100_000, closingCents: 101_234 }],
    });
    expect(read(rows.replace('1012.34', '1012.35'))).toMatchObject({ ok: false });
    const signs = 'Date,Description,Amount,DR/CR,Value Date\n03 Mar 2026,"Fee, monthly",$10.00,DR,4/3/26\n';
    const file = read(signs);
    expect(file.ok && file.statements[0]?.lines[0]).toMatchObject({
      amountCents: -1_000,
      valueOn: '2026-03-04',
      narrative: 'Fee, monthly',
    });
  });
});
