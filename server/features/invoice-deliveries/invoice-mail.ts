import { type NoticeMail, writeNoticeMail } from '../../email/notice-mail.ts';
import { dayText, moneyText } from '../../pdf/words.ts';
import type { Supplier } from '../../ports/supplier.ts';
import type { Invoice } from '../invoices/invoices.contract.ts';

type Facts = { invoice: Invoice; supplier: Supplier; origin: string };

/** The mail that an invoice comes with, in both forms. */
export const writeInvoiceMail = (facts: Facts) => writeNoticeMail(wordsOf(facts));

function wordsOf({ invoice, supplier, origin }: Facts): NoticeMail {
  const { number, sites, poNumber } = invoice;
  const total = moneyText(invoice.totalCents);
  return {
    subject: `Invoice ${number}: ${total}, due ${dayText(invoice.dueOn)}`,
    heading: `Invoice ${number}`,
    paragraphs: [
      `${supplier.legalName} has issued invoice ${number} to ${invoice.recipient.legalName}. It is attached as PDF.`,
      'Is a line wrong? Dispute it in the portal: the rest can be paid meanwhile.',
    ],
    facts: [
      ['Total including GST', total],
      ...(invoice.balanceCents === invoice.totalCents
        ? []
        : [['Owed', moneyText(invoice.balanceCents)] as const]),
      ['Date of issue', dayText(invoice.issuedOn)],
      ['Due', dayText(invoice.dueOn)],
      [sites.length > 1 ? 'Sites' : 'Site', sites.map(({ name }) => name).join(', ') || 'All sites'],
      ...(poNumber ? [['Your purchase order', poNumber] as const] : []),
    ],
    supplierName: supplier.legalName,
    supplierLine: `${supplier.phone} · ${supplier.email}`,
    portalUrl: `${origin}/invoices/${invoice.id}`,
    bankDetails: `Bank details stand on the attached invoice alone. Check it at ${origin}/verify before you pay, and trust no other bank details that a mail gives you.`,
  };
}
