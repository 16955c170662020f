/** The words of the mails, by language. `{0}`, `{1}` stand for values; every language has every message. */
const enAU = {
  receiptSubject: 'Receipt {0}: {1} received',
  receiptPreview: '{0} from {1}',
  receiptHeading: '{0} received',
  receiptIntro: 'Thank you. {0} has received {1} from {2}. Receipt {3} is attached.',
  creditsSubject: 'Receipt {0}: {1} paid from credits',
  creditsHeading: '{0} paid from credits',
  creditsIntro: 'Thank you. {0} of the credits of {1} was used as asked. Receipt {2} is attached.',
  receivedAt: 'Received',
  method: 'Method',
  yourReference: 'Your reference',
  invoice: 'Invoice',
  invoiceTotal: 'Invoice total',
  fromCredits: 'from credits',
  paidFromCredits: 'Paid from credits',
  surcharge: 'Surcharge',
  paidNow: 'Paid now',
  stillToPay: 'Still to pay',
  gstIncluded: 'GST included in this payment',
  totalReceived: 'Amount received',
  credit: '{0} was more than these invoices still needed. It stays on your account as credit.',
  seeInPortal: 'See it in the portal:',
  verification: 'Verification code (SHA-256): {0}',
  quote: 'Quote when you ask about this payment: {0}',
  bankDetails: 'We never send bank details by email. Trust those in the portal only.',
  dispute: {
    raised: 'Dispute {0} was raised',
    asked: 'Dispute {0}: a question for you',
    answered: 'Dispute {0}: there is an answer',
    message: 'Dispute {0}: a new message',
    escalated: 'Dispute {0} was escalated',
    withdrawn: 'Dispute {0} was withdrawn',
    settled: 'Dispute {0} is settled',
  },
  disputeIntro: 'It is about an invoice line of {0} with {1}.',
  disputedLine: 'Line',
  disputedAmount: 'Amount in dispute',
  proposedCredit: 'Proposed credit',
  settledCredit: 'Credited',
  notCredited: 'Nothing: rejected',
  creditNote: 'Credit note',
  settlementReason: 'Reason',
  answerDue: 'First answer due',
  settlementDue: 'Settlement due',
};

export type Messages = typeof enAU;
const languages: Record<string, Messages> = { 'en-AU': enAU };

/** The messages of a language; Australian English for one that is not there. */
export const messagesOf = (language: string): Messages => languages[language] ?? enAU;

export const fill = (message: string, ...values: string[]): string =>
  message.replace(/\{(\d)\}/g, (_, place: string) => values[Number(place)] ?? '');
