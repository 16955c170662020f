import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import postgres, { type Sql } from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { createDb, type Db } from '../db/db.ts';
import { houseScope } from '../db/scope.ts';
import { housekeeping } from './housekeeping.ts';
import { createQueue } from './queue.ts';
import { type JobHandlers, type Runner, type RunnerOptions, startRunner } from './runner.ts';

let database: TestDatabase;
let db: Db;
let sql: Sql;
const queue = createQueue();
const scope = houseScope('test', 'e'.repeat(32));
const runners: Runner[] = [];
const children: ChildProcess[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb({ url: database.appUrl, max: 3 });
  sql = postgres(database.superuserUrl, { max: 2, onnotice: () => {} });
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await sql`delete from graphile_worker._private_jobs`;
});
afterAll(async () => {
  await Promise.all([db.close(), sql.end()]);
  await database.drop();
});

const nothing = async (): Promise<void> => {};
const quiet: Partial<JobHandlers> = {
  'settle-payment': nothing,
  'send-receipt': nothing,
  'process-inbox': nothing,
};
async function start(handlers: Partial<JobHandlers>, more: Partial<RunnerOptions> = {}): Promise<Runner> {
  const runner = await startRunner({
    url: database.jobsUrl,
    handlers: { ...quiet, ...handlers },
    cron: {},
    log: pino({ level: 'silent' }),
    ...more,
  });
  runners.push(runner);
  return runner;
}
const payload = (paymentId: string) => ({ clientId: 'c', paymentId, traceId: 'e'.repeat(32) });
const enqueue = (paymentId: string, options = {}) =>
  db.write(scope, (tx) => queue.enqueue(tx, 'settle-payment', payload(paymentId), options));
async function until(check: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await check())) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('queue', () => {
  it('runs a job of a transaction that commits, and none of one that does not', async () => {
    const seen: string[] = [];
    await start({ 'settle-payment': async ({ paymentId }) => void seen.push(paymentId) });
    await db
      .write(scope, async (tx) => {
        await queue.enqueue(tx, 'settle-payment', payload('rolled back'));
        throw new Error('no');
      })
      .catch(() => {});
    await enqueue('committed');
    await until(() => seen.length > 0);
    expect(seen).toEqual(['committed']);
  });

  it('replaces a waiting job of the same key, and waits until its time', async () => {
    const seen: string[] = [];
    await start({ 'settle-payment': async ({ paymentId }) => void seen.push(paymentId) });
    const later = new Date(Date.now() + 60_000);
    await enqueue('first', { key: 'k', runAt: later });
    await enqueue('second', { key: 'k', runAt: later });
    expect(await sql`select payload from graphile_worker._private_jobs`).toHaveLength(1);
    expect(seen).toEqual([]);
    await enqueue('third', { key: 'k' });
    await until(() => seen.length > 0);
    expect(seen).toEqual(['third']);
  });

  it('the role of the features cannot read or change the queue', async () => {
    await expect(db.read(scope, (tx) => tx`select * from graphile_worker._private_jobs`)).rejects.toThrow(
      'permission denied',
    );
  });
});

describe('runner', () => {
  it('F25 keeps a job that ran out of attempts, counts it, and goes on with the others', async () => {
    const done: string[] = [];
    const runner = await start({
      'settle-payment': async ({ paymentId }) => {
        if (paymentId === 'poison') throw new Error('never');
        done.push(paymentId);
      },
    });
    await enqueue('poison', { maxAttempts: 1 });
    await enqueue('good');
    await until(async () => done.length === 1 && (await runner.countDead()) === 1);
    // By its payload: the good one may not be gone from the table yet.
    const [row] = await sql`
      select last_error, attempts from graphile_worker._private_jobs where payload->>'paymentId' = 'poison'`;
    expect(row).toMatchObject({ last_error: expect.stringContaining('never'), attempts: 1 });
  });

  it('tries a failed job again later, each time after longer', async () => {
    await start({
      'settle-payment': async () => {
        throw new Error('not yet');
      },
    });
    await enqueue('later');
    await until(
      async () =>
        (await sql`select 1 from graphile_worker._private_jobs where attempts = 1 and locked_at is null`)
          .length === 1,
    );
    const [row] = await sql<{ afterFirst: number; fromNow: number }[]>`
      select extract(epoch from run_at - created_at)::float as "afterFirst", extract(epoch from run_at - now())::float as "fromNow"
      from graphile_worker._private_jobs`;
    expect(row?.afterFirst).toBeGreaterThanOrEqual(Math.E);
    expect(row?.fromNow).toBeLessThanOrEqual(Math.E);
  });

  it('stops after the jobs at work, and leaves none locked', async () => {
    let finished = false;
    // At work until the stop has waited for it, however slow the machine is.
    let finish: (() => void) | undefined;
    const runner = await start({
      'settle-payment': async () => {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        finished = true;
      },
    });
    await enqueue('slow');
    await until(() => finish !== undefined);
    expect(await sql`select 1 from graphile_worker._private_jobs where locked_by is not null`).toHaveLength(
      1,
    );
    runners.splice(0);
    const stopped = runner.stop();
    setTimeout(() => finish?.(), 300);
    await stopped;
    expect(finished).toBe(true);
    expect(await sql`select 1 from graphile_worker._private_jobs where locked_by is not null`).toHaveLength(
      0,
    );
  });

  it('F11 gives back the job of a killed worker at the start, and takes none from one that lives', async () => {
    const [alive, victim] = [await worker(), await worker()];
    await enqueue('one');
    await enqueue('two');
    await Promise.all([alive.begun(), victim.begun()]);
    const lockedBy = () => sql<{ payment: string; by: string }[]>`
      select payload->>'paymentId' as payment, locked_by as by from graphile_worker._private_jobs order by 1`;
    expect((await lockedBy()).every(({ by }) => by !== null)).toBe(true);
    await kill(victim.child);
    const seen: string[] = [];
    await start({ 'settle-payment': async ({ paymentId }) => void seen.push(paymentId) });
    await until(async () => seen.length > 0 && (await lockedBy()).length === 1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(seen).toHaveLength(1);
    expect(await lockedBy()).toHaveLength(1);
  });

  it('F11 gives it back to a worker that was running all along', async () => {
    const seen: string[] = [];
    const victim = await worker();
    await enqueue('orphan');
    await victim.begun();
    await start(
      { 'settle-payment': async ({ paymentId }) => void seen.push(paymentId) },
      { releaseEveryMs: 200 },
    );
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(seen).toEqual([]);
    await kill(victim.child);
    await until(() => seen.length === 1);
  });
});

/** A worker in a process of its own, which begins a job and never ends it. */
async function worker(): Promise<{ child: ChildProcess; begun(): Promise<void> }> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('./testing/worker-process.ts', import.meta.url))],
    {
      env: { ...process.env, JOBS_URL: database.jobsUrl },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  children.push(child);
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await until(() => output.includes('ready'), 30_000);
  // Waited for from the call on: a second worker may take long to start before there is a job.
  return { child, begun: () => until(() => output.includes('job')) };
}

async function kill(child: ChildProcess): Promise<void> {
  const before = await livingWorkers();
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
  // The database notices the broken connection a moment later.
  await until(async () => (await livingWorkers()) === before - 1);
}

/** Each worker that lives holds one advisory lock. */
async function livingWorkers(): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::integer as n from pg_locks
    where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())`;
  return row?.n ?? 0;
}

describe('housekeeping', () => {
  it('has partitions for months ahead, and clears what expired', async () => {
    const identityDb = createDb({ url: database.identityUrl, max: 1 });
    const tasks = housekeeping({ db, identityDb, clock: { now: () => new Date() } });
    await sql`insert into idempotency_key (client_id, actor_id, key, route, request_hash, state, locked_until, resource_id, created_at)
      values ('00000000-0000-0000-0000-000000000000', 'a', 'old', 'r', '\\x00', 'done', now(), gen_random_uuid(), now() - interval '3 days'),
             ('00000000-0000-0000-0000-000000000000', 'a', 'new', 'r', '\\x00', 'done', now(), gen_random_uuid(), now())`;
    await sql`insert into oauth_record (model, id, payload, expires_at) values ('T', 'old', '{}', now() - interval '2 hours'), ('T', 'new', '{}', now() + interval '1 hour')`;
    const log = pino({ level: 'silent' });
    for (const task of Object.values(tasks)) await task.run(log, 'e'.repeat(32));
    expect((await sql`select key from idempotency_key`).map((row) => row.key)).toEqual(['new']);
    expect((await sql`select id from oauth_record`).map((row) => row.id)).toEqual(['new']);
    const [row] =
      await sql`select to_regclass('public.audit_log' || to_char(now() + interval '4 months', '_YYYY_MM')) is not null as ahead`;
    expect(row?.ahead).toBe(true);
    await identityDb.close();
  });
});
