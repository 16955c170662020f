import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { Invoice } from '../invoices/invoices.contract.ts';
import { peppolInvoice } from './peppol.model.ts';

const id = '019a0000-0000-7000-8000-000000000001';
const at = '2026-03-03T00:00:00.000Z';
const party = {
  legalName: 'A & <B> Pty Ltd',
  abn: '51824753556',
  addressLines: ['1 George Street', 'Sydney NSW 2000'],
};
const lineOf = (
  lineNo: number,
  netCents: number,
  gstCode: 'GST' | 'FRE',
  unitPrice: string,
): Invoice['lines'][number] => ({
  lineNo,
  description: `Line "${lineNo}" & more`,
  quantity: '1',
  unit: 'visit',
  unitPrice,
  netCents,
  gstCode,
  gstCents: gstCode === 'GST' ? Math.round(netCents / 10) : 0,
  site: null,
  workbillNumber: null,
  contractNumber: null,
});
const invoice: Invoice = {
  id,
  number: 'INV-1',
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
  lines: [lineOf(1, 10_500, 'GST', '105'), lineOf(2, -500, 'GST', '-5'), lineOf(3, 4_500, 'FRE', '45')],
  provenance: { kind: 'synced', source: null, externalId: null, sourceUpdatedAt: null, syncedAt: null },
};

/** What a strict reader finds as text; throws where it is no XML. */
function read(xml: string): string[] {
  const texts: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('text', (text) => texts.push(text));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return texts;
}

describe('Peppol PINT A-NZ', () => {
  it('E16 names specification, process, endpoints by ABN and a reference of the buyer (aligned-ibrp-001, -002, -003)', () => {
    const xml = peppolInvoice(invoice);
    expect(xml).toContain('<cbc:CustomizationID>urn:peppol:pint:billing-1@aunz-1</cbc:CustomizationID>');
    expect(xml).toContain('<cbc:ProfileID>urn:peppol:bis:billing</cbc:ProfileID>');
    expect(xml.match(/<cbc:EndpointID schemeID="0151">51824753556</g)).toHaveLength(2);
    expect(xml).toContain('<cbc:BuyerReference>CT-1</cbc:BuyerReference>');
    const ordered = peppolInvoice({ ...invoice, poNumber: 'PO-7' });
    expect(ordered).toMatch(/<cac:OrderReference>\s*<cbc:ID>PO-7</);
    expect(ordered).not.toContain('BuyerReference');
  });

  it('E16 has one tax total whose breakdown holds each category once and adds up (aligned-ibrp-021)', () => {
    const xml = peppolInvoice(invoice);
    expect(xml.match(/<cac:TaxTotal>/g)).toHaveLength(1);
    expect(xml.match(/<cac:TaxSubtotal>/g)).toHaveLength(2);
    const cents = (name: string) =>
      [...xml.matchAll(new RegExp(`<cbc:${name} currencyID="AUD">(-?[\\d.]+)<`, 'g'))].map((m) =>
        Math.round(Number(m[1]) * 100),
      );
    expect(cents('TaxableAmount')).toEqual([10_000, 4_500]);
    expect(cents('TaxAmount')).toEqual([1_000, 1_000, 0]);
    const [sum = 0, ...lines] = cents('LineExtensionAmount');
    expect(lines.reduce((total, line) => total + line, 0)).toBe(sum);
    expect(cents('TaxInclusiveAmount')).toEqual([sum + 1_000]);
    expect(cents('PayableAmount')).toEqual([15_500]);
  });

  it('E16 gives no price below zero, and stays XML whatever a name holds', () => {
    const xml = peppolInvoice(invoice);
    expect(xml).not.toMatch(/PriceAmount currencyID="AUD">-/);
    expect(xml).toContain('<cbc:InvoicedQuantity unitCode="C62">-1<');
    expect(read(xml)).toContain('A & <B> Pty Ltd');
  });
});
