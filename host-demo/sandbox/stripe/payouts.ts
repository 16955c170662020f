import { type Account, find, type Operation } from './account.ts';
import { openLines, recordMovement } from './balance.ts';
import { newId } from './ids.ts';
import type { Payout } from './objects.ts';

const dayS = 86_400;

export const retrievePayout: Operation = ({ account, id }) => find(account, 'payout', id);

/** Sends everything that came in since the payout before to the shop's bank, as Stripe does by itself; null when that is nothing. */
export function payOutAll(account: Account): Payout | null {
  const amount = openLines(account).reduce((sum, { net }) => sum + net, 0);
  return amount > 0 ? send(account, { amount, automatic: true }) : null;
}

/** Sends an amount that somebody asked for: Stripe does not tell what such a payout is made of. */
export const payOut = (account: Account, amount: number): Payout =>
  send(account, { amount, automatic: false });

function send(account: Account, { amount, automatic }: { amount: number; automatic: boolean }): Payout {
  const id = newId('po');
  const created = account.now();
  return account.store.put('payout', {
    id,
    object: 'payout',
    amount,
    arrival_date: created + 2 * dayS,
    automatic,
    balance_transaction: recordMovement(account, {
      type: 'payout',
      amount: -amount,
      source: id,
      currency: 'aud',
    }),
    created,
    currency: 'aud',
    description: 'STRIPE PAYOUT',
    failure_balance_transaction: null,
    failure_code: null,
    method: 'standard',
    statement_descriptor: null,
    status: 'in_transit',
    type: 'bank_account',
  });
}

/** The bank sent it back: the money is in the account again. */
export function failPayout(account: Account, id: string): Payout {
  const payout = find(account, 'payout', id);
  return account.store.put('payout', {
    ...payout,
    status: 'failed',
    failure_code: 'account_closed',
    failure_balance_transaction: recordMovement(account, {
      type: 'payout_failure',
      amount: payout.amount,
      source: id,
      currency: 'aud',
    }),
  });
}
