import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startEmbeddedPostgres } from '../../server/launch/postgres/embedded-postgres.ts';
import { clearPreviousServer } from '../../server/launch/postgres/recovery.ts';
import { isAlive } from '../../server/launch/process-table.ts';
import type { TestCluster } from './database-cluster.ts';

const PREFIX = 'foyer-test-';
const TEMPLATE = 'foyer_template';

type Migrate = (options: { ownerUrl: string }) => Promise<unknown>;

/**
 * Runs a throw-away server with one migrated template database. `stop` removes every trace of it. Not durable unless asked
 * to be: tests do not wait for the disk.
 */
export async function startTestCluster(
  migrate: Migrate,
  { durable = false }: { durable?: boolean } = {},
): Promise<{ cluster: TestCluster; stop: () => Promise<void> }> {
  await removeLeftovers();
  const dataDir = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, durable });
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const ownerRole = new URL(server.ownerUrl).username;
    const sql = postgres(server.superuserUrl, { max: 1, onnotice: () => {} });
    try {
      await sql.unsafe(`create database ${TEMPLATE} owner ${ownerRole}`);
      await migrate({ ownerUrl: onTemplate(server.ownerUrl) });
    } finally {
      await sql.end();
    }
    const cluster: TestCluster = {
      superuserUrl: server.superuserUrl,
      ownerUrl: onTemplate(server.ownerUrl),
      ownerRole,
      template: TEMPLATE,
      folder: dataDir,
    };
    return { cluster, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A run that was killed leaves its server and folder; the folder's name tells whose it was. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]);
    if (!pid || isAlive(pid)) continue;
    const folder = join(tmpdir(), name);
    if (process.getuid && statSync(folder).uid !== process.getuid()) continue;
    await clearPreviousServer(join(folder, 'postgres', 'cluster'), () => {});
    rmSync(folder, { recursive: true, force: true });
  }
}

function onTemplate(url: string): string {
  const changed = new URL(url);
  changed.pathname = `/${TEMPLATE}`;
  return changed.href;
}
