import { Bench } from './support/bench.ts';
import { type Figure, skipped } from './support/figure.ts';

type Row = (bench: Bench) => AsyncGenerator<Figure>;

/** Loaded when their turn comes: a row that is not wanted costs nothing. */
const rows: Record<string, () => Promise<Row>> = {
  weight: async () => (await import('./rows/weight.ts')).weight,
  list: async () => (await import('./rows/list.ts')).list,
  growth: async () => (await import('./rows/growth.ts')).growth,
  inbox: async () => (await import('./rows/inbox.ts')).inbox,
  start: async () => (await import('./rows/start.ts')).start,
  bank: async () => (await import('./rows/bank.ts')).bank,
  jobs: async () => (await import('./rows/jobs.ts')).jobs,
  realtime: async () => (await import('./rows/realtime.ts')).realtime,
  interaction: async () => (await import('./rows/interaction.ts')).interaction,
};

const words = process.argv.slice(2);
const wanted = words.filter((word) => !word.startsWith('--'));
const unknown = wanted.filter((name) => !(name in rows));
if (unknown.length > 0) {
  console.error(`There is no row ${unknown.join(', ')}; there are ${Object.keys(rows).join(', ')}.`);
  process.exit(1);
}

const print = (line: Figure) => console.log(JSON.stringify(line));
const bench = new Bench(words.includes('--full'));
const stop = () => void bench.close().finally(() => process.exit(130));
process.once('SIGINT', stop).once('SIGTERM', stop);
for (const [name, load] of Object.entries(rows)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  try {
    for await (const line of (await load())(bench)) print(line);
  } catch (error) {
    // One row that cannot be measured does not cost the others.
    print(skipped(name, '', error instanceof Error ? error.message : String(error)));
  } finally {
    await bench.endRow();
  }
}
await bench.close();
