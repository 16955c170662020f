import type { Sql } from 'postgres';
import type { Bench } from '../support/bench.ts';
import type { Child } from '../support/child.ts';
import { type Figure, figure, percentile, skipped } from '../support/figure.ts';
import { requestText } from '../support/load.ts';
import { type Asker, seedInvoices } from '../support/seed.ts';

const events = 40;

type Fanout = { latencies: number[]; lost: number; bytesEach: number };
type Subject = {
  process: Child;
  port: number;
  request: string;
  /** Publishes and commits. @returns the event's number and the moment before the commit */
  publish: (n: number) => Promise<{ id: number; at: bigint }>;
};

/** From a commit until the last of many readers has the event. */
export async function* realtime(bench: Bench): AsyncGenerator<Figure> {
  const readers = bench.isFull ? 5_000 : 1_000;
  const database = await bench.database();
  const [asker] = await seedInvoices(database.superuser, 2_000);
  if (!asker) throw new Error('nobody to read the events');
  const server = await bench.server(database);
  const bare = await bench.child<{ port: number }>('bare-fanout', { DATABASE_URL: database.superuserUrl });
  const ours: Subject = {
    process: server.process,
    port: server.port,
    request: requestText('GET', '/v1/events', { cookie: asker.cookie }),
    publish: () => publish(database.superuser, asker),
  };
  const raw: Subject = {
    process: bare,
    port: bare.ready.port,
    request: 'hello\n',
    publish: (n) => notify(database.superuser, n),
  };
  // One page's view first, so that what a first request loads is not counted as the readers' memory.
  await fanOut(bench, ours, 5, 2);
  await fanOut(bench, raw, 5, 2, 1_000_000);
  const reference = await fanOut(bench, raw, readers, events);
  const measured = await fanOut(bench, ours, readers, events);
  const note = `${readers} readers of one client; reference: raw TCP woken by NOTIFY`;
  yield figure({
    name: 'event, commit to last reader, p99',
    value: percentile(measured.latencies, 0.99),
    unit: 'ms',
    reference: percentile(reference.latencies, 0.99),
    goal: { of: 'ratio', atMost: 1.3 },
    note: `${note}; p50 ${percentile(measured.latencies, 0.5).toFixed(1)} ms against ${percentile(reference.latencies, 0.5).toFixed(1)} ms`,
  });
  yield figure({
    name: 'events lost or doubled',
    value: measured.lost,
    unit: 'deliveries',
    goal: { of: 'value', atMost: 0 },
    note: `of ${events * readers}`,
  });
  if (Number.isNaN(measured.bytesEach))
    yield skipped('memory of a reader', 'KB', 'this system does not tell resident memory');
  else
    yield figure({
      name: 'memory of a reader',
      value: measured.bytesEach / 1024,
      unit: 'KB',
      reference: reference.bytesEach / 1024,
      goal: { of: 'value', atMost: 16 },
      note: 'growth of resident memory by reader, after a collection',
    });
}

async function fanOut(
  bench: Bench,
  subject: Subject,
  readers: number,
  count: number,
  from = 1,
): Promise<Fanout> {
  const crowd = await bench.child('readers');
  const before = await settled(subject.process);
  await crowd.ask({ open: readers, port: subject.port, request: subject.request });
  const bytesEach = ((await settled(subject.process)) - before) / readers;
  const latencies: number[] = [];
  let lost = 0;
  for (let n = 0; n < count; n += 1) {
    const { id, at } = await subject.publish(from + n);
    const arrival = await crowd.ask<{ count: number; last: string }>({ await: id });
    latencies.push(Number(BigInt(arrival.last) - at) / 1e6);
    lost += Math.abs(readers - arrival.count);
  }
  await crowd.stop();
  await new Promise((resolve) => setTimeout(resolve, 300));
  return { latencies, lost, bytesEach };
}

async function settled(process: Child): Promise<number> {
  await process.ask({});
  await new Promise((resolve) => setTimeout(resolve, 200));
  await process.ask({});
  return process.residentBytes();
}

async function publish(superuser: Sql, { clientId }: Asker): Promise<{ id: number; at: bigint }> {
  return superuser.begin(async (sql) => {
    await sql`select set_config('app.client_id', ${clientId}, true)`;
    const [row] = await sql<{ id: string }[]>`
      select app.publish('invoice.changed', 'invoice', ${clientId}::uuid, 'invoices:read', '{}', ${'1'.repeat(32)}) as id`;
    return { id: Number(row?.id), at: process.hrtime.bigint() };
  });
}

async function notify(superuser: Sql, id: number): Promise<{ id: number; at: bigint }> {
  return superuser.begin(async (sql) => {
    await sql`select pg_notify('bare_outbox', ${String(id)})`;
    return { id, at: process.hrtime.bigint() };
  });
}
