import type { Element } from './element.ts';

/**
 * What we write, in the order of OASIS UBL 2.1 (UBL-Invoice-2.1.xsd, UBL-CreditNote-2.1.xsd and the aggregates they
 * share). An element that is not listed is one that no rule of ours looks at, and so may not be written.
 */
const party = ['cac:Party'];
const order: Record<string, readonly string[]> = {
  Invoice: [
    'cbc:CustomizationID',
    'cbc:ProfileID',
    'cbc:ID',
    'cbc:IssueDate',
    'cbc:DueDate',
    'cbc:InvoiceTypeCode',
    'cbc:Note',
    'cbc:DocumentCurrencyCode',
    'cbc:BuyerReference',
    'cac:OrderReference',
    'cac:AccountingSupplierParty',
    'cac:AccountingCustomerParty',
    'cac:TaxTotal',
    'cac:LegalMonetaryTotal',
    'cac:InvoiceLine',
  ],
  CreditNote: [
    'cbc:CustomizationID',
    'cbc:ProfileID',
    'cbc:ID',
    'cbc:IssueDate',
    'cbc:CreditNoteTypeCode',
    'cbc:Note',
    'cbc:DocumentCurrencyCode',
    'cbc:BuyerReference',
    'cac:BillingReference',
    'cac:AccountingSupplierParty',
    'cac:AccountingCustomerParty',
    'cac:TaxTotal',
    'cac:LegalMonetaryTotal',
    'cac:CreditNoteLine',
  ],
  'cac:OrderReference': ['cbc:ID'],
  'cac:BillingReference': ['cac:InvoiceDocumentReference'],
  'cac:InvoiceDocumentReference': ['cbc:ID', 'cbc:IssueDate'],
  'cac:AccountingSupplierParty': party,
  'cac:AccountingCustomerParty': party,
  'cac:Party': [
    'cbc:EndpointID',
    'cac:PartyName',
    'cac:PostalAddress',
    'cac:PartyTaxScheme',
    'cac:PartyLegalEntity',
  ],
  'cac:PartyName': ['cbc:Name'],
  'cac:PostalAddress': ['cbc:StreetName', 'cbc:AdditionalStreetName', 'cac:Country'],
  'cac:Country': ['cbc:IdentificationCode'],
  'cac:PartyTaxScheme': ['cbc:CompanyID', 'cac:TaxScheme'],
  'cac:PartyLegalEntity': ['cbc:RegistrationName', 'cbc:CompanyID'],
  'cac:TaxScheme': ['cbc:ID'],
  'cac:TaxTotal': ['cbc:TaxAmount', 'cac:TaxSubtotal'],
  'cac:TaxSubtotal': ['cbc:TaxableAmount', 'cbc:TaxAmount', 'cac:TaxCategory'],
  'cac:TaxCategory': ['cbc:ID', 'cbc:Percent', 'cac:TaxScheme'],
  'cac:LegalMonetaryTotal': [
    'cbc:LineExtensionAmount',
    'cbc:TaxExclusiveAmount',
    'cbc:TaxInclusiveAmount',
    'cbc:PayableAmount',
  ],
  'cac:InvoiceLine': [
    'cbc:ID',
    'cbc:InvoicedQuantity',
    'cbc:LineExtensionAmount',
    'cac:AllowanceCharge',
    'cac:Item',
    'cac:Price',
  ],
  'cac:CreditNoteLine': [
    'cbc:ID',
    'cbc:CreditedQuantity',
    'cbc:LineExtensionAmount',
    'cac:AllowanceCharge',
    'cac:Item',
    'cac:Price',
  ],
  'cac:AllowanceCharge': ['cbc:ChargeIndicator', 'cbc:AllowanceChargeReason', 'cbc:Amount'],
  'cac:Item': ['cbc:Name', 'cac:ClassifiedTaxCategory'],
  'cac:ClassifiedTaxCategory': ['cbc:ID', 'cbc:Percent', 'cac:TaxScheme'],
  'cac:Price': ['cbc:PriceAmount'],
};

/** Elements that are unknown here or stand before one that the schema puts first. */
export function misplaced(element: Element): string[] {
  const known = order[element.name] ?? [];
  const found: string[] = [];
  element.children.forEach((child, n) => {
    const before = element.children[n - 1];
    if (!known.includes(child.name)) found.push(`${element.name}: ${child.name} is none of ours`);
    else if (before && known.indexOf(before.name) > known.indexOf(child.name))
      found.push(`${element.name}: ${child.name} after ${before.name}`);
    found.push(...misplaced(child));
  });
  return found;
}
