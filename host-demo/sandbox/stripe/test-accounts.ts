import type { Decline } from './test-cards.ts';

/** How the stand-in bank treats a debit of an account. */
export type DebitBehaviour = {
  failure: Decline | null;
  /** Disputed as soon as it has cleared. */
  disputed: boolean;
  /** Takes three minutes, however quick the bank is otherwise. */
  late: boolean;
};

const paid: DebitBehaviour = { failure: null, disputed: false, late: false };
const failing = (code: string, message: string): DebitBehaviour => ({
  ...paid,
  failure: { code, declineCode: code, message },
});

const CLOSED = failing('account_closed', "The customer's bank account has been closed.");
const NO_ACCOUNT = failing('no_account', "The customer's bank account could not be located.");
const REFERRED = failing('refer_to_customer', 'The bank asks to refer to the customer.');
const NOT_AUTHORISED = failing(
  'debit_not_authorized',
  'The customer has told the bank not to allow this debit.',
);
const EMPTY = failing(
  'insufficient_funds',
  "The customer's account has insufficient funds to cover this payment.",
);

/** Stripe's published test accounts, with BSB 000-000; any other account of it pays. */
const numbers: Record<string, DebitBehaviour> = {
  '000123456': paid,
  '900123456': { ...paid, late: true },
  '111111113': CLOSED,
  '111111116': NO_ACCOUNT,
  '222222227': REFERRED,
  '922222227': { ...REFERRED, late: true },
  '333333335': NOT_AUTHORISED,
  '666666660': { ...paid, disputed: true },
  // The sandbox's own: Stripe publishes no account without money.
  '444444440': EMPTY,
};

export const debitBehaviourOf = (accountNumber: string): DebitBehaviour => numbers[accountNumber] ?? paid;

/** What the control interface can make a debit fail with. */
const reasons: Record<string, Decline> = Object.fromEntries(
  [CLOSED, NO_ACCOUNT, REFERRED, NOT_AUTHORISED, EMPTY].flatMap(({ failure }) =>
    failure ? [[failure.code, failure]] : [],
  ),
);
export const failureNamed = (code: string | undefined): Decline | undefined =>
  reasons[code ?? 'insufficient_funds'];
