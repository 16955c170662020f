import type { Logger } from 'pino';
import { houseScope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Jobs } from '../../ports/queue.ts';
import { settleStatement } from './settle-statement.ts';

type JobDeps = Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'supplier'>;
type BankHandlers = {
  'match-bank-statement': (payload: Jobs['match-bank-statement'], log: Logger) => Promise<void>;
};

/** May run twice, and leaves what running once leaves. */
export const bankJobs = (deps: JobDeps): BankHandlers => ({
  'match-bank-statement': ({ statementId, traceId }) =>
    settleStatement({ deps, scope: houseScope('match-bank-statement', traceId), statementId }),
});
