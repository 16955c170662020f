import type { Bench } from '../support/bench.ts';
import { type Figure, figure, skipped } from '../support/figure.ts';
import { type LoadResult, middle, requestText } from '../support/load.ts';
import { preparePgbench } from '../support/pgbench.ts';
import { partnerOrigin } from '../support/seed.ts';

const invoices = 1_000_000;
const rounds = 5;
const seconds = 2;
const connections = 8;

/** Fifty newest invoices through the whole server, against a bare handler over the same rows. */
export async function* list(bench: Bench): AsyncGenerator<Figure> {
  const { askers, ...database } = await bench.seeded(invoices);
  const bare = await bench.child<{ port: number }>('bare-list', { DATABASE_URL: database.superuserUrl });
  const server = await bench.server(database);
  const load = await bench.load();
  const subjects = {
    bare: {
      port: bare.ready.port,
      requests: askers.map(({ clientId }) => requestText('GET', `/invoices?client=${clientId}`)),
    },
    cookie: {
      port: server.port,
      requests: askers.map(({ cookie }) => requestText('GET', '/v1/invoices', { cookie })),
    },
    embed: {
      port: server.port,
      requests: askers.map(({ embedToken }) =>
        requestText('GET', '/v1/invoices', { authorization: `Bearer ${embedToken}`, origin: partnerOrigin }),
      ),
    },
  };
  for (const subject of Object.values(subjects)) await load.drive({ ...subject, connections, seconds: 1.5 });
  const results: Record<keyof typeof subjects, LoadResult[]> = { bare: [], cookie: [], embed: [] };
  const pgbench = await preparePgbench(
    { superuser: database.superuser, appUrl: database.appUrl, folder: bench.folder() },
    askers[0]?.clientId ?? '',
    connections,
  );
  const calls: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, subject] of entries(subjects))
      results[name].push(await load.drive({ ...subject, connections, seconds }));
    if (pgbench) calls.push(await pgbench(seconds));
  }
  const reference = middle(results.bare);
  const note = `${connections} connections, ${invoices.toLocaleString('en-AU')} invoices of 200 clients; reference: Hono + postgres.js without row-level security, the same answer mapped in JavaScript`;
  for (const name of ['cookie', 'embed'] as const) {
    const ours = middle(results[name]);
    yield figure({
      name: `list of 50 by ${name}, rate`,
      value: ours.perSecond,
      unit: 'requests/s',
      reference: reference.perSecond,
      goal: { of: 'ratio', atLeast: 1.5 },
      note,
    });
    yield figure({
      name: `list of 50 by ${name}, p99 against p50`,
      value: ours.p99,
      unit: 'ms',
      reference: ours.p50,
      goal: { of: 'ratio', atMost: 4 },
      note: `the reference's own p50 ${reference.p50.toFixed(2)} ms, p99 ${reference.p99.toFixed(2)} ms`,
    });
  }
  calls.sort((a, b) => a - b);
  const perSecond = calls[Math.floor(calls.length / 2)];
  if (perSecond === undefined)
    yield skipped('list of 50 against pgbench', 'requests/s', 'pgbench is not on this machine');
  else
    yield figure({
      name: 'list of 50 against pgbench',
      value: middle(results.cookie).perSecond,
      unit: 'requests/s',
      reference: perSecond,
      goal: { of: 'ratio', atLeast: 0.6 },
      note: 'reference: one prepared call that says who is asking and builds the JSON, row-level security on, no HTTP',
    });
}

const entries = <Key extends string, Value>(record: Record<Key, Value>) =>
  Object.entries(record) as [Key, Value][];
