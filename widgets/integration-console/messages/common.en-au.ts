import { plural, type Translation } from '../../kit/messages.ts';

/** Words of the console as a whole. */
export const messages = {
  title: 'Integrations',
  tabReconciliation: 'Reconciliation',
  tabBank: 'Bank',
  forbiddenTitle: 'For the contractor’s own staff',
  forbiddenBody:
    'Operations and administrators see the state of integrations here. An administrator of the contractor can give you that role.',

  refresh: 'Refresh',
  more: 'Show more',
  moreFailed: 'More could not be read. Try again.',
  cancel: 'Cancel',
  offlineTitle: 'You are offline',
  offlineBody: (when: string) =>
    `You see what was true as of ${when}. It updates when the connection is back.`,
  expiredTitle: 'Your session ended',
  expiredBody: 'What you typed is still here. Sign in again to go on.',
  rows: (count: number, all: boolean) =>
    all
      ? plural('en-AU', count, { one: `${count} row`, other: `${count} rows` })
      : `${count} rows, more below`,

  conflictTitle: 'This changed while you were looking',
  conflictBody: 'Nothing of yours was done. What you see now is what stands.',
  failedTitle: 'That did not go through',
  failedOffline: 'There is no connection. Nothing was changed; try again when you are back online.',
  failedUnreachable: 'The portal did not answer. Refresh to see whether it was done before you try again.',
  failedVendor: 'The vendor does not answer just now. Nothing was changed; try again in a few minutes.',
  failedForbidden: 'Your role does not allow this.',
  failedNotFound: 'It is not here any more.',
  failedInvalid: 'The portal did not accept what was entered. Check each field.',
  failedBusy: 'Too many requests just now. Wait a moment, then try again.',
  failedOther: 'Nothing was changed.',
  request: (id: string) => `Request ${id}`,

  reason: 'Reason',
  reasonHint: 'Kept in the audit log. A colleague should understand it next year.',
  reasonShort: 'Give a reason of at least three letters',
  dayMissing: 'Choose a day',
  amount: 'Amount (AUD)',
};

export type CommonMessages = Translation<typeof messages>;
