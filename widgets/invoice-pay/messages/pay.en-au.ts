import { plural, type Translation } from '../../kit/messages.ts';

const invoices = (count: number): string =>
  plural('en-AU', count, { one: `${count} invoice`, other: `${count} invoices` });

/** Words of paying, from the basket to the receipt, and of what was paid before. */
export const messages = {
  basketTitle: 'Review payment',
  basketLead: 'Change an amount to pay an invoice in part. The rest stays on the invoice.',
  amountFor: (number: string) => `Amount for ${number}`,
  amount: 'Amount to pay',
  ofBalance: (balance: string) => `of ${balance}`,
  partLeft: (left: string) => `${left} stays to be paid`,
  payInFull: 'Pay in full',
  remove: 'Remove',
  removeOf: (number: string) => `Remove ${number}`,
  removed: (number: string) => `${number} removed.`,
  balanceMoved: (was: string, now: string) =>
    `The balance changed from ${was} to ${now} while you were here.`,
  problem_missing: 'Enter an amount, or remove this invoice',
  problem_not_money: 'Enter an amount in dollars and cents, like 1,234.50',
  problem_not_positive: 'Enter more than $0.00, or remove this invoice',
  problem_above_balance: (most: string) => `Enter ${most} or less: that is what is left to pay`,
  problem_not_payable: 'Nothing is left to pay on this invoice. Remove it to go on.',
  reference: 'Your reference',
  referenceHint: 'Printed on the receipt, such as a cost centre',
  receiptEmail: 'Send the receipt to',
  receiptEmailHint: (email: string) => `Goes to ${email} if you leave this empty`,
  emailWrong: 'Enter an email address like name@example.com',
  total: 'Total',
  goOn: 'Continue',
  addMore: 'Add more invoices',
  emptyTitle: 'No invoice chosen',
  emptyBody: 'Choose invoices in the list, then come back to pay them together.',

  confirmTitle: 'Confirm payment',
  confirmLead: (count: number) => `You are about to pay ${invoices(count)} by card.`,
  invoice: 'Invoice',
  balance: 'Balance',
  paying: 'Paying',
  left: 'Left',
  payAmount: (amount: string) => `Pay ${amount}`,
  change: 'Change',
  receiptTo: 'Receipt to',

  payTitle: 'Card details',
  payLead: (amount: string) =>
    `Pay ${amount}. Your card details go straight to Stripe; this page never sees them.`,
  formLoading: 'Loading the card form',
  cancelPayment: 'Cancel this payment',
  resumedTitle: 'This payment is not finished',
  resumedBody: 'You began it before, and nothing has been charged. Enter a card to finish it, or cancel it.',
  stillWorking: 'Still working on it. Nothing is charged twice.',
  cancelled: 'Payment cancelled. Nothing was charged.',
  sending: 'Your bank may ask you to confirm.',
  settlingTitle: 'Finishing your payment',
  settlingBody:
    'Your bank has answered. We are writing the payment to your invoices; this takes a few seconds.',

  paidTitle: (amount: string, count: number) => `Paid ${amount} across ${invoices(count)}`,
  paidOne: (amount: string, number: string) => `Paid ${amount} for ${number}`,
  receiptSent: (receipt: string, email: string) => `Receipt ${receipt} sent to ${email}.`,
  receiptReady: (receipt: string) => `Receipt ${receipt} is ready.`,
  receiptComing: 'The receipt is being written and will be sent by email.',
  allocated: 'Paid',
  balanceAfter: 'Balance now',
  keptOnAccount: (amount: string) =>
    `${amount} could not be used because an invoice was settled meanwhile. It is kept as credit on your account.`,
  downloadReceipt: 'Download receipt',
  pdfFailed: 'The receipt could not be fetched. Try again in a moment.',
  done: 'Back to invoices',
  yourReference: (reference: string) => `Your reference: ${reference}`,
  trace: (id: string) => `Trace ${id}`,

  processingTitle: 'Payment initiated, not yet cleared',
  processingBody: (amount: string) =>
    `Your bank has ${amount} in hand. The invoices show it as under way, and change to paid once it clears. You will get the receipt by email.`,
  unknownTitle: 'We do not know yet whether this payment went through',
  unknownBody:
    'Do not pay again for now. We keep asking the bank and will show the outcome here. Checking again is safe: it is the same payment.',
  checkAgain: 'Check again',
  failedTitle: 'The payment did not go through',
  nothingCharged: 'Nothing was charged. Your selection is still here.',
  tryAgain: 'Try again',
  requestId: (id: string) => `Request ${id}`,

  historyTitle: 'Payments',
  historyEmptyTitle: 'No payments yet',
  historyEmptyBody: 'Each payment you make appears here with its invoices and its receipt.',
  paymentOf: (count: number) => invoices(count),
  status_created: 'Started',
  status_requires_action: 'Waiting for you',
  status_processing: 'Not yet cleared',
  status_unknown: 'Outcome not known yet',
  status_succeeded: 'Paid',
  status_failed: 'Did not go through',
  status_cancelled: 'Cancelled',
  status_refunded_part: 'Refunded in part',
  status_refunded: 'Refunded',
  status_disputed: 'Disputed with the bank',
  status_charged_back: 'Charged back',
  status_dishonoured: 'Dishonoured',
  receipt: (number: string) => `Receipt ${number}`,
  by: (name: string) => `by ${name}`,
  moreFailed: 'More payments could not be read.',
  more: 'Show more',

  trouble_card_declined: 'Your bank declined the card. Use another card, or ask your bank.',
  trouble_insufficient_funds: 'The card does not have enough funds. Use another card.',
  trouble_expired_card: 'The card has expired. Use another card.',
  trouble_incorrect_cvc: 'The security code did not match. Check it and try again.',
  trouble_authentication_failed:
    'Your bank could not confirm that it was you. Try again, or use another card.',
  trouble_vendor_refused: 'The payment was refused. Use another card, or try again later.',
  trouble_superseded: 'Another payment for the same invoices took its place.',
  trouble_cancelled: 'The payment was cancelled before anything was charged.',
  trouble_invalid_request:
    'Something in this payment could not be accepted. Check the amounts and the email address.',
  trouble_unauthenticated: 'Your session ended. Sign in again; your selection is still here.',
  trouble_forbidden: 'Your role may not pay these invoices. A portal administrator can change that.',
  trouble_not_found: 'One of these invoices is no longer there. Remove it and try again.',
  trouble_conflict: 'Something changed while you were here. Check the amounts below and try again.',
  trouble_idempotency_in_flight: 'This payment is being worked on already. Check again in a moment.',
  trouble_idempotency_mismatch:
    'The selection changed since the last try. Check the amounts below and try again.',
  trouble_too_many_requests: 'Too many tries just now. Wait a minute, then try again.',
  trouble_invoice_not_payable:
    'One of these invoices can no longer be paid. The amounts below are up to date.',
  trouble_amount_above_balance:
    'An amount is more than what is left to pay. The amounts below are up to date.',
  trouble_amount_changed: 'The total changed while you were here. Check it below before you pay.',
  trouble_payment_in_progress:
    'Another payment for one of these invoices is under way, perhaps in another tab or by a colleague. Nothing was charged here.',
  trouble_payment_superseded:
    'A newer payment for these invoices took the place of this one. Nothing was charged here.',
  trouble_payment_not_cancellable: 'It is too late to cancel: the bank is already working on it.',
  trouble_vendor_unavailable:
    'Card payments are not available right now. Nothing was charged. Try again in a few minutes.',
  trouble_outcome_unknown: 'The bank did not answer in time.',
  trouble_service_unavailable: 'The portal is busy. Nothing was charged. Try again in a moment.',
  trouble_offline: 'This device is offline. Nothing is lost; try again when you are connected.',
  trouble_unreachable: 'The portal cannot be reached. Nothing is lost; try again in a moment.',
  trouble_timed_out: 'The portal did not answer in time.',
  trouble_vendor_script_blocked:
    'The card form is blocked on this page. Its owner has to allow Stripe in the page’s security policy. Nothing was charged.',
  trouble_vendor_script_slow:
    'The card form takes too long to load. Check the connection and try again. Nothing was charged.',
  trouble_vendor_form_failed: 'The card form did not start. Try again. Nothing was charged.',
  trouble_payment_slot_missing:
    'This page shows the widget inside another component that does not pass the payment form on. Its owner has to add a slot named “payment”.',
  trouble_other: 'That did not work. Try again; if it keeps happening, quote the number below.',
};

export type PayMessages = Translation<typeof messages>;
