import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CreditNote } from '../credit-notes/credit-notes.contract.ts';
import type { Invoice } from '../invoices/invoices.contract.ts';
import { peppolCreditNote, peppolInvoice } from './peppol.model.ts';
import { type Element, readXml } from './testing/element.ts';
import { broken, rules } from './testing/pint-rules.ts';
import { misplaced } from './testing/ubl-order.ts';

const id = '019a0000-0000-7000-8000-000000000001';
const at = '2026-03-03T00:00:00.000Z';
const party = {
  legalName: 'A & <B> Pty Ltd',
  abn: '51824753556',
  addressLines: ['1 George Street', 'Sydney NSW 2000'],
};
type Line = Invoice['lines'][number];
const lineOf = (lineNo: number, netCents: number, gstCode: Line['gstCode'], more: Partial<Line>): Line => ({
  lineNo,
  description: `Line "${lineNo}" & more`,
  quantity: '1',
  unit: 'visit',
  unitPrice: '1',
  netCents,
  gstCode,
  gstCents: gstCode === 'GST' ? Math.round(netCents / 10) : 0,
  site: null,
  workbillNumber: null,
  contractNumber: null,
  ...more,
});
const invoice: Invoice = {
  id,
  number: 'INV-1',
  viewedAt: null,
  issuedOn: '2026-03-03',
  dueOn: '2026-04-02',
  currency: 'AUD',
  totalCents: 15_500,
  allocatedCents: 0,
  balanceCents: 15_500,
  pendingCents: 0,
  disputedCents: 0,
  payableCents: 15_500,
  promisedOn: null,
  status: 'issued',
  overdue: false,
  daysOverdue: 0,
  agingBucket: 'current',
  sites: [],
  poNumber: null,
  contractNumber: 'CT-1',
  version: 1,
  netCents: 14_500,
  gstCents: 1_000,
  gstRoundingMethod: 'total',
  supplier: party,
  recipient: party,
  history: [],
  asOf: at,
  lines: [
    lineOf(1, 10_500, 'GST', { unitPrice: '105' }),
    lineOf(2, -500, 'GST', { unitPrice: '-5' }),
    lineOf(3, 4_500, 'FRE', { unitPrice: '50' }),
  ],
  provenance: { kind: 'synced', source: null, externalId: null, sourceUpdatedAt: null, syncedAt: null },
};
const note: CreditNote = {
  id,
  number: 'CN-1',
  issuedOn: '2026-03-04',
  currency: 'AUD',
  ofInvoice: { id, number: 'INV-1', issuedOn: '2026-03-03', totalCents: 15_500, gstCents: 1_000 },
  reason: 'The lobby was missed.',
  totalCents: 2_200,
  gstCents: 200,
  netCents: 2_000,
  allocatedCents: 0,
  remainingCents: 2_200,
  status: 'issued',
  disputeId: null,
  version: 1,
  gstRoundingMethod: 'total',
  supplier: party,
  recipient: party,
  lines: [lineOf(1, 2_000, 'GST', { unitPrice: '20' })],
  allocations: [],
  provenance: invoice.provenance,
  asOf: at,
};

const cents = (document: Element, path: string): number[] =>
  document.all(path).map(({ text }) => Math.round(Number(text) * 100));

describe('Peppol PINT A-NZ', () => {
  it('E16 keeps the published rules and the order of the schema, as an invoice and as a credit note', () => {
    for (const xml of [
      peppolInvoice(invoice),
      peppolInvoice({ ...invoice, poNumber: 'PO-7' }),
      peppolCreditNote(note),
    ]) {
      expect(broken(readXml(xml))).toEqual([]);
      expect(misplaced(readXml(xml))).toEqual([]);
    }
  });

  it('E16 names specification, process, endpoints by ABN and a reference of the buyer', () => {
    const xml = peppolInvoice(invoice);
    expect(xml.match(/<cbc:EndpointID schemeID="0151">51824753556</g)).toHaveLength(2);
    expect(xml).toContain('<cbc:BuyerReference>CT-1</cbc:BuyerReference>');
    const ordered = peppolInvoice({ ...invoice, poNumber: 'PO-7' });
    expect(ordered).toMatch(/<cac:OrderReference>\s*<cbc:ID>PO-7</);
    expect(ordered).not.toContain('BuyerReference');
  });

  it('E16 breaks the tax down by category: taxable S at 10 %, GST-free Z at 0 %', () => {
    const document = readXml(peppolInvoice(invoice));
    const parts = document.all('cac:TaxTotal/cac:TaxSubtotal');
    expect(parts.map((part) => part.at('cac:TaxCategory/cbc:ID'))).toEqual(['S', 'Z']);
    expect(parts.map((part) => part.cents('cbc:TaxableAmount'))).toEqual([10_000, 4_500]);
    expect(parts.map((part) => part.cents('cbc:TaxAmount'))).toEqual([1_000, 0]);
    expect(cents(document, 'cac:LegalMonetaryTotal/cbc:PayableAmount')).toEqual([15_500]);
  });

  it('E16 says as an allowance of the line what its amount is less than quantity times price', () => {
    const [, , third] = readXml(peppolInvoice(invoice)).all('cac:InvoiceLine');
    const [allowance] = third?.all('cac:AllowanceCharge') ?? [];
    expect([allowance?.at('cbc:ChargeIndicator'), allowance?.cents('cbc:Amount')]).toEqual(['false', 500]);
    const [, second] = readXml(peppolInvoice(invoice)).all('cac:InvoiceLine');
    expect([second?.at('cbc:InvoicedQuantity'), second?.at('cac:Price/cbc:PriceAmount')]).toEqual([
      '-1',
      '5',
    ]);
  });

  it('E16 keeps the rules for any invoice: any text, any prices, discounts, rounding by line or in total', () => {
    const decimal = fc
      .tuple(fc.integer({ min: -2_000_000, max: 2_000_000 }), fc.integer({ min: 0, max: 9_999 }))
      .map(([whole, places]) => `${whole}.${String(places).padStart(4, '0')}`);
    const text = fc.string({ unit: 'binary', maxLength: 250 });
    const anyLine = fc.record({
      description: text,
      quantity: decimal,
      unitPrice: decimal,
      netCents: fc.integer({ min: -1_000_000, max: 1_000_000_000 }),
      gstCode: fc.constantFrom('GST' as const, 'FRE' as const),
    });
    const anyInvoice = fc.record({
      lines: fc.array(anyLine, { minLength: 1, maxLength: 30 }),
      byLine: fc.boolean(),
      number: fc.constantFrom('INV-1', 'A/B "7"', 'é'),
      poNumber: fc.option(text),
      contractNumber: fc.option(text),
      legalName: text,
      addressLines: fc.array(text, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(anyInvoice, ({ lines: drawn, byLine, legalName, addressLines, ...rest }) => {
        const lines = drawn.map(({ netCents, gstCode, ...more }, n) =>
          lineOf(n + 1, netCents, gstCode, more),
        );
        const netCents = lines.reduce((sum, line) => sum + line.netCents, 0);
        const taxable = lines.reduce((sum, line) => sum + (line.gstCode === 'GST' ? line.netCents : 0), 0);
        const gstCents = byLine
          ? lines.reduce((sum, line) => sum + line.gstCents, 0)
          : Math.round(taxable / 10);
        const whole = { ...party, legalName, addressLines };
        const drawnInvoice = {
          ...invoice,
          ...rest,
          lines,
          netCents,
          gstCents,
          totalCents: netCents + gstCents,
        };
        const xml = peppolInvoice({ ...drawnInvoice, supplier: whole, recipient: whole });
        expect(broken(readXml(xml))).toEqual([]);
        expect(misplaced(readXml(xml))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('E16 of a credit note without a reason leaves the note out, as no element may be empty', () => {
    const document = readXml(peppolCreditNote({ ...note, reason: '\u0000' }));
    expect(document.all('cbc:Note')).toEqual([]);
    expect(broken(document)).toEqual([]);
  });
});

describe('the rules of PINT A-NZ', () => {
  const sound = peppolInvoice({ ...invoice, lines: invoice.lines });
  it.each([
    ['aligned-ibrp-001-aunz', /aunz-1/, 'aunz-2'],
    ['ibr-sr-63', /aunz-1/, 'aunz-1*'],
    ['aligned-ibrp-002', /bis:billing/, 'bis:other'],
    ['aligned-ibrp-003', /<cbc:BuyerReference>[^<]*<\/cbc:BuyerReference>/, ''],
    ['aligned-ibrp-005', />155\.00</, '>155.001<'],
    ['aligned-ibrp-021', /<cac:TaxTotal>[\s\S]*<\/cac:TaxTotal>/, ''],
    ['aligned-ibrp-053', /(<cbc:Amount currencyID="AUD">5\.0)0/, '$13'],
    ['aligned-ibrp-061', /<cbc:DueDate>[^<]*<\/cbc:DueDate>/, ''],
    ['aligned-ibrp-cl-01-aunz', /<cbc:ID>Z</, '<cbc:ID>X<'],
    ['guidance-note-11', /<cbc:ID>Z</g, '<cbc:ID>E<'],
    ['aligned-ibrp-s-05-aunz', /<cbc:Percent>10</g, '<cbc:Percent>0<'],
    ['aligned-ibrp-z-05-aunz', /<cbc:Percent>0</g, '<cbc:Percent>10<'],
    ['aligned-ibrp-s-08-aunz', /(<cbc:TaxableAmount[^>]*>)100/, '$1101'],
    ['aligned-ibrp-s-09-aunz', /(<cbc:TaxAmount[^>]*>)10\.00/g, '$111.00'],
    ['aligned-ibr-001-aunz, aligned-ibr-004-aunz', /(CompanyID schemeID=")0151/, '$10088'],
    ['0151', /(CompanyID schemeID="0151">)5/, '$16'],
    ['ibr-002', /<cbc:ID>INV-1<\/cbc:ID>/, ''],
    ['ibr-004', />380</, '>381<'],
    ['ibr-006', /<cbc:RegistrationName>[^<]*<\/cbc:RegistrationName>/, ''],
    ['ibr-009, ibr-011', />AU</, '>NZ<'],
    ['ibr-023, ibr-cl-23', / unitCode="C62"/, ''],
    ['ibr-027', /(PriceAmount currencyID="AUD">)5/, '$1-5'],
    ['ibr-062, ibr-063, ibr-080, ibr-081, ibr-cl-25', / schemeID="0151"/, ''],
    ['ibr-073', />2026-03-03</, '>2026-13-03<'],
    ['ibr-079', /<cbc:DueDate>[^<]*</, '<cbc:DueDate><'],
    ['ibr-126', /currencyID="AUD"/, 'currencyID="NZD"'],
    ['ibr-co-10', /(<cbc:LineExtensionAmount[^>]*>)145/, '$1146'],
    ['ibr-co-13', /(<cbc:TaxExclusiveAmount[^>]*>)145/, '$1146'],
    ['ibr-co-14', /(<cbc:TaxAmount[^>]*>)10\.00/, '$110.01'],
    ['ibr-co-15', /(<cbc:TaxInclusiveAmount[^>]*>)155/, '$1156'],
    ['ibr-co-16', /(<cbc:PayableAmount[^>]*>)155/, '$1156'],
  ])('%s is broken by a document that breaks it', (rule, from, to) => {
    const spoilt = sound.replace(from, to);
    expect(spoilt).not.toBe(sound);
    expect(rules.some((one) => one.id === rule)).toBe(true);
    expect(broken(readXml(spoilt))).toContain(rule);
  });

  it('an element out of the order of the schema is found', () => {
    const moved = sound.replace(
      /(<cbc:ID>INV-1<\/cbc:ID>)(\s*)(<cbc:IssueDate>[^<]*<\/cbc:IssueDate>)/,
      '$3$2$1',
    );
    expect(misplaced(readXml(moved))).toEqual(['Invoice: cbc:ID after cbc:IssueDate']);
    expect(
      misplaced(readXml(sound.replace('cbc:DueDate', 'cbc:UUID').replace('/cbc:DueDate', '/cbc:UUID'))),
    ).toEqual(['Invoice: cbc:UUID is none of ours']);
  });
});
