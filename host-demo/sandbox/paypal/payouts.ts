import { type Call, find, stamp } from './account.ts';
import { newId } from './ids.ts';
import type { Payout } from './objects.ts';

/** Sends money of the account to the shop's bank. */
export const payOut = ({ account }: Call, amountCents: number): Payout =>
  account.store.put('payout', { id: newId(), amountCents, created: stamp(account), returned: null });

/** The bank did not take it: the money is in the account again. */
export const returnPayout = ({ account }: Call, id: string): Payout =>
  account.store.put('payout', { ...find(account, 'payout', id), returned: stamp(account) });
