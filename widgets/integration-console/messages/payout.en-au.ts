import { plural, type Translation } from '../../kit/messages.ts';

/** Words of what a payout is made of. */
export const messages = {
  heading: 'What this payout is made of',
  sent: 'Sent',
  expected: 'Expected at the bank',
  state_under_way: 'On its way',
  state_arrived: 'Arrived',
  state_failed: 'Failed or came back',
  charges: 'Paid by clients',
  refunds: 'Refunded',
  chargebacks: 'Charged back',
  other: 'Other',
  fees: 'Kept by the vendor as fees',
  total: 'Paid out',
  lines: (count: number) => plural('en-AU', count, { one: `${count} movement`, other: `${count} movements` }),
  what: 'What',
  amount: 'Amount (AUD)',
  fee: 'Fee (AUD)',
  kind_charge: 'Payment',
  kind_refund: 'Refund',
  kind_chargeback: 'Chargeback',
  kind_chargeback_reversed: 'Chargeback taken back',
  kind_other_payout: 'Another payout',
  kind_other: 'Of the vendor’s own',
  unknown: 'Not in the portal',
  showAll: (count: number) => `Show all ${count}`,
  firstOf: (shown: number, count: number) => `The first ${shown} of ${count}. The sums are of all of them.`,
  untold: 'The vendor does not tell what it is made of, because it was asked for by hand.',
  offTitle: (amount: string) => `${amount} is not explained`,
  offBody: 'The movements do not come to what was paid out. Ask the vendor about this payout.',
  notFoundTitle: 'The vendor knows no payout of this reference',
  notFoundBody: 'It may be of another account, or the reference was cut short by the bank.',
};

export type PayoutMessages = Translation<typeof messages>;
