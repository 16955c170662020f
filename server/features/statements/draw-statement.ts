import { type Cell, newDocument, type PdfSheet } from '../../pdf/document.ts';
import { abnText, dayText, momentText, moneyText } from '../../pdf/words.ts';
import type { Supplier } from '../../ports/supplier.ts';
import { bucketWords, kindWords } from './statement-words.ts';
import type { Statement } from './statements.contract.ts';

export type Drawing = { statement: Statement; supplier: Supplier };

/** The statement on paper: the same lines and sums as everywhere else. */
export async function drawStatement({ statement, supplier }: Drawing): Promise<PdfSheet> {
  const asOf = new Date(statement.asOf);
  const title = statement.mode === 'activity' ? 'Statement of activity' : 'Statement of open items';
  const when =
    statement.from === null
      ? `as at ${dayText(statement.to)}`
      : `${dayText(statement.from)} to ${dayText(statement.to)}`;
  const sheet = await newDocument({
    title: `${title}, ${when}`,
    author: supplier.legalName,
    subject: `Account of ${statement.client.legalName}`,
    createdAt: asOf,
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
    { title: 'Statement', reference: when },
  );
  sheet.blocks([
    {
      label: 'Account of',
      lines: [
        statement.client.legalName,
        `ABN ${abnText(statement.client.abn)}`,
        ...statement.client.addressLines,
      ],
    },
    {
      label: 'Covers',
      lines: statement.wholeAccount
        ? ['The whole account']
        : statement.sites.map((site) => `${site.name} (${site.code})`),
    },
  ]);
  if (statement.from !== null)
    sheet.totals([
      { label: `Balance before ${dayText(statement.from)}`, value: moneyText(statement.openingCents) },
    ]);
  sheet.table(
    [
      { label: 'Date', share: 13 },
      { label: 'What', share: 33 },
      { label: 'Due', share: 13 },
      { label: statement.mode === 'activity' ? 'Amount' : 'Open', share: 15, align: 'right' },
      { label: 'Balance', share: 15, align: 'right' },
    ],
    statement.lines.map((line): Cell[] => [
      dayText(line.on),
      { text: `${kindWords[line.kind]} ${line.reference}`, note: noteOf(line) },
      line.dueOn ? dayText(line.dueOn) : '',
      moneyText(line.amountCents),
      moneyText(line.balanceCents),
    ]),
  );
  sheet.totals([
    { label: 'Added', value: moneyText(statement.addedCents) },
    { label: 'Taken away', value: moneyText(statement.takenCents) },
    {
      label: statement.closingCents < 0 ? 'In your favour' : `Owed at the end of ${dayText(statement.to)}`,
      value: moneyText(statement.closingCents),
      strong: true,
    },
  ]);
  sheet.heading('By age');
  sheet.table(
    statement.aging.buckets.map(({ key }) => ({ label: bucketWords[key] ?? key, share: 1, align: 'right' })),
    [statement.aging.buckets.map((bucket) => moneyText(bucket.amountCents))],
  );
  sheet.keyValues([
    { label: 'Overdue', value: moneyText(statement.aging.overdueCents) },
    { label: 'In dispute', value: moneyText(statement.disputedCents) },
    { label: 'Promised', value: moneyText(statement.promisedCents) },
    { label: 'Credit not yet used', value: moneyText(statement.unallocatedCents) },
  ]);
  if (statement.closingCents > 0)
    sheet.notice(
      'To pay',
      'Sign in and pay here. If a letter or an email gives you other bank details than the portal, do not use them, and call us on the number above.',
      { words: statement.payUrl, address: statement.payUrl },
    );
  else
    sheet.notice(
      'Nothing to pay',
      `On balance nothing is owed at the end of ${dayText(statement.to)}. Thank you.`,
    );
  const fresh = statement.syncedAt ? momentText(new Date(statement.syncedAt), supplier.timeZone) : 'never';
  sheet.pageNumbers(
    `${title}  |  ${supplier.legalName}  |  Made ${momentText(asOf, supplier.timeZone)}, accounts last confirmed ${fresh}`,
  );
  return sheet;
}

function noteOf(line: Statement['lines'][number]): string {
  return [
    line.detail,
    line.daysOverdue > 0 ? `${line.daysOverdue} days overdue` : null,
    line.disputedCents > 0 ? `${moneyText(line.disputedCents)} in dispute` : null,
    line.kind === 'invoice' && line.totalCents !== line.amountCents
      ? `of ${moneyText(line.totalCents)}`
      : null,
  ]
    .filter((part) => part !== null)
    .join('  |  ');
}
