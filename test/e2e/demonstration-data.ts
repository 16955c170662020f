import { cpSync, existsSync, mkdirSync, renameSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sharedFolder } from '../support/database-cluster.ts';
import { freePorts } from '../support/free-ports.ts';
import { builtLauncher, Launcher, temporaryFolder } from '../support/launcher.ts';

type Folder = ReturnType<typeof temporaryFolder>;

/** The portal's, the partner's page's, the sandbox's and, beside the last, that of the sandbox's mail server. */
export const portCount = 4;

/**
 * A data folder with the demonstration loaded. The first test file of a run that asks loads it; the others copy what it
 * made. Outside a run everyone loads their own, on their own start.
 */
export async function demonstrationData(): Promise<Folder> {
  const folder = temporaryFolder();
  const shared = sharedFolder();
  if (shared === null) return folder;
  const loaded = join(shared, 'demonstration');
  await makeOnce(loaded, () => load(loaded));
  cpSync(loaded, folder.path, { recursive: true });
  return folder;
}

/** One of several processes makes it, the others wait; should it fail, the next one tries. */
async function makeOnce(path: string, make: () => Promise<void>): Promise<void> {
  const making = `${path}.making`;
  while (!existsSync(path)) {
    try {
      mkdirSync(making);
    } catch {
      await wait(100);
      continue;
    }
    try {
      if (!existsSync(path)) await make();
    } finally {
      rmdirSync(making);
    }
  }
}

async function load(path: string): Promise<void> {
  const firstPort = await freePorts(portCount);
  const { path: fresh } = temporaryFolder();
  const launcher = new Launcher({
    dataDir: fresh,
    port: firstPort,
    sandboxPort: firstPort + 2,
    env: { DEMO: 'on', PARTNER_PORT: String(firstPort + 1) },
    command: [builtLauncher],
  });
  await launcher.ready();
  await launcher.stop();
  renameSync(fresh, path);
}
