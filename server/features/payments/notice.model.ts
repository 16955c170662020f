import type { Standing } from './payments.model.ts';
import { railName } from './receipt-words.ts';

/** What a payer is told beside the receipt, of money that takes its time. */
export const notices = ['initiated', 'failed', 'dishonoured'] as const;
export type Notice = (typeof notices)[number];

const slowRails: readonly string[] = ['becs', 'payto'];

/**
 * The notice that a change calls for, or null. Cards are over in a moment and their payer looks on; a debit of a bank
 * account is not, and may be taken back after it had succeeded.
 */
export function noticeOf(
  rail: string,
  before: Pick<Standing, 'status' | 'dishonoured'>,
  after: Pick<Standing, 'status' | 'dishonoured'>,
): Notice | null {
  if (after.dishonoured && !before.dishonoured) return 'dishonoured';
  if (!slowRails.includes(rail) || after.status === before.status) return null;
  if (after.status === 'processing') return 'initiated';
  return after.status === 'failed' && before.status === 'processing' ? 'failed' : null;
}

type Words = { subject: string; heading: string; paragraphs: string[] };

const reasons: Record<string, string> = {
  insufficient_funds: 'There was not enough money in the account.',
  account_closed: 'The account is closed, or its details are not right.',
  debit_not_authorised: 'The bank does not allow this debit.',
  mandate_declined: 'The request was declined in the bank’s app.',
};

/** What a notice says. `initiated, not yet cleared` is not paid: it never says that it is. */
export function wordsOf(
  notice: Notice,
  { amount, rail, failure }: { amount: string; rail: string; failure: string | null },
): Words {
  switch (notice) {
    case 'initiated':
      return {
        subject: `${amount} initiated, not yet cleared`,
        heading: 'Initiated, not yet cleared',
        paragraphs: [
          `Your payment of ${amount} by ${railName(rail)} is on its way. It has not cleared yet${rail === 'becs' ? ': banks take up to 2 business days' : ''}.`,
          'The invoices stay open until then. A receipt follows when the money has arrived.',
        ],
      };
    case 'failed':
      return {
        subject: `${amount} was not paid`,
        heading: 'The payment did not go through',
        paragraphs: [
          `Your payment of ${amount} by ${railName(rail)} did not clear. ${reasons[failure ?? ''] ?? 'The bank gave no further reason.'}`,
          'The invoices are still to be paid. Nothing was taken.',
        ],
      };
    case 'dishonoured':
      return {
        subject: `${amount} was dishonoured by the bank`,
        heading: 'The bank took the payment back',
        paragraphs: [
          `Your payment of ${amount} by ${railName(rail)} had cleared, and your bank has since taken it back.`,
          'The invoices that it paid are open again. Its receipt no longer shows money that we hold.',
        ],
      };
  }
}
