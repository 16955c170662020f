import type { Logger } from 'pino';
import { houseScope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { Fault } from '../../ports/fault.ts';
import type { Vendor } from '../../ports/payment-gateway.ts';
import type { Jobs } from '../../ports/queue.ts';
import { dayIn } from '../invoices/index.ts';
import { dayBefore } from './period.model.ts';
import { reconcile } from './reconcile.ts';
import { openReconciliation } from './request-reconciliation.ts';

type JobDeps = Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'gateways' | 'supplier' | 'vendorLedgers'>;

export const reconciliationJobs = (deps: JobDeps) => ({
  reconcile: (payload: Jobs['reconcile'], log: Logger) => reconcile({ deps, log, ...payload }),
});

/** Every night the day before, account by account; 17:40 UTC is after 3 in the morning in Sydney all year. */
export const reconciliationCron = (deps: JobDeps) => ({
  'reconcile-nightly': {
    match: '40 17 * * *',
    run: async (log: Logger, traceId: string) => {
      const day = dayBefore(dayIn(deps.supplier.timeZone, deps.clock.now()));
      const scope = houseScope('reconcile-nightly', traceId);
      for (const account of [...(Object.keys(deps.vendorLedgers) as Vendor[]), 'bank' as const]) {
        const request = { account, from: day, to: day };
        try {
          await openReconciliation({ scope, deps, id: deps.ids.next(), request });
        } catch (error) {
          // Somebody asked for that day already; the other accounts go on.
          if (!(error instanceof Fault && error.code === 'conflict')) throw error;
          log.info({ account }, 'the day is being compared already');
        }
      }
    },
  },
});
