import type { Db } from '../db/db.ts';
import { houseScope } from '../db/scope.ts';
import { cleanIdentity } from '../features/identity/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { CronTasks } from './runner.ts';

type HousekeepingDeps = { db: Db; identityDb: Db; clock: Clock };

/** What no feature owns: next months' partitions, and what expired. */
export const housekeeping = ({ db, identityDb, clock }: HousekeepingDeps): CronTasks => ({
  'ensure-partitions': {
    match: '17 2 * * *',
    run: async (_log, traceId) => {
      await db.write(houseScope('ensure-partitions', traceId), async (tx) => {
        await tx`select app.ensure_partitions((now() - interval '1 month')::date, 6)`;
      });
    },
  },
  'clean-expired': {
    match: '41 * * * *',
    run: async (log, traceId) => {
      const keys = await cleanKeys(db, traceId);
      await cleanIdentity({ deps: { identityDb, clock }, traceId });
      log.info({ keys }, 'what expired is gone');
    },
  },
});

/** Keys older than two days: a caller that repeats later than that starts anew. Client by client, the house last. */
async function cleanKeys(db: Db, traceId: string): Promise<number> {
  const house = houseScope('clean-expired', traceId);
  const clients = await db.read(house, (tx) => tx<{ client_id: string }[]>`select client_id from client`);
  let count = 0;
  for (const clientId of [...clients.map((row) => row.client_id), null]) {
    count += await db.write({ ...house, clientId }, async (tx) => {
      const gone = await tx`delete from idempotency_key where created_at < now() - interval '2 days'`;
      return gone.count;
    });
  }
  return count;
}
