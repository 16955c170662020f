import type { Logger } from 'pino';
import { houseScope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Jobs } from '../../ports/queue.ts';
import { findOutcome } from './find-outcome.ts';
import { processInbox } from './process-inbox.ts';
import { sendNotice } from './send-notice.ts';
import { sendReceipt } from './send-receipt.ts';
import { sweepPayments } from './sweep-payments.ts';

type JobDeps = Pick<
  Deps,
  'db' | 'clock' | 'ids' | 'queue' | 'gateways' | 'vaults' | 'mailer' | 'supplier' | 'origin'
>;
type PaymentJob = 'settle-payment' | 'send-receipt' | 'send-notice' | 'process-inbox';
export type PaymentHandlers = { [Name in PaymentJob]: (payload: Jobs[Name], log: Logger) => Promise<void> };

/** Each may run twice, at the same time even, and leaves what running once leaves. */
export const paymentsJobs = (deps: JobDeps): PaymentHandlers => ({
  'settle-payment': ({ clientId, paymentId, traceId }) =>
    findOutcome({ deps, scope: houseScope('settle-payment', traceId, clientId), paymentId }),
  'send-receipt': (payload, log) => sendReceipt({ deps, log, ...payload }),
  'send-notice': (payload, log) => sendNotice({ deps, log, ...payload }),
  'process-inbox': (payload, log) => processInbox({ deps, log, ...payload }),
});

/** What the clock starts. */
export const paymentsCron = (deps: JobDeps) => ({
  'sweep-payments': {
    match: '* * * * *',
    run: async (log: Logger, traceId: string) => {
      const count = await sweepPayments({ deps, traceId });
      if (count > 0) log.info({ count }, 'open payments are looked at again');
    },
  },
});
