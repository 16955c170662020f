import { create } from 'xmlbuilder2';
import type { CreditNote } from '../credit-notes/credit-notes.contract.ts';
import type { Invoice } from '../invoices/invoices.contract.ts';

type Line = Invoice['lines'][number];
type Party = Invoice['supplier'];

/** Peppol PINT A-NZ Billing: the specification and the process that a document follows (ibt-024, ibt-023). */
const specification = 'urn:peppol:pint:billing-1@aunz-1';
const businessProcess = 'urn:peppol:bis:billing';
/** ABN in the list of electronic address schemes. */
const abnScheme = '0151';

const amount = (cents: number) => {
  const [whole, rest] = [Math.floor(Math.abs(cents) / 100), Math.abs(cents) % 100];
  return { '@currencyID': 'AUD', '#': `${cents < 0 ? '-' : ''}${whole}.${String(rest).padStart(2, '0')}` };
};

const party = ({ legalName, abn, addressLines }: Party) => ({
  'cac:Party': {
    'cbc:EndpointID': { '@schemeID': abnScheme, '#': abn },
    'cac:PartyName': { 'cbc:Name': legalName },
    'cac:PostalAddress': {
      ...(addressLines[0] ? { 'cbc:StreetName': addressLines[0] } : {}),
      ...(addressLines[1] ? { 'cbc:AdditionalStreetName': addressLines.slice(1).join(', ') } : {}),
      'cac:Country': { 'cbc:IdentificationCode': 'AU' },
    },
    'cac:PartyTaxScheme': { 'cbc:CompanyID': abn, 'cac:TaxScheme': { 'cbc:ID': 'GST' } },
    'cac:PartyLegalEntity': {
      'cbc:RegistrationName': legalName,
      'cbc:CompanyID': { '@schemeID': abnScheme, '#': abn },
    },
  },
});

/** Standard rated, or zero rated where the supply is GST-free. */
const category = (code: Line['gstCode']) => ({
  'cbc:ID': code === 'GST' ? 'S' : 'Z',
  'cbc:Percent': code === 'GST' ? '10' : '0',
  'cac:TaxScheme': { 'cbc:ID': 'GST' },
});

function taxTotal({ lines, gstCents }: Pick<Invoice, 'lines' | 'gstCents'>) {
  const codes = (['GST', 'FRE'] as const).filter((code) => lines.some((line) => line.gstCode === code));
  return {
    'cbc:TaxAmount': amount(gstCents),
    'cac:TaxSubtotal': codes.map((code) => ({
      'cbc:TaxableAmount': amount(
        lines.reduce((sum, line) => sum + (line.gstCode === code ? line.netCents : 0), 0),
      ),
      'cbc:TaxAmount': amount(code === 'GST' ? gstCents : 0),
      'cac:TaxCategory': category(code),
    })),
  };
}

const monetaryTotal = ({ netCents, totalCents }: Pick<Invoice, 'netCents' | 'totalCents'>) => ({
  'cbc:LineExtensionAmount': amount(netCents),
  'cbc:TaxExclusiveAmount': amount(netCents),
  'cbc:TaxInclusiveAmount': amount(totalCents),
  'cbc:PayableAmount': amount(totalCents),
});

/** A price is never below zero (ibr-27): the sign of a discount goes to its quantity. */
function line(item: Line, quantityName: 'cbc:InvoicedQuantity' | 'cbc:CreditedQuantity') {
  const isNegative = item.unitPrice.startsWith('-');
  const quantity = item.quantity.startsWith('-') ? item.quantity.slice(1) : `-${item.quantity}`;
  return {
    'cbc:ID': String(item.lineNo),
    // The unit of measure is the house's own word, so the code list's "one" carries it (UN/ECE Rec 20).
    [quantityName]: { '@unitCode': 'C62', '#': isNegative ? quantity : item.quantity },
    'cbc:LineExtensionAmount': amount(item.netCents),
    'cac:Item': {
      'cbc:Name': item.description.slice(0, 200),
      'cac:ClassifiedTaxCategory': category(item.gstCode),
    },
    'cac:Price': {
      'cbc:PriceAmount': { '@currencyID': 'AUD', '#': isNegative ? item.unitPrice.slice(1) : item.unitPrice },
    },
  };
}

const spaces = (root: 'Invoice' | 'CreditNote') => ({
  '@xmlns': `urn:oasis:names:specification:ubl:schema:xsd:${root}-2`,
  '@xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
  '@xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
});

const write = (document: Record<string, unknown>): string =>
  create({ version: '1.0', encoding: 'UTF-8' }, document).end({ prettyPrint: true });

/** A tax invoice as UBL 2.1 in the Peppol PINT A-NZ specification, with its elements in the schema's order. */
export function peppolInvoice(invoice: Invoice): string {
  return write({
    Invoice: {
      ...spaces('Invoice'),
      'cbc:CustomizationID': specification,
      'cbc:ProfileID': businessProcess,
      'cbc:ID': invoice.number,
      'cbc:IssueDate': invoice.issuedOn,
      'cbc:DueDate': invoice.dueOn,
      'cbc:InvoiceTypeCode': '380',
      'cbc:DocumentCurrencyCode': 'AUD',
      // One of the two has to be there (aligned-ibrp-003).
      ...(invoice.poNumber
        ? { 'cac:OrderReference': { 'cbc:ID': invoice.poNumber } }
        : { 'cbc:BuyerReference': invoice.contractNumber ?? invoice.number }),
      'cac:AccountingSupplierParty': party(invoice.supplier),
      'cac:AccountingCustomerParty': party(invoice.recipient),
      'cac:TaxTotal': taxTotal(invoice),
      'cac:LegalMonetaryTotal': monetaryTotal(invoice),
      'cac:InvoiceLine': invoice.lines.map((item) => line(item, 'cbc:InvoicedQuantity')),
    },
  });
}

/** An adjustment note as a UBL credit note of the same specification. */
export function peppolCreditNote(note: CreditNote): string {
  return write({
    CreditNote: {
      ...spaces('CreditNote'),
      'cbc:CustomizationID': specification,
      'cbc:ProfileID': businessProcess,
      'cbc:ID': note.number,
      'cbc:IssueDate': note.issuedOn,
      'cbc:CreditNoteTypeCode': '381',
      'cbc:Note': note.reason,
      'cbc:DocumentCurrencyCode': 'AUD',
      'cbc:BuyerReference': note.ofInvoice.number,
      'cac:BillingReference': {
        'cac:InvoiceDocumentReference': {
          'cbc:ID': note.ofInvoice.number,
          'cbc:IssueDate': note.ofInvoice.issuedOn,
        },
      },
      'cac:AccountingSupplierParty': party(note.supplier),
      'cac:AccountingCustomerParty': party(note.recipient),
      'cac:TaxTotal': taxTotal(note),
      'cac:LegalMonetaryTotal': monetaryTotal(note),
      'cac:CreditNoteLine': note.lines.map((item) => line(item, 'cbc:CreditedQuantity')),
    },
  });
}
