import { type Account, find, type Operation } from './account.ts';
import { invalidParameter } from './errors.ts';
import { newId } from './ids.ts';
import { having, listPage } from './lists.ts';
import type { BalanceTransaction } from './objects.ts';
import { allowOnly, optionalText } from './params.ts';

const LIST = ['type', 'source', 'currency', 'payout', 'created', 'limit', 'starting_after', 'ending_before'];

export const retrieveBalanceTransaction: Operation = ({ account, id }) =>
  find(account, 'balance_transaction', id);

export const listBalanceTransactions: Operation = ({ account, form }) => {
  allowOnly(form, LIST);
  const payout = optionalText(form, 'payout');
  const lines = payout === undefined ? account.store.all('balance_transaction') : linesOf(account, payout);
  const all = having(lines, form, ['type', 'source', 'currency']);
  return listPage(all, form, '/v1/balance_transactions');
};

/** What a payout is made of, itself at the end: everything since the automatic payout before. */
function linesOf(account: Account, payoutId: string): BalanceTransaction[] {
  const payout = find(account, 'payout', payoutId, 'payout');
  if (!payout.automatic)
    throw invalidParameter(
      'payout',
      'Balance transaction history can only be filtered on automatic transfers, not manual.',
    );
  const all = account.store.all('balance_transaction');
  const end = all.findIndex(({ id }) => id === payout.balance_transaction) + 1;
  const start = all.slice(0, end - 1).findLastIndex((line) => endsPayout(account, line)) + 1;
  return all.slice(start, end);
}

/** What no automatic payout has taken along yet. */
export function openLines(account: Account): BalanceTransaction[] {
  const all = account.store.all('balance_transaction');
  return all.slice(all.findLastIndex((line) => endsPayout(account, line)) + 1);
}

const endsPayout = (account: Account, { type, source }: BalanceTransaction): boolean =>
  type === 'payout' && account.store.get('payout', source)?.automatic === true;

const FIXED_FEE_CENTS = 30;
const DISPUTE_FEE_CENTS = 2_500;

/** Stripe's published price for Australian cards, 1.7 % and 30 cents, rounded half up in whole cents. */
const cardFee = (amount: number): number => Math.floor((amount * 17 + 500) / 1_000) + FIXED_FEE_CENTS;

/** From a bank account: 1 % and 30 cents, at most 3.50. */
const debitFee = (amount: number): number => Math.min(Math.floor((amount + 50) / 100) + FIXED_FEE_CENTS, 350);

export type Movement = {
  type: 'charge' | 'refund' | 'adjustment' | 'payout' | 'payout_failure';
  amount: number;
  source: string;
  currency: string;
  /** Money out of a bank account costs less than money from a card. */
  from?: 'card' | 'bank';
};

function feeOf({ type, amount, from }: Movement): number {
  if (type === 'charge') return from === 'bank' ? debitFee(amount) : cardFee(amount);
  // A dispute costs once, when the money is withdrawn.
  return type === 'adjustment' && amount < 0 ? DISPUTE_FEE_CENTS : 0;
}

/** Writes a line of the account's balance; `amount` is signed from the account's point of view. */
export function recordMovement(account: Account, movement: Movement): string {
  const fee = feeOf(movement);
  const created = account.now();
  const id = newId('txn');
  account.store.put('balance_transaction', {
    id,
    object: 'balance_transaction',
    amount: movement.amount,
    available_on: created + 2 * 86_400,
    balance_type: 'payments',
    created,
    currency: movement.currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency: movement.currency,
              description: movement.type === 'charge' ? 'Stripe processing fees' : 'Dispute fee',
              type: 'stripe_fee',
            },
          ],
    net: movement.amount - fee,
    reporting_category: movement.type === 'adjustment' ? 'dispute' : movement.type,
    source: movement.source,
    status: 'pending',
    type: movement.type,
  });
  return id;
}
