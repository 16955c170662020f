import type { JsonObject } from '../json.ts';
import { type Account, type Call, emit, find, type Operation } from './account.ts';
import { newId } from './ids.ts';
import type { Mandate, PaymentMethod } from './objects.ts';

export const retrieveMandate: Operation = ({ account, id }) => find(account, 'mandate', id);

/** What the payer agreed to. A PayTo agreement waits for the payer's bank; a direct debit request holds at once. */
export function createMandate(
  account: Account,
  call: Call,
  method: PaymentMethod,
  more: { reusable: boolean; payTo?: JsonObject },
): Mandate {
  const isPayTo = method.type === 'payto';
  const id = newId('mandate');
  return account.store.put('mandate', {
    id,
    object: 'mandate',
    customer_acceptance: {
      accepted_at: account.now(),
      online: { ip_address: null, user_agent: null },
      type: 'online',
    },
    livemode: false,
    on_behalf_of: null,
    payment_method: method.id,
    payment_method_details: isPayTo
      ? { payto: { ...openTerms, ...more.payTo }, type: 'payto' }
      : { au_becs_debit: { url: `${call.origin}/stripe/bank-app` }, type: method.type },
    status: isPayTo ? 'pending' : 'active',
    type: more.reusable ? 'multi_use' : 'single_use',
  });
}

const openTerms: JsonObject = {
  amount: null,
  amount_type: 'maximum',
  end_date: null,
  payment_schedule: 'adhoc',
  payments_per_period: null,
  purpose: 'other',
  start_date: null,
};

export function setMandate(
  account: Account,
  call: Call,
  mandate: Mandate,
  status: Mandate['status'],
): Mandate {
  if (mandate.status === status) return mandate;
  const changed = account.store.put('mandate', { ...mandate, status });
  emit(account, call, 'mandate.updated', changed);
  return changed;
}

/** The agreement under which a saved method may be debited. */
export const activeMandateOf = (account: Account, methodId: string): Mandate | undefined =>
  account.store
    .all('mandate')
    .find(
      ({ payment_method: of, status, type }) =>
        of === methodId && status === 'active' && type === 'multi_use',
    );
