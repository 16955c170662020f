import { escapeHtml, frame, pairTable, palette, toHtml } from './layout.ts';
import { fill, type Messages, messagesOf } from './messages.ts';

/** Everything a receipt mail says, already in words: amounts with their currency sign, moments in the reader's form. */
export type ReceiptMail = {
  number: string;
  supplierName: string;
  supplierLine: string;
  clientName: string;
  receivedAt: string;
  method: string;
  clientReference: string | null;
  amount: string;
  gst: string;
  /** Credits paid everything: no money came. */
  isByCredits: boolean;
  /** What credits paid in the same basket; null when none were used. */
  credits: string | null;
  /** Charged on top for the way of paying; null when there is none. */
  surcharge: string | null;
  /** What no invoice could take; null when there is none. */
  credit: string | null;
  lines: { invoiceNumber: string; total: string; credit: string | null; paid: string; balance: string }[];
  sha256: string;
  traceId: string | null;
  portalUrl: string;
};

/** The mail in both forms, made from the same facts: neither says anything that the other does not. */
export async function writeReceiptMail(
  mail: ReceiptMail,
  language = 'en-AU',
): Promise<{ subject: string; html: string; text: string }> {
  const words = messagesOf(language);
  const subject = mail.isByCredits
    ? fill(words.creditsSubject, mail.number, mail.credits ?? '')
    : fill(words.receiptSubject, mail.number, mail.amount);
  return { subject, html: await toHtml(asMjml(mail, words, language, subject)), text: asText(mail, words) };
}

const factsOf = (mail: ReceiptMail, words: Messages): [string, string][] => [
  [words.receivedAt, mail.receivedAt],
  [words.method, mail.method],
  ...(mail.clientReference ? ([[words.yourReference, mail.clientReference]] as [string, string][]) : []),
];

const sumsOf = (mail: ReceiptMail, words: Messages): [string, string][] => [
  ...(mail.credits ? ([[words.paidFromCredits, mail.credits]] as [string, string][]) : []),
  ...(mail.surcharge ? ([[words.surcharge, mail.surcharge]] as [string, string][]) : []),
  [words.gstIncluded, mail.gst],
  [words.totalReceived, mail.amount],
];

const closing = (mail: ReceiptMail, words: Messages): string[] => [
  fill(words.verification, mail.sha256),
  ...(mail.traceId ? [fill(words.quote, mail.traceId)] : []),
  words.bankDetails,
];

const heading = (mail: ReceiptMail, words: Messages): string =>
  mail.isByCredits ? fill(words.creditsHeading, mail.credits ?? '') : fill(words.receiptHeading, mail.amount);

const intro = (mail: ReceiptMail, words: Messages): string =>
  mail.isByCredits
    ? fill(words.creditsIntro, mail.credits ?? '', mail.clientName, mail.number)
    : fill(words.receiptIntro, mail.supplierName, mail.amount, mail.clientName, mail.number);

function asText(mail: ReceiptMail, words: Messages): string {
  const table = mail.lines.flatMap((line) => [
    `${words.invoice} ${line.invoiceNumber}`,
    `  ${words.invoiceTotal}: ${line.total}`,
    ...(line.credit ? [`  ${words.fromCredits}: ${line.credit}`] : []),
    `  ${words.paidNow}: ${line.paid}`,
    `  ${words.stillToPay}: ${line.balance}`,
  ]);
  return [
    heading(mail, words),
    '',
    intro(mail, words),
    '',
    ...factsOf(mail, words).map(([label, value]) => `${label}: ${value}`),
    '',
    ...table,
    '',
    ...sumsOf(mail, words).map(([label, value]) => `${label}: ${value}`),
    ...(mail.credit ? ['', fill(words.credit, mail.credit)] : []),
    '',
    `${words.seeInPortal} ${mail.portalUrl}`,
    ...closing(mail, words),
    '',
    mail.supplierName,
    mail.supplierLine,
    '',
  ].join('\n');
}

const cell = `padding:8px 0;border-bottom:1px solid ${palette.rule};`;
const amountCell = `${cell}text-align:right;white-space:nowrap;padding-left:12px;`;

function asMjml(mail: ReceiptMail, words: Messages, language: string, subject: string): string {
  const head = [words.invoice, words.invoiceTotal, words.paidNow, words.stillToPay]
    .map(
      (label, n) =>
        `<th scope="col"${n === 1 ? ' class="wide"' : ''} style="${n === 0 ? `${cell}text-align:left;` : amountCell}color:${palette.muted};font-size:12px;font-weight:600">${escapeHtml(label)}</th>`,
    )
    .join('');
  const rows = mail.lines
    .map(
      (line) => `<tr><td style="${cell}">${escapeHtml(line.invoiceNumber)}</td>
        <td class="amount wide" style="${amountCell}">${escapeHtml(line.total)}</td>
        <td class="amount" style="${amountCell}font-weight:600">${escapeHtml(line.paid)}${line.credit ? `<br><span style="font-weight:400;font-size:12px;color:${palette.muted}">${escapeHtml(`${words.fromCredits} ${line.credit}`)}</span>` : ''}</td>
        <td class="amount" style="${amountCell}">${escapeHtml(line.balance)}</td></tr>`,
    )
    .join('');
  const body = `
    <mj-text>${escapeHtml(intro(mail, words))}</mj-text>
    ${pairTable(factsOf(mail, words))}
    <mj-table><tr>${head}</tr>${rows}</mj-table>
    ${pairTable(sumsOf(mail, words))}
    ${mail.credit ? `<mj-text>${escapeHtml(fill(words.credit, mail.credit))}</mj-text>` : ''}
    <mj-text>${escapeHtml(words.seeInPortal)} <a href="${escapeHtml(mail.portalUrl)}" style="color:${palette.accent}">${escapeHtml(mail.portalUrl)}</a></mj-text>
    <mj-divider border-width="1px" border-color="${palette.rule}" padding="12px 24px" />
    ${closing(mail, words)
      .map(
        (line) =>
          `<mj-text font-size="12px" line-height="18px" color="${palette.muted}" padding="2px 24px"><span style="word-break:break-all">${escapeHtml(line)}</span></mj-text>`,
      )
      .join('')}`;
  return frame({
    language,
    title: subject,
    preview: fill(
      words.receiptPreview,
      mail.isByCredits ? (mail.credits ?? '') : mail.amount,
      mail.clientName,
    ),
    heading: heading(mail, words),
    body,
    footer: [mail.supplierName, mail.supplierLine],
  });
}
