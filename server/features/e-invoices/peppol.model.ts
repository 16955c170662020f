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

/**
 * Text as XML 1.0 can hold it: other systems' text may carry characters that no document may, and an element may not be
 * empty (ibr-079), so what becomes nothing is left out or replaced by whoever asks.
 */
const words = (text: string): string => text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ').trim();

const amount = (cents: number) => {
  const [whole, rest] = [Math.floor(Math.abs(cents) / 100), Math.abs(cents) % 100];
  return { '@currencyID': 'AUD', '#': `${cents < 0 ? '-' : ''}${whole}.${String(rest).padStart(2, '0')}` };
};

function party({ legalName, abn, addressLines }: Party) {
  const name = words(legalName) || abn;
  const [street, ...more] = addressLines.map(words).filter(Boolean);
  return {
    'cac:Party': {
      'cbc:EndpointID': { '@schemeID': abnScheme, '#': abn },
      'cac:PartyName': { 'cbc:Name': name },
      'cac:PostalAddress': {
        ...(street ? { 'cbc:StreetName': street } : {}),
        ...(more.length > 0 ? { 'cbc:AdditionalStreetName': more.join(', ') } : {}),
        'cac:Country': { 'cbc:IdentificationCode': 'AU' },
      },
      'cac:PartyTaxScheme': { 'cbc:CompanyID': abn, 'cac:TaxScheme': { 'cbc:ID': 'GST' } },
      'cac:PartyLegalEntity': {
        'cbc:RegistrationName': name,
        'cbc:CompanyID': { '@schemeID': abnScheme, '#': abn },
      },
    },
  };
}

/** Standard rated, or zero rated where the supply is GST-free (A-NZ Peppol guidance note 11: `E` is for input-taxed). */
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

/** Dollars as decimal text, in ten-thousandths of a cent: exact for quantities and prices of up to four places. */
function scaled(decimal: string): bigint {
  const [, sign = '', whole = '0', places = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  return BigInt(`${sign}${whole}${places.padEnd(4, '0').slice(0, 4)}`);
}

/**
 * What a line's amount differs from quantity times price: a discount, or a rounding of the core system's own. The
 * specification lets two cents go (aligned-ibrp-053); more is said as an allowance or a charge of the line.
 */
function difference({ quantity, unitPrice, netCents }: Line) {
  const product = (scaled(quantity) * scaled(unitPrice)) / 1_000_000n;
  const cents = netCents - Number(product);
  if (Math.abs(cents) < 2) return {};
  return {
    'cac:AllowanceCharge': {
      'cbc:ChargeIndicator': String(cents > 0),
      'cbc:AllowanceChargeReason': cents > 0 ? 'Addition' : 'Discount',
      'cbc:Amount': amount(Math.abs(cents)),
    },
  };
}

/** A price is never below zero (ibr-027): the sign of a discount goes to its quantity. */
function line(item: Line, quantityName: 'cbc:InvoicedQuantity' | 'cbc:CreditedQuantity') {
  const isNegative = item.unitPrice.startsWith('-');
  const quantity = item.quantity.startsWith('-') ? item.quantity.slice(1) : `-${item.quantity}`;
  return {
    'cbc:ID': String(item.lineNo),
    // The unit of measure is the house's own word, so the code list's "one" carries it (UN/ECE Rec 20).
    [quantityName]: { '@unitCode': 'C62', '#': isNegative ? quantity : item.quantity },
    'cbc:LineExtensionAmount': amount(item.netCents),
    ...difference(item),
    'cac:Item': {
      'cbc:Name': words(item.description.slice(0, 200)) || `Line ${item.lineNo}`,
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
  const order = words(invoice.poNumber ?? '');
  return write({
    Invoice: {
      ...spaces('Invoice'),
      'cbc:CustomizationID': specification,
      'cbc:ProfileID': businessProcess,
      'cbc:ID': words(invoice.number),
      'cbc:IssueDate': invoice.issuedOn,
      'cbc:DueDate': invoice.dueOn,
      'cbc:InvoiceTypeCode': '380',
      'cbc:DocumentCurrencyCode': 'AUD',
      // One of the two has to be there (aligned-ibrp-003).
      ...(order
        ? { 'cac:OrderReference': { 'cbc:ID': order } }
        : { 'cbc:BuyerReference': words(invoice.contractNumber ?? '') || words(invoice.number) }),
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
      'cbc:ID': words(note.number),
      'cbc:IssueDate': note.issuedOn,
      'cbc:CreditNoteTypeCode': '381',
      ...(words(note.reason) ? { 'cbc:Note': words(note.reason) } : {}),
      'cbc:DocumentCurrencyCode': 'AUD',
      'cbc:BuyerReference': words(note.ofInvoice.number),
      'cac:BillingReference': {
        'cac:InvoiceDocumentReference': {
          'cbc:ID': words(note.ofInvoice.number),
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
