import type { Pool, PoolClient } from 'pg';

/**
 * Which workers live is known to the database: each holds an advisory lock for as long as its connection stands. A
 * killed process loses the lock with its connection, so a lock that can be had belongs to nobody who lives.
 */
const lockOf = 'hashtextextended($1, 0)';
const nameOf = (workerId: string): string => `foyer:worker:${workerId}`;

export type LiveWorkers = {
  /** Says that this worker lives; before it takes its first job. */
  announce(workerId: string): Promise<void>;
  /** Gives the jobs of the dead back; returns whose. */
  releaseDead(): Promise<string[]>;
  /** Every worker announced here is dead from now on. */
  close(): Promise<void>;
};

export type LiveWorkersOptions = { pool: Pool; onLost: (error: Error) => void };

export async function createLiveWorkers({ pool, onLost }: LiveWorkersOptions): Promise<LiveWorkers> {
  let keeper: PoolClient | null = null;
  const announced = new Set<string>();

  const connect = async (): Promise<PoolClient> => {
    if (keeper) return keeper;
    const client = await pool.connect();
    client.on('error', (error) => {
      if (keeper !== client) return;
      keeper = null;
      client.release(error);
      onLost(error);
    });
    keeper = client;
    // A new connection holds nothing yet: those who said that they live say it again.
    for (const workerId of announced)
      await client.query(`select pg_advisory_lock(${lockOf})`, [nameOf(workerId)]);
    return client;
  };

  return {
    async announce(workerId) {
      const client = await connect();
      announced.add(workerId);
      // Also when another worker of the same pool asks for it: none of them takes a job before the lock stands.
      await client.query(`select pg_advisory_lock(${lockOf})`, [nameOf(workerId)]);
    },
    async releaseDead() {
      await connect();
      const { rows } = await pool.query<{ id: string }>(
        `select distinct locked_by as id from graphile_worker._private_jobs where locked_by is not null
         union select distinct locked_by from graphile_worker._private_job_queues where locked_by is not null`,
      );
      const dead: string[] = [];
      for (const { id } of rows) {
        if (!announced.has(id) && (await isDead(pool, id))) dead.push(id);
      }
      if (dead.length > 0)
        await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [dead]);
      return dead;
    },
    async close() {
      const client = keeper;
      keeper = null;
      if (!client) return;
      await client.query('select pg_advisory_unlock_all()').catch(() => {});
      client.release();
    },
  };
}

/** Asked in a transaction, so that the lock is given back with it whatever happens. */
async function isDead(pool: Pool, workerId: string): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{ free: boolean }>(
      `select pg_try_advisory_xact_lock(${lockOf}) as free`,
      [nameOf(workerId)],
    );
    return rows[0]?.free === true;
  } finally {
    await client.query('rollback').catch(() => {});
    client.release();
  }
}
