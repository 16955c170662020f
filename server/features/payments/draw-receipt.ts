import { newDocument } from '../../pdf/document.ts';
import { type ReceiptContent, sumsOf } from './receipt.model.ts';
import { abn, moment, money, railName } from './receipt-words.ts';

/** The receipt on paper: who paid whom, what for, the GST in it, and the code that shows it was not altered. */
export async function drawReceipt(content: ReceiptContent, sha256: string): Promise<Uint8Array> {
  const { supplier, client } = content;
  const sheet = await newDocument({
    title: `Receipt ${content.number}`,
    author: supplier.legalName,
    subject: `Payment of ${money(content.amountCents)}`,
    createdAt: new Date(content.issuedAt),
  });
  sheet.pageNumbers(`${supplier.legalName} · Receipt ${content.number}`);
  sheet.masthead(
    {
      name: supplier.legalName,
      lines: [`ABN ${abn(supplier.abn)}`, ...supplier.addressLines, `${supplier.phone} · ${supplier.email}`],
    },
    { title: 'Receipt', reference: content.number },
  );
  sheet.blocks([
    { label: 'Received from', lines: [client.legalName, `ABN ${abn(client.abn)}`, ...client.addressLines] },
    { label: 'Received by', lines: [supplier.legalName, `ABN ${abn(supplier.abn)}`] },
  ]);
  sheet.keyValues(
    [
      { label: 'Received', value: moment(content.issuedAt, supplier.timeZone) },
      { label: 'Method', value: railName(content.rail) },
      { label: 'Your reference', value: content.clientReference ?? '-' },
      { label: 'Paid by', value: content.requestedBy ?? '-' },
    ],
    4,
  );
  drawAllocations(sheet, content);
  drawProof(sheet, content, sha256);
  return sheet.save();
}

type Sheet = Awaited<ReturnType<typeof newDocument>>;

function drawAllocations(sheet: Sheet, content: ReceiptContent): void {
  sheet.heading('What this payment settled');
  const sums = sumsOf(content);
  const withCredits = sums.creditCents > 0;
  sheet.table(
    [
      { label: 'Invoice', share: 2.4 },
      { label: 'Invoice total', share: 1.6, align: 'right' },
      ...(withCredits ? [{ label: 'From credits', share: 1.5, align: 'right' as const }] : []),
      { label: 'Paid now', share: 1.6, align: 'right' },
      { label: 'GST in payment', share: 1.6, align: 'right' },
      { label: 'Still to pay', share: 1.6, align: 'right' },
    ],
    content.lines.map((line) => [
      referenced(line),
      money(line.totalCents),
      ...(withCredits ? [money(line.creditCents ?? 0)] : []),
      money(line.allocatedCents),
      money(line.allocatedGstCents),
      money(line.balanceAfterCents),
    ]),
  );
  sheet.totals([
    ...(withCredits ? [{ label: 'Paid from credits', value: money(sums.creditCents) }] : []),
    { label: 'Paid to invoices', value: money(sums.allocatedCents) },
    { label: 'GST included', value: money(sums.gstCents) },
    ...(content.surchargeCents
      ? [{ label: `Surcharge for ${railName(content.rail)}`, value: money(content.surchargeCents) }]
      : []),
    ...(content.unallocatedCents > 0
      ? [{ label: 'Credit on your account', value: money(content.unallocatedCents) }]
      : []),
    { label: 'Amount received', value: money(content.amountCents), strong: true },
  ]);
  if (withCredits) drawCredits(sheet, content);
  if (content.unallocatedCents > 0) {
    sheet.notice(
      'Credit on your account',
      `${money(content.unallocatedCents)} was more than these invoices still needed. It stays with us as your credit.`,
    );
  }
}

/** An invoice with what the payer's own books know it by. */
const referenced = ({ invoiceNumber, poNumber, costCentre }: ReceiptContent['lines'][number]): string =>
  [invoiceNumber, poNumber && `PO ${poNumber}`, costCentre && `cost centre ${costCentre}`]
    .filter(Boolean)
    .join(', ');

function drawCredits(sheet: Sheet, { credits = [] }: ReceiptContent): void {
  sheet.heading('Credits used', 2);
  sheet.table(
    [
      { label: 'Credit', share: 2 },
      { label: 'Invoice', share: 2 },
      { label: 'Used', share: 1.4, align: 'right' },
    ],
    credits.map((credit) => [credit.number, credit.invoiceNumber, money(credit.allocatedCents)]),
  );
}

function drawProof(sheet: Sheet, content: ReceiptContent, sha256: string): void {
  sheet.heading('To check this receipt', 2);
  sheet.paragraph(
    'The portal shows the same receipt with the same code. Bank details are never sent by email: trust those in the portal only.',
    { muted: true, small: true },
  );
  sheet.keyValues(
    [
      { label: 'Verification code (SHA-256)', value: sha256 },
      { label: 'Quote when you ask about this payment', value: content.traceId ?? content.paymentId },
      { label: 'Payment service reference', value: content.vendorRef ?? 'none' },
    ],
    1,
  );
}
