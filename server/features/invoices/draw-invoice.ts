import { type Cell, newDocument, type PdfSheet, type Total } from '../../pdf/document.ts';
import { abnText, dayText, momentText, moneyText } from '../../pdf/words.ts';
import type { Supplier } from '../../ports/supplier.ts';
import type { Invoice, InvoiceBankReference, InvoiceLine } from './invoices.contract.ts';
import { watermarkOf } from './invoices.model.ts';

export type Drawing = {
  invoice: Invoice;
  transfer: InvoiceBankReference | null;
  /** By which the paper can be held against what was issued, as it is printed. */
  code: string;
  supplier: Supplier;
  origin: string;
  now: Date;
};

/**
 * The tax invoice on paper. Carries what A New Tax System (GST) Act 1999 s 29-70 asks for: that it is a tax invoice,
 * supplier and ABN, date, what was supplied, quantity and price, GST, to what extent each supply is taxable, and (from
 * $1,000 on; here always) who it was supplied to.
 */
export async function drawInvoice(drawing: Drawing): Promise<Uint8Array> {
  const { invoice, supplier, now } = drawing;
  const sheet = await newDocument({
    title: `Tax invoice ${invoice.number}`,
    author: supplier.legalName,
    subject: `${moneyText(invoice.totalCents)} issued to ${invoice.recipient.legalName} on ${dayText(invoice.issuedOn)}`,
    createdAt: now,
  });
  drawInvoiceOn(sheet, drawing);
  return sheet.save();
}

/** The same, as a part of a file that holds others. */
export function drawInvoiceOn(
  sheet: PdfSheet,
  { invoice, transfer, code, supplier, origin, now }: Drawing,
): void {
  const watermark = watermarkOf(invoice.status);
  if (watermark) sheet.watermark(watermark);
  sheet.masthead(
    {
      name: supplier.legalName,
      lines: [
        `ABN ${abnText(supplier.abn)}`,
        ...supplier.addressLines,
        `${supplier.phone}  |  ${supplier.email}`,
      ],
    },
    { title: 'Tax invoice', reference: invoice.number },
  );
  drawFacts(sheet, invoice);
  drawLines(sheet, invoice);
  sheet.totals(totalsOf(invoice));
  sheet.paragraph(gstWords(invoice), { muted: true, small: true });
  sheet.space(8);
  drawPayment(sheet, invoice, transfer, origin);
  drawCheck(sheet, code, origin);
  sheet.pageNumbers(
    `Tax invoice ${invoice.number}  |  ${supplier.legalName}  |  ABN ${abnText(supplier.abn)}  |  Balance as at ${momentText(now, supplier.timeZone)}`,
  );
}

function drawFacts(sheet: PdfSheet, invoice: Invoice): void {
  const { recipient, sites } = invoice;
  const shown = sites.slice(0, 5).map((site) => `${site.name} (${site.code})`);
  const rest = sites.length - shown.length;
  sheet.blocks([
    {
      label: 'Issued to',
      lines: [recipient.legalName, `ABN ${abnText(recipient.abn)}`, ...recipient.addressLines],
    },
    {
      label: sites.length === 1 ? 'Site' : 'Sites',
      lines: sites.length === 0 ? ['All sites'] : [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])],
    },
  ]);
  sheet.keyValues([
    { label: 'Date of issue', value: dayText(invoice.issuedOn) },
    { label: 'Due', value: dayText(invoice.dueOn) },
    { label: 'Your purchase order', value: invoice.poNumber ?? 'None given' },
    { label: 'Contract', value: invoice.contractNumber ?? 'None' },
  ]);
}

function drawLines(sheet: PdfSheet, { lines, sites }: Invoice): void {
  sheet.table(
    [
      { label: 'Description', share: 48 },
      { label: 'Quantity', share: 14, align: 'right' },
      { label: 'Unit price', share: 15, align: 'right' },
      { label: 'GST', share: 14, align: 'right' },
      { label: 'Amount excl. GST', share: 17, align: 'right' },
    ],
    lines.map((line): Cell[] => [
      { text: line.description, note: noteOf(line, sites.length > 1) },
      { text: line.quantity, note: line.unit },
      unitPriceText(line.unitPrice),
      line.gstCode === 'GST' ? moneyText(line.gstCents) : 'GST-free',
      moneyText(line.netCents),
    ]),
  );
}

/** What ties a line to the work: shown only as far as the heading does not say it already. */
function noteOf(line: InvoiceLine, severalSites: boolean): string {
  return [
    severalSites && line.site ? line.site.name : null,
    line.workbillNumber ? `Workbill ${line.workbillNumber}` : null,
    line.contractNumber ? `Contract ${line.contractNumber}` : null,
  ]
    .filter((part) => part !== null)
    .join('  |  ');
}

/** `$41.275` stays as exact as it was agreed; at least whole cents are shown. */
function unitPriceText(price: string): string {
  const [, sign = '', whole = '0', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(price) ?? [];
  const dollars = new Intl.NumberFormat('en-AU').format(Number(whole));
  return `${sign}$${dollars}.${decimals.padEnd(2, '0')}`;
}

function totalsOf(invoice: Invoice): Total[] {
  const free = sumNet(invoice.lines, 'FRE');
  const settled = invoice.allocatedCents > 0 || invoice.status !== 'issued';
  return [
    { label: 'Taxable supplies', value: moneyText(sumNet(invoice.lines, 'GST')) },
    ...(free === 0 ? [] : [{ label: 'GST-free supplies', value: moneyText(free) }]),
    { label: 'GST (10%)', value: moneyText(invoice.gstCents) },
    { label: 'Total including GST', value: moneyText(invoice.totalCents), strong: true },
    ...(settled
      ? [
          { label: 'Paid and credited', value: moneyText(-invoice.allocatedCents) },
          { label: 'Balance due', value: moneyText(invoice.balanceCents), strong: true },
        ]
      : []),
  ];
}

const sumNet = (lines: readonly InvoiceLine[], code: 'GST' | 'FRE'): number =>
  lines.reduce((sum, line) => sum + (line.gstCode === code ? line.netCents : 0), 0);

const gstWords = ({ gstRoundingMethod }: Invoice): string =>
  gstRoundingMethod === 'total'
    ? 'All amounts are in Australian dollars. GST is worked out on the total of the taxable supplies and rounded once; the GST shown by line is its share.'
    : 'All amounts are in Australian dollars. GST is worked out and rounded for each line, then added up.';

function drawPayment(
  sheet: PdfSheet,
  invoice: Invoice,
  transfer: InvoiceBankReference | null,
  origin: string,
): void {
  if (invoice.status === 'void') {
    sheet.notice('Nothing to pay', 'This invoice is void. Please do not pay it.');
    return;
  }
  if (invoice.balanceCents === 0) {
    sheet.notice('Nothing to pay', 'Nothing is owed on this invoice. Thank you.');
    return;
  }
  const byBank = transfer !== null && (transfer.bpay !== null || transfer.eft !== null);
  sheet.notice(
    `Pay ${moneyText(invoice.balanceCents)} by ${dayText(invoice.dueOn)}`,
    `Open invoice ${invoice.number} in the portal and pay there${byBank ? ', or pay by bank as below' : ''}:`,
    { words: origin, address: `${origin}/invoices/${invoice.id}` },
  );
  if (transfer) drawTransfer(sheet, transfer);
}

/** Every way by bank takes the same reference: it is how the money finds this invoice. */
function drawTransfer(sheet: PdfSheet, { reference, bpay, eft }: InvoiceBankReference): void {
  const blocks = [
    ...(bpay ? [{ label: 'BPAY', lines: [`Biller code ${bpay.billerCode}`, `Ref ${reference}`] }] : []),
    ...(eft
      ? [
          {
            label: 'Bank transfer',
            lines: [
              eft.accountName,
              `BSB ${eft.bsb.slice(0, 3)}-${eft.bsb.slice(3)}`,
              `Account ${eft.accountNumber}`,
              `Description ${reference}`,
            ],
          },
        ]
      : []),
  ];
  if (blocks.length > 0) sheet.blocks(blocks);
}

/** Against paper with somebody else's bank details: what counts is what the contractor's own address says. */
function drawCheck(sheet: PdfSheet, code: string, origin: string): void {
  sheet.qrNote({
    title: 'Check this invoice',
    text: `Scan the code, or open ${origin}/verify and enter ${code}. The page says what we issued: the total, what is owed, and the only bank details to pay to. Make sure that it opens at ${origin}. If anything there differs from this paper, or a letter or an email gives you other bank details, do not pay, and call us on a number that you had before.`,
    address: `${origin}/verify/${code}`,
  });
}
