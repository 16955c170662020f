import { type Cell, newDocument } from '../../pdf/document.ts';
import { abnText, dayText, moneyText } from '../../pdf/words.ts';
import type { Supplier } from '../../ports/supplier.ts';
import type { CreditNote } from './credit-notes.contract.ts';

export type Drawing = { note: CreditNote; supplier: Supplier; now: Date };

/**
 * The adjustment note on paper. Carries what A New Tax System (GST) Act 1999 s 29-75 and GSTR 2013/2 ask for: that it is
 * an adjustment note, supplier and ABN, recipient, date, the invoice that it adjusts, why, the difference in price and the
 * difference in GST.
 */
export async function drawCreditNote({ note, supplier, now }: Drawing): Promise<Uint8Array> {
  const sheet = await newDocument({
    title: `Adjustment note ${note.number}`,
    author: supplier.legalName,
    subject: `${moneyText(note.totalCents)} credited on tax invoice ${note.ofInvoice.number}`,
    createdAt: now,
  });
  sheet.masthead(
    {
      name: supplier.legalName,
      lines: [
        `ABN ${abnText(supplier.abn)}`,
        ...supplier.addressLines,
        `${supplier.phone}  |  ${supplier.email}`,
      ],
    },
    { title: 'Adjustment note', reference: note.number },
  );
  sheet.blocks([
    {
      label: 'Issued to',
      lines: [note.recipient.legalName, `ABN ${abnText(note.recipient.abn)}`, ...note.recipient.addressLines],
    },
    {
      label: 'Adjusts',
      lines: [
        `Tax invoice ${note.ofInvoice.number}`,
        `issued ${dayText(note.ofInvoice.issuedOn)}`,
        `${moneyText(note.ofInvoice.totalCents)} including GST of ${moneyText(note.ofInvoice.gstCents)}`,
      ],
    },
  ]);
  sheet.keyValues(
    [
      { label: 'Date of issue', value: dayText(note.issuedOn) },
      { label: 'Reason', value: note.reason },
    ],
    2,
  );
  sheet.table(
    [
      { label: 'Description', share: 52 },
      { label: 'Quantity', share: 14, align: 'right' },
      { label: 'GST', share: 16, align: 'right' },
      { label: 'Amount excl. GST', share: 18, align: 'right' },
    ],
    note.lines.map((line): Cell[] => [
      { text: line.description, note: line.site?.name ?? '' },
      line.quantity,
      line.gstCode === 'GST' ? moneyText(line.gstCents) : 'GST-free',
      moneyText(line.netCents),
    ]),
  );
  sheet.totals([
    { label: 'Reduction excluding GST', value: moneyText(note.netCents) },
    { label: 'Reduction in GST', value: moneyText(note.gstCents) },
    { label: 'Reduction in price', value: moneyText(note.totalCents), strong: true },
    { label: 'Used on invoices', value: moneyText(note.allocatedCents) },
    { label: 'Still to use', value: moneyText(note.remainingCents) },
  ]);
  sheet.paragraph(
    `All amounts are in Australian dollars. This note reduces the price of tax invoice ${note.ofInvoice.number} by ${moneyText(note.totalCents)} and the GST on it by ${moneyText(note.gstCents)}.`,
    { muted: true, small: true },
  );
  sheet.pageNumbers(
    `Adjustment note ${note.number}  |  ${supplier.legalName}  |  ABN ${abnText(supplier.abn)}`,
  );
  return sheet.save();
}
