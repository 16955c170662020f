import { migrate } from '../../server/db/migrate.ts';
import { isClusterPublished, publishCluster, withdrawCluster } from './database-cluster.ts';
import { startTestCluster } from './start-test-cluster.ts';

/** One server for all projects of a run: the first project to come starts it, the same one stops it. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (isClusterPublished()) return undefined;
  const { cluster, stop } = await startTestCluster(migrate);
  publishCluster(cluster);
  return async () => {
    withdrawCluster();
    await stop();
  };
}
