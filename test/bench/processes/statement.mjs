// A bank's file taken in by the built code as the server runs it: read, matched and, when asked, booked.
import { readFileSync } from 'node:fs';

const built = (path) => import(new URL(`../../../dist/server/server/${path}.js`, import.meta.url).href);
const { createDb } = await built('db/db');
const { houseScope } = await built('db/scope');
const { bookStatement } = await built('features/bank/book-statement');
const { importStatements } = await built('features/bank/import-statements');
const { matchStatement } = await built('features/bank/match-statement');
const { createIds } = await built('ids');
const { createStatementReader } = await built('integrations/bank/read-apart');
const { createQueue } = await built('jobs/queue');

const db = createDb({ url: process.env.DATABASE_URL, max: 4 });
const scope = houseScope('bench', 'b'.repeat(32));
const deps = {
  db,
  clock: { now: () => new Date() },
  ids: createIds(),
  queue: createQueue(),
  rails: { limits: {}, surcharges: [], biller: null, account: null },
  readStatementFile: createStatementReader(),
};
process.on('message', async ({ file, isBooked }) => {
  const bytes = readFileSync(file);
  const begun = performance.now();
  const { items } = await importStatements({
    ctx: { scope, log: { info: () => {} } },
    deps,
    input: { bytes },
  });
  const imported = performance.now();
  const [statement] = items;
  if (statement?.status !== 'imported')
    throw new Error(`it is ${statement?.status}: ${statement?.faults.join()}`);
  await matchStatement({ deps, scope, statementId: statement.id });
  const matched = performance.now();
  if (isBooked) await bookStatement({ deps, scope, statementId: statement.id });
  process.send({
    importSeconds: (imported - begun) / 1_000,
    matchSeconds: (matched - imported) / 1_000,
    bookSeconds: isBooked ? (performance.now() - matched) / 1_000 : null,
  });
});
process.send({});
