import type { Logger } from 'pino';
import type { Deps } from '../../ports/deps.ts';
import { watchMethods } from './watch-methods.ts';

type JobDeps = Pick<Deps, 'db' | 'clock' | 'supplier' | 'mailer' | 'origin'>;

/** What the clock starts. */
export const paymentMethodsCron = (deps: JobDeps) => ({
  'watch-methods': {
    match: '20 21 * * *',
    run: (log: Logger, traceId: string) => watchMethods({ deps, log, traceId }),
  },
});
