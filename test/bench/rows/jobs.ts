import { Logger, run } from 'graphile-worker';
import pg from 'pg';
import pino from 'pino';
import { createDb } from '../../../server/db/db.ts';
import { houseScope } from '../../../server/db/scope.ts';
import { createQueue } from '../../../server/jobs/queue.ts';
import { startRunner } from '../../../server/jobs/runner.ts';
import type { Bench } from '../support/bench.ts';
import { type Figure, figure, percentile } from '../support/figure.ts';

const times = 300;
const silent = pino({ level: 'silent' });

/** From the moment a transaction is about to commit until its job begins; the job itself does nothing. */
export async function* jobs(bench: Bench): AsyncGenerator<Figure> {
  const ours = await throughOurs(bench);
  const reference = await throughGraphileWorker(bench);
  const note = `${times} jobs one after the other; reference: graphile-worker alone, add_job by one statement`;
  for (const [name, share, atMost] of [
    ['p50', 0.5, 5],
    ['p99', 0.99, 10],
  ] as const) {
    yield figure({
      name: `job, commit to start, ${name}`,
      value: percentile(ours, share),
      unit: 'ms',
      reference: percentile(reference, share),
      goal: { of: 'value', atMost },
      note,
    });
  }
}

async function throughOurs(bench: Bench): Promise<number[]> {
  const database = await bench.database();
  const db = createDb({ url: database.appUrl, max: 2 });
  const queue = createQueue();
  let begun = (_at: number) => {};
  const runner = await startRunner({
    url: database.jobsUrl,
    handlers: {
      'settle-payment': async () => {},
      'process-inbox': async () => {},
      'send-receipt': async () => begun(performance.now()),
    },
    cron: {},
    log: silent,
  });
  bench.onClose(() => db.close());
  bench.onClose(() => runner.stop());
  const scope = houseScope('bench', '1'.repeat(32));
  return oneByOne(async () => {
    const start = new Promise<number>((resolve) => {
      begun = resolve;
    });
    const committing = await db.write(scope, async (tx) => {
      const payload = { clientId: '', paymentId: '', traceId: scope.traceId };
      await queue.enqueue(tx, 'send-receipt', payload);
      return performance.now();
    });
    return (await start) - committing;
  });
}

async function throughGraphileWorker(bench: Bench): Promise<number[]> {
  const database = await bench.database();
  const pool = new pg.Pool({ connectionString: database.superuserUrl, max: 8 });
  const unheard = () => {};
  pool.on('error', unheard).on('connect', (client) => client.on('error', unheard));
  let begun = (_at: number) => {};
  const runner = await run({
    pgPool: pool,
    concurrency: 4,
    noHandleSignals: true,
    taskList: { nothing: async () => begun(performance.now()) },
    logger: new Logger(() => () => {}),
  });
  bench.onClose(() => pool.end());
  bench.onClose(() => runner.stop());
  return oneByOne(async () => {
    const start = new Promise<number>((resolve) => {
      begun = resolve;
    });
    const sent = performance.now();
    await runner.addJob('nothing', {});
    return (await start) - sent;
  });
}

async function oneByOne(measure: () => Promise<number>): Promise<number[]> {
  const taken: number[] = [];
  for (let n = 0; n < times + 20; n += 1) {
    const ms = await measure();
    // The first ones find cold connections and plans.
    if (n >= 20) taken.push(ms);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return taken;
}
