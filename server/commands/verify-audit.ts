import { readFile, writeFile } from 'node:fs/promises';
import { createDb } from '../db/db.ts';
import { roleUrl } from '../db/role-urls.ts';
import { type ChainHead, verifyAudit } from '../features/audit-log/index.ts';

/**
 * `npm run verify:audit [-- --checkpoint FILE]`: checks every audit chain, prints one JSON line each and exits with 1
 * when one is broken. With a checkpoint file it also compares with the heads noted there, and notes the new ones.
 */
const databaseUrl = process.env.DATABASE_URL;
if (!databaseUrl) {
  console.error('DATABASE_URL must name the database to check.');
  process.exit(2);
}
const flag = process.argv.indexOf('--checkpoint');
const file = flag > 0 ? process.argv[flag + 1] : undefined;
const checkpoints = file ? await readCheckpoints(file) : new Map<string, ChainHead>();
const db = createDb({ url: roleUrl(databaseUrl, 'foyer_app'), max: 1 });
const reports = await verifyAudit({ db, checkpoints });
await db.close();
for (const report of reports) console.log(JSON.stringify(report));
const broken = reports.some((report) => report.fault !== null);
if (file && !broken) {
  const heads = Object.fromEntries(
    reports.map((report) => [report.clientId, { seq: report.entries, hash: report.head }]),
  );
  await writeFile(file, `${JSON.stringify(heads, null, 2)}\n`, { mode: 0o600 });
}
process.exit(broken ? 1 : 0);

async function readCheckpoints(path: string): Promise<Map<string, ChainHead>> {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  const heads = JSON.parse(text) as Record<string, { seq: number; hash: string }>;
  return new Map(
    Object.entries(heads).map(([clientId, head]) => [
      clientId,
      { seq: head.seq, hash: Buffer.from(head.hash, 'hex') },
    ]),
  );
}
