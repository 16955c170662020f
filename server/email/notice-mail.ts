import { escapeHtml, frame, pairTable, palette, toHtml } from './layout.ts';

/** A short mail: what happened, the facts, and the way to the portal. Everything is text already. */
export type NoticeMail = {
  subject: string;
  heading: string;
  paragraphs: readonly string[];
  facts: readonly (readonly [string, string])[];
  supplierName: string;
  supplierLine: string;
  portalUrl: string;
  /** What to know about bank details; for mails that come without any when not said. */
  bankDetails?: string;
};

const seeInPortal = 'See it in the portal:';
const withoutBankDetails = 'We never send bank details by email. Trust those in the portal only.';

/** The mail in both forms, made from the same facts: neither says anything that the other does not. */
export async function writeNoticeMail(
  mail: NoticeMail,
): Promise<{ subject: string; html: string; text: string }> {
  const { subject } = mail;
  return { subject, html: await toHtml(asMjml(mail)), text: asText(mail) };
}

const asText = (mail: NoticeMail): string =>
  [
    mail.heading,
    '',
    ...mail.paragraphs.flatMap((paragraph) => [paragraph, '']),
    ...mail.facts.map(([label, value]) => `${label}: ${value}`),
    '',
    `${seeInPortal} ${mail.portalUrl}`,
    mail.bankDetails ?? withoutBankDetails,
    '',
    mail.supplierName,
    mail.supplierLine,
    '',
  ].join('\n');

function asMjml(mail: NoticeMail): string {
  const body = `
    ${mail.paragraphs.map((paragraph) => `<mj-text>${escapeHtml(paragraph)}</mj-text>`).join('')}
    ${pairTable(mail.facts)}
    <mj-text>${seeInPortal} <a href="${escapeHtml(mail.portalUrl)}" style="color:${palette.accent}">${escapeHtml(mail.portalUrl)}</a></mj-text>
    <mj-text font-size="12px" line-height="18px" color="${palette.muted}">${escapeHtml(mail.bankDetails ?? withoutBankDetails)}</mj-text>`;
  return frame({
    language: 'en-AU',
    title: mail.subject,
    preview: mail.paragraphs[0] ?? mail.subject,
    heading: mail.heading,
    body,
    footer: [mail.supplierName, mail.supplierLine],
  });
}
