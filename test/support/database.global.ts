import { existsSync } from 'node:fs';
import { isClusterPublished, publishCluster, withdrawCluster } from './database-cluster.ts';
import { type Migrate, startTestCluster } from './start-test-cluster.ts';

const MIGRATIONS = new URL('../../server/db/migrate.ts', import.meta.url);

/** One server for all projects of a run: the first project to come starts it, the same one stops it. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (isClusterPublished()) return undefined;
  const { cluster, stop } = await startTestCluster(await findMigrate());
  publishCluster(cluster);
  return async () => {
    withdrawCluster();
    await stop();
  };
}

async function findMigrate(): Promise<Migrate | undefined> {
  if (!existsSync(MIGRATIONS)) return undefined;
  const module = (await import(MIGRATIONS.href)) as { migrate: Migrate };
  return module.migrate;
}
