import { escapeHtml, frame, pairTable, palette, toHtml } from './layout.ts';
import { fill, messagesOf } from './messages.ts';

/** Everything a mail about a dispute says, already in words. The thread itself stays in the portal. */
export type DisputeMail = {
  kind: 'raised' | 'asked' | 'answered' | 'message' | 'escalated' | 'withdrawn' | 'settled';
  number: string;
  supplierName: string;
  supplierLine: string;
  clientName: string;
  /** Labels and values: invoice, line, amounts, dates. */
  facts: { label: string; value: string }[];
  url: string;
};

/** The mail in both forms, made from the same facts. */
export async function writeDisputeMail(
  mail: DisputeMail,
  language = 'en-AU',
): Promise<{ subject: string; html: string; text: string }> {
  const words = messagesOf(language);
  const heading = fill(words.dispute[mail.kind], mail.number);
  const intro = fill(words.disputeIntro, mail.clientName, mail.supplierName);
  const text = [
    heading,
    '',
    intro,
    '',
    ...mail.facts.map(({ label, value }) => `${label}: ${value}`),
    '',
    `${words.seeInPortal} ${mail.url}`,
    words.bankDetails,
    '',
    mail.supplierName,
    mail.supplierLine,
    '',
  ].join('\n');
  const body = `
    <mj-text>${escapeHtml(intro)}</mj-text>
    ${pairTable(mail.facts.map(({ label, value }) => [label, value] as const))}
    <mj-text>${escapeHtml(words.seeInPortal)} <a href="${escapeHtml(mail.url)}" style="color:${palette.accent}">${escapeHtml(mail.url)}</a></mj-text>
    <mj-text font-size="12px" line-height="18px" color="${palette.muted}">${escapeHtml(words.bankDetails)}</mj-text>`;
  const html = await toHtml(
    frame({
      language,
      title: heading,
      preview: intro,
      heading,
      body,
      footer: [mail.supplierName, mail.supplierLine],
    }),
  );
  return { subject: heading, html, text };
}
