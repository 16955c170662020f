import type { Account } from './account.ts';
import { settleDebit } from './bank-debits.ts';
import { vendorCall } from './vendor-call.ts';
import type { WebhookSender } from './webhooks.ts';

const LOOK_EVERY_MS = 200;

/** The banks' clock: settles the debits whose time has come, those of before a restart too. */
export function startClearing(account: Account, sender: WebhookSender): { stop(): void } {
  const timer = setInterval(() => {
    const now = Date.now();
    for (const debit of account.store.all('debit')) {
      if (debit.state !== 'pending' || debit.clears_at === null || debit.clears_at > now) continue;
      const call = vendorCall();
      settleDebit(account, call, debit.id);
      void sender.dispatch(call.events);
    }
  }, LOOK_EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
