import { houseScope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { listClients, listStale } from './payments.repository.ts';

type Work = { deps: Pick<Deps, 'db' | 'clock' | 'queue'>; traceId: string };

const minute = 60_000;

/**
 * Has every open payment looked at again whose outcome nobody told us: a webhook that never came, a browser that was
 * closed, a process that died. Clients are entered one by one; no transaction sees two.
 * @returns how many payments will be looked at
 */
export async function sweepPayments({ deps, traceId }: Work): Promise<number> {
  const house = houseScope('sweep-payments', traceId);
  const now = deps.clock.now().getTime();
  const limits = { waiting: new Date(now - 2 * minute), acting: new Date(now - 10 * minute) };
  let count = 0;
  for (const clientId of await deps.db.read(house, listClients)) {
    const scope = { ...house, clientId };
    count += await deps.db.write(scope, async (tx) => {
      const stale = await listStale(tx, clientId, limits);
      for (const paymentId of stale) {
        await deps.queue.enqueue(
          tx,
          'settle-payment',
          { clientId, paymentId, traceId },
          { key: `settle-payment:${paymentId}`, maxAttempts: 20 },
        );
      }
      return stale.length;
    });
  }
  return count;
}
