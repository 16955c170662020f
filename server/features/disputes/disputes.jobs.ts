import type { Logger } from 'pino';
import type { Deps } from '../../ports/deps.ts';
import type { Jobs } from '../../ports/queue.ts';
import { sendDisputeMail } from './send-dispute-mail.ts';

type JobDeps = Pick<Deps, 'db' | 'identityDb' | 'clock' | 'mailer' | 'supplier' | 'origin'>;
type DisputeHandlers = {
  'send-dispute-mail': (payload: Jobs['send-dispute-mail'], log: Logger) => Promise<void>;
};

export const disputesJobs = (deps: JobDeps): DisputeHandlers => ({
  'send-dispute-mail': (payload, log) => sendDisputeMail({ deps, log, payload }),
});
