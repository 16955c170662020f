import type { Logger } from 'pino';
import { houseScope, type Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { dayIn } from '../invoices/index.ts';
import { announceAutopay } from './announce-autopay.ts';
import { listClientIds } from './autopay.repository.ts';
import { payDue } from './pay-due.ts';

type JobDeps = Pick<
  Deps,
  'db' | 'identityDb' | 'clock' | 'ids' | 'queue' | 'gateways' | 'rails' | 'supplier' | 'mailer' | 'origin'
>;

/** Pays what was announced yesterday, then announces what is paid tomorrow. Client by client; one that fails stops none. */
export async function runAutopay({
  deps,
  log,
  traceId,
}: {
  deps: JobDeps;
  log: Logger;
  traceId: string;
}): Promise<void> {
  const house = houseScope('autopay', traceId);
  const today = dayIn(deps.supplier.timeZone, deps.clock.now());
  let failure: unknown;
  for (const clientId of await deps.db.read(house, listClientIds)) {
    const scope: Scope = { ...house, clientId, actor: { ...house.actor, name: 'Autopay' } };
    try {
      const opened = await payDue({ deps, log, scope, today });
      const announced = await announceAutopay({ deps, log, scope, today });
      if (opened + announced > 0) log.info({ clientId, opened, announced }, 'autopay');
    } catch (error) {
      log.error({ clientId, err: error }, 'autopay of a client failed and is tried again');
      failure ??= error;
    }
  }
  if (failure) throw failure;
}

/** In the morning of the contractor's day, before people work. */
export const autopayCron = (deps: JobDeps) => ({
  'run-autopay': {
    match: '0 20 * * *',
    run: (log: Logger, traceId: string) => runAutopay({ deps, log, traceId }),
  },
});
