import { isAbn } from '../../sync/abn.model.ts';
import type { Element } from './element.ts';

/**
 * The rules of Peppol PINT A-NZ Billing 1.1.2 that reach what we write, by their published ids, each said anew from its
 * text. Sources: docs.peppol.eu/poac/aunz/pint-aunz, "PINT UBL validation" (`ibr-…`, shared by all PINT) and "PINT
 * jurisdiction aligned rules" (`aligned-…`); use of tax categories: A-NZ Peppol guidance note 11, version 1.2. The others
 * are of elements that we never write, which the test of the schema's order holds.
 */
export type Rule = { id: string; holds: (document: Element) => boolean };

const lines = (document: Element): Element[] => [
  ...document.all('cac:InvoiceLine'),
  ...document.all('cac:CreditNoteLine'),
];
const parties = (document: Element): Element[] => [seller(document), buyer(document)].flat();
const seller = (document: Element): Element[] => document.all('cac:AccountingSupplierParty/cac:Party');
const buyer = (document: Element): Element[] => document.all('cac:AccountingCustomerParty/cac:Party');
const subtotals = (document: Element): Element[] => document.all('cac:TaxTotal/cac:TaxSubtotal');
const total = (document: Element, name: string): number =>
  document.cents(`cac:LegalMonetaryTotal/cbc:${name}`);
const sum = (elements: readonly Element[], path: string): number =>
  elements.reduce((cents, element) => cents + element.cents(path), 0);
const quantity = (line: Element): string =>
  line.at('cbc:InvoicedQuantity') || line.at('cbc:CreditedQuantity');
const category = 'cac:Item/cac:ClassifiedTaxCategory';
const ofCategory = (document: Element, code: string): Element[] =>
  lines(document).filter((line) => line.at(`${category}/cbc:ID`) === code);

/** Every element at a path is there and holds something. */
const given = (id: string, path: string): Rule => ({
  id,
  holds: (document) =>
    document.all(path).length > 0 && document.all(path).every(({ text }) => text.trim() !== ''),
});
const eachLine = (id: string, test: (line: Element) => boolean): Rule => ({
  id,
  holds: (document) => lines(document).every(test),
});
const eachSubtotal = (id: string, test: (subtotal: Element, document: Element) => boolean): Rule => ({
  id,
  holds: (document) => subtotals(document).every((one) => test(one, document)),
});
const eachParty = (id: string, test: (party: Element) => boolean): Rule => ({
  id,
  holds: (document) => parties(document).length === 2 && parties(document).every(test),
});

/** What is said of each category alike: its breakdown, its rate, its taxable amount, its tax. */
const categoryRules = (code: 'S' | 'Z'): Rule[] => {
  const letter = code.toLowerCase();
  const its = (document: Element): Element[] =>
    subtotals(document).filter((one) => one.at('cac:TaxCategory/cbc:ID') === code);
  const isRate = (rate: string): boolean =>
    code === 'S' ? Number(rate) > 0 : rate !== '' && Number(rate) === 0;
  return [
    {
      id: `aligned-ibrp-${letter}-01-aunz`,
      holds: (document) => its(document).length === (ofCategory(document, code).length > 0 ? 1 : 0),
    },
    {
      id: `aligned-ibrp-${letter}-05-aunz`,
      holds: (document) =>
        ofCategory(document, code).every((line) => isRate(line.at(`${category}/cbc:Percent`))),
    },
    {
      // The published rule lets a standard-rated amount differ by a dollar; ours do not.
      id: `aligned-ibrp-${letter}-08-aunz`,
      holds: (document) =>
        its(document).every(
          (one) =>
            one.cents('cbc:TaxableAmount') === sum(ofCategory(document, code), 'cbc:LineExtensionAmount'),
        ),
    },
    {
      // As aligned-ibrp-051-aunz: to the dollar, as GST may be rounded by line.
      id: `aligned-ibrp-${letter}-09-aunz`,
      holds: (document) =>
        its(document).every((one) => {
          const rate = Number(one.at('cac:TaxCategory/cbc:Percent'));
          return Math.abs(one.cents('cbc:TaxAmount') - (one.cents('cbc:TaxableAmount') * rate) / 100) < 100;
        }),
    },
    {
      id: `aligned-ibrp-${letter}-10-aunz`,
      holds: (document) =>
        its(document).every((one) => one.all('cac:TaxCategory/cbc:TaxExemptionReason').length === 0),
    },
  ];
};

export const rules: readonly Rule[] = [
  {
    id: 'aligned-ibrp-001-aunz',
    holds: (document) => document.at('cbc:CustomizationID').startsWith('urn:peppol:pint:billing-1@aunz-1'),
  },
  { id: 'ibr-sr-63', holds: (document) => !document.at('cbc:CustomizationID').includes('*') },
  { id: 'aligned-ibrp-002', holds: (document) => document.at('cbc:ProfileID') === 'urn:peppol:bis:billing' },
  {
    id: 'aligned-ibrp-003',
    holds: (document) =>
      document.at('cbc:BuyerReference') !== '' || document.at('cac:OrderReference/cbc:ID') !== '',
  },
  {
    id: 'aligned-ibrp-005',
    holds: (document) =>
      document
        .whole()
        .filter(({ name }) => name.endsWith('Amount') && !name.endsWith('PriceAmount'))
        .every(({ text }) => /^-?\d+(\.\d{1,2})?$/.test(text.trim())),
  },
  {
    id: 'aligned-ibrp-021',
    holds: (document) =>
      document.all('cac:TaxTotal').filter((one) => one.all('cac:TaxSubtotal').length > 0).length === 1,
  },
  {
    id: 'aligned-ibrp-022',
    holds: (document) =>
      document.all('cac:TaxTotal').every((one) => one.all('cac:TaxSubtotal').length > 0) &&
      document.all('cbc:TaxCurrencyCode').length === 0,
  },
  eachSubtotal('aligned-ibrp-045', (one) => !Number.isNaN(one.cents('cbc:TaxableAmount'))),
  eachSubtotal('aligned-ibrp-046', (one) => !Number.isNaN(one.cents('cbc:TaxAmount'))),
  eachSubtotal(
    'aligned-ibrp-047-aunz',
    (one) =>
      one.at('cac:TaxCategory/cbc:ID') !== '' && one.at('cac:TaxCategory/cac:TaxScheme/cbc:ID') === 'GST',
  ),
  eachSubtotal('aligned-ibrp-048-aunz', (one) => one.at('cac:TaxCategory/cbc:Percent') !== ''),
  eachLine(
    'aligned-ibrp-050-aunz',
    (line) => line.at(`${category}/cbc:ID`) !== '' && line.at(`${category}/cac:TaxScheme/cbc:ID`) === 'GST',
  ),
  eachLine('aligned-ibrp-053', (line) => {
    const adjusted = line
      .all('cac:AllowanceCharge')
      .reduce(
        (cents, one) => cents + one.cents('cbc:Amount') * (one.at('cbc:ChargeIndicator') === 'true' ? 1 : -1),
        0,
      );
    const product = Number(quantity(line)) * Number(line.at('cac:Price/cbc:PriceAmount')) * 100;
    return Math.abs(line.cents('cbc:LineExtensionAmount') - product - adjusted) <= 2 + 1e-6;
  }),
  eachLine('aligned-ibrp-059', (line) => line.all(category).length === 1),
  {
    id: 'aligned-ibrp-061',
    holds: (document) =>
      document.name !== 'Invoice' ||
      total(document, 'PayableAmount') <= 0 ||
      document.at('cbc:DueDate') !== '',
  },
  {
    id: 'aligned-ibrp-cl-01-aunz',
    holds: (document) =>
      document
        .whole()
        .filter(({ name, parent }) => name === 'cbc:ID' && /TaxCategory$/.test(parent?.name ?? ''))
        .every(({ text }) => ['S', 'E', 'Z', 'G', 'O'].includes(text)),
  },
  ...categoryRules('S'),
  ...categoryRules('Z'),
  // Guidance note 11: GST-free is Z. E is for input-taxed supplies, G for exports, O for sellers without GST.
  {
    id: 'guidance-note-11',
    holds: (document) => lines(document).every((line) => ['S', 'Z'].includes(line.at(`${category}/cbc:ID`))),
  },
  eachParty(
    'aligned-ibr-001-aunz, aligned-ibr-004-aunz',
    (party) => party.all('cac:PartyLegalEntity/cbc:CompanyID')[0]?.attributes.schemeID === '0151',
  ),
  // Peppol's list of schemes: 0151 is an Australian Business Number, with its check digits.
  eachParty('0151', (party) => isAbn(party.at('cac:PartyLegalEntity/cbc:CompanyID'))),
  {
    id: 'aligned-ibrp-sr-12-aunz',
    holds: (document) =>
      seller(document).every((one) => one.all('cac:PartyTaxScheme/cbc:CompanyID').length <= 1),
  },
  given('ibr-001', 'cbc:CustomizationID'),
  given('ibr-002', 'cbc:ID'),
  given('ibr-003', 'cbc:IssueDate'),
  {
    id: 'ibr-004',
    holds: (document) =>
      document.name === 'Invoice'
        ? document.at('cbc:InvoiceTypeCode') === '380'
        : document.at('cbc:CreditNoteTypeCode') === '381',
  },
  given('ibr-005', 'cbc:DocumentCurrencyCode'),
  given('ibr-006', 'cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName'),
  given('ibr-007', 'cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName'),
  eachParty('ibr-008, ibr-010', (party) => party.all('cac:PostalAddress').length === 1),
  eachParty(
    'ibr-009, ibr-011',
    (party) => party.at('cac:PostalAddress/cac:Country/cbc:IdentificationCode') === 'AU',
  ),
  given('ibr-012', 'cac:LegalMonetaryTotal/cbc:LineExtensionAmount'),
  given('ibr-013', 'cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount'),
  given('ibr-014', 'cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount'),
  given('ibr-015', 'cac:LegalMonetaryTotal/cbc:PayableAmount'),
  { id: 'ibr-016', holds: (document) => lines(document).length > 0 },
  eachLine('ibr-021', (line) => line.at('cbc:ID') !== ''),
  eachLine('ibr-022', (line) => /^-?\d+(\.\d+)?$/.test(quantity(line))),
  eachLine('ibr-023, ibr-cl-23', (line) =>
    [...line.all('cbc:InvoicedQuantity'), ...line.all('cbc:CreditedQuantity')].every(
      ({ attributes }) => attributes.unitCode === 'C62',
    ),
  ),
  eachLine('ibr-024', (line) => !Number.isNaN(line.cents('cbc:LineExtensionAmount'))),
  eachLine('ibr-025', (line) => line.at('cac:Item/cbc:Name') !== ''),
  eachLine('ibr-026', (line) => line.at('cac:Price/cbc:PriceAmount') !== ''),
  eachLine('ibr-027', (line) => Number(line.at('cac:Price/cbc:PriceAmount')) >= 0),
  eachLine('ibr-041, ibr-042, ibr-043, ibr-044, ibr-082', (line) =>
    line
      .all('cac:AllowanceCharge')
      .every(
        (one) =>
          one.cents('cbc:Amount') > 0 &&
          one.at('cbc:AllowanceChargeReason') !== '' &&
          ['true', 'false'].includes(one.at('cbc:ChargeIndicator')),
      ),
  ),
  {
    id: 'ibr-055, ibr-sr-06',
    holds: (document) =>
      document
        .all('cac:BillingReference')
        .every(
          (one) =>
            one.all('cac:InvoiceDocumentReference').length === 1 &&
            one.at('cac:InvoiceDocumentReference/cbc:ID') !== '',
        ),
  },
  eachParty('ibr-062, ibr-063, ibr-080, ibr-081, ibr-cl-25', (party) => {
    const [endpoint] = party.all('cbc:EndpointID');
    return endpoint?.attributes.schemeID === '0151' && isAbn(endpoint.text);
  }),
  {
    id: 'ibr-073',
    holds: (document) =>
      document
        .whole()
        .filter(({ name }) => name.endsWith('Date'))
        .every(({ text }) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))),
  },
  {
    id: 'ibr-079',
    holds: (document) =>
      document.whole().every(({ children, text }) => children.length > 0 || text.trim() !== ''),
  },
  {
    id: 'ibr-126',
    holds: (document) =>
      document
        .whole()
        .filter(({ attributes }) => attributes.currencyID !== undefined)
        .every(({ attributes }) => attributes.currencyID === document.at('cbc:DocumentCurrencyCode')),
  },
  {
    id: 'ibr-co-10',
    holds: (document) =>
      total(document, 'LineExtensionAmount') === sum(lines(document), 'cbc:LineExtensionAmount'),
  },
  {
    id: 'ibr-co-13',
    holds: (document) => total(document, 'TaxExclusiveAmount') === total(document, 'LineExtensionAmount'),
  },
  {
    id: 'ibr-co-14',
    holds: (document) =>
      document.cents('cac:TaxTotal/cbc:TaxAmount') === sum(subtotals(document), 'cbc:TaxAmount'),
  },
  {
    id: 'ibr-co-15',
    holds: (document) =>
      total(document, 'TaxInclusiveAmount') ===
      total(document, 'TaxExclusiveAmount') + document.cents('cac:TaxTotal/cbc:TaxAmount'),
  },
  {
    id: 'ibr-co-16',
    holds: (document) => total(document, 'PayableAmount') === total(document, 'TaxInclusiveAmount'),
  },
  {
    id: 'ibr-co-26, ibr-sr-57',
    holds: (document) => seller(document).every((one) => one.at('cac:PartyTaxScheme/cbc:CompanyID') !== ''),
  },
  { id: 'ibr-sr-51', holds: (document) => document.all('cbc:Note').length <= 1 },
];

/** The ids of the rules that a document breaks. */
export const broken = (document: Element): string[] =>
  rules.filter(({ holds }) => !holds(document)).map(({ id }) => id);
