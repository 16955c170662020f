import { randomBytes } from 'node:crypto';
import { type JobHelpers, parseCronItems, run, type TaskList, Logger as WorkerLogger } from 'graphile-worker';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Jobs } from '../ports/queue.ts';
import { createLiveWorkers, type LiveWorkers } from './live-workers.ts';

export type JobHandlers = {
  [Name in keyof Jobs]: (payload: Jobs[Name], log: Logger) => Promise<void>;
};

/** What the clock starts: `match` is a crontab line's first five fields, in UTC. */
export type CronTasks = Record<
  string,
  { match: string; run: (log: Logger, traceId: string) => Promise<void> }
>;

export type RunnerOptions = {
  /** Signs in as the jobs role. */
  url: string;
  /** A job without one waits for a worker that has one. */
  handlers: Partial<JobHandlers>;
  cron: CronTasks;
  log: Logger;
  concurrency?: number;
  /** How often jobs of killed workers are looked for. */
  releaseEveryMs?: number;
};

export type Runner = {
  /** Takes no more jobs and waits for those at work. */
  stop(): Promise<void>;
  /** Jobs that used up their attempts: kept, and looked at by a person. */
  countDead(): Promise<number>;
};

/**
 * Runs background jobs until `stop()`. A failed job is tried again after e^attempt seconds; one that ran out of
 * attempts stays in the table. Jobs of workers that were killed are given back at the start and every half minute.
 */
export async function startRunner(options: RunnerOptions): Promise<Runner> {
  const { url, handlers, cron, log, concurrency = 4, releaseEveryMs = 30_000 } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: concurrency + 4,
    application_name: 'foyer-jobs',
    keepAlive: true,
  });
  const broken = (error: Error) => log.warn({ err: error }, 'a connection of the jobs broke');
  pool.on('error', broken);
  // Also while a connection is lent out: an unheard error would end the process.
  pool.on('connect', (client) => client.on('error', broken));
  const live = await createLiveWorkers({
    pool,
    onLost: (error) => log.warn({ err: error }, 'the connection that shows that the workers live broke'),
  });
  const release = () => releaseDead(live, log);
  await release();

  const runner = await run({
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    pollInterval: 2_000,
    taskList: taskList(handlers, cron, log),
    parsedCronItems: parseCronItems(
      Object.entries(cron).map(([task, { match }]) => ({
        task,
        match,
        options: { backfillPeriod: 0, maxAttempts: 3 },
      })),
    ),
    logger: new WorkerLogger(() => (level, message, meta) => {
      if (level === 'error') log.error({ meta: String(meta?.error ?? '') }, message);
      else log.debug(message);
    }),
    preset: {
      plugins: [
        {
          name: 'FoyerLiveWorkersPlugin',
          version: '1.0.0',
          worker: {
            hooks: { startWorker: (_ctx, { worker }) => live.announce(worker.workerPool.id) },
          },
        },
      ],
    },
  });
  const timer = setInterval(() => void release(), releaseEveryMs);
  timer.unref();

  return {
    async stop() {
      clearInterval(timer);
      await runner.stop();
      await live.close();
      await pool.end();
    },
    async countDead() {
      const { rows } = await pool.query<{ n: number }>(
        'select count(*)::integer as n from graphile_worker._private_jobs where attempts >= max_attempts and locked_at is null',
      );
      return rows[0]?.n ?? 0;
    },
  };
}

async function releaseDead(live: LiveWorkers, log: Logger): Promise<void> {
  try {
    const dead = await live.releaseDead();
    if (dead.length > 0) log.warn({ workers: dead }, 'jobs of killed workers are given back');
  } catch (error) {
    log.error({ err: error }, 'jobs of killed workers could not be looked for');
  }
}

function taskList(handlers: Partial<JobHandlers>, cron: CronTasks, log: Logger): TaskList {
  const tasks: TaskList = {};
  for (const [name, handler] of Object.entries(handlers)) {
    tasks[name] = (payload, helpers) =>
      watched(log, name, traceOf(payload), helpers, (jobLog) =>
        // The queue's adapter wrote the payload for this very name.
        (handler as (payload: unknown, log: Logger) => Promise<void>)(payload, jobLog),
      );
  }
  for (const [name, { run: work }] of Object.entries(cron)) {
    tasks[name] = (_payload, helpers) => {
      const traceId = randomBytes(16).toString('hex');
      return watched(log, name, traceId, helpers, (jobLog) => work(jobLog, traceId));
    };
  }
  return tasks;
}

/** One line a job, with the trace of the request that caused it. */
async function watched(
  log: Logger,
  job: string,
  traceId: string | undefined,
  { job: { id, attempts, max_attempts: most } }: JobHelpers,
  work: (log: Logger) => Promise<void>,
): Promise<void> {
  const jobLog = log.child({ job, jobId: id, traceId, attempt: attempts });
  const started = performance.now();
  try {
    await work(jobLog);
    jobLog.debug({ ms: Math.round(performance.now() - started) }, 'job done');
  } catch (error) {
    if (attempts >= most) jobLog.error({ err: error }, 'job gave up; it is kept as a dead letter');
    else jobLog.warn({ err: error }, 'job failed and will be tried again');
    throw error;
  }
}

function traceOf(payload: unknown): string | undefined {
  if (typeof payload !== 'object' || payload === null || !('traceId' in payload)) return undefined;
  return typeof payload.traceId === 'string' ? payload.traceId : undefined;
}
