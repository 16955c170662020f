import type { Bench } from '../support/bench.ts';
import { type Figure, figure } from '../support/figure.ts';
import { type LoadResult, middle, requestText } from '../support/load.ts';

const few = 10_000;
const rounds = 5;

/** The same list over few and over many invoices, turn by turn. */
export async function* growth(bench: Bench): AsyncGenerator<Figure> {
  const many = bench.isFull ? 10_000_000 : 1_000_000;
  const [small, large] = [await serve(bench, few), await serve(bench, many)];
  const load = await bench.load();
  const measure = (subject: typeof small, seconds: number) =>
    load.drive({ ...subject, connections: 2, seconds });
  const results: { small: LoadResult[]; large: LoadResult[] } = { small: [], large: [] };
  for (const subject of [small, large]) await measure(subject, 2);
  for (let round = 0; round < rounds; round += 1) {
    results.small.push(await measure(small, 1.5));
    results.large.push(await measure(large, 1.5));
  }
  yield figure({
    name: 'growth of the list of 50',
    value: middle(results.large).mean,
    unit: 'ms',
    reference: middle(results.small).mean,
    goal: { of: 'ratio', atMost: 1.2 },
    note: `${many.toLocaleString('en-AU')} invoices against ${few.toLocaleString('en-AU')}, over 200 clients each`,
  });
}

async function serve(bench: Bench, invoices: number): Promise<{ port: number; requests: string[] }> {
  const { askers, ...database } = await bench.seeded(invoices);
  const { port } = await bench.server(database);
  return { port, requests: askers.map(({ cookie }) => requestText('GET', '/v1/invoices', { cookie })) };
}
