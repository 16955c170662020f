import { type Account, find } from './account.ts';
import { recordMovement } from './balance.ts';
import { newId } from './ids.ts';
import type { Payout } from './objects.ts';

const dayS = 86_400;

/** Sends what the account holds, or a part of it, to the shop's bank. */
export function payOut(account: Account, amount: number): Payout {
  const id = newId('po');
  const created = account.now();
  return account.store.put('payout', {
    id,
    object: 'payout',
    amount,
    arrival_date: created + 2 * dayS,
    automatic: true,
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
