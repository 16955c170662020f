import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../db/migrate.ts';
import type { Child } from './child.ts';
import { childEnvironment, refuseBadConfiguration } from './child-environment.ts';
import { openDataDir } from './data-dir.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { Ensemble } from './ensemble.ts';
import { checkExternalDatabase } from './external-database.ts';
import { LaunchError } from './launch-error.ts';
import type { LaunchSettings } from './launch-settings.ts';
import { refuseTakenPorts } from './ports.ts';
import { startEmbeddedPostgres } from './postgres/embedded-postgres.ts';
import { type Programs, serverOptions } from './programs.ts';

type Log = (line: string) => void;

/** @returns what the partner's page is given in its environment */
export type LoadDemonstration = (options: {
  settings: LaunchSettings;
  ownerUrl: string;
  log: Log;
}) => Promise<NodeJS.ProcessEnv>;

export type LaunchOptions = {
  log: Log;
  loadDemonstration: LoadDemonstration;
  /** Gives the start up and stops what was started; `launch` then throws the signal's reason. */
  signal: AbortSignal;
};

/**
 * Starts everything in order: database, migrations, sandbox and server, demonstration data, partner's page. Whatever
 * was started is stopped again when a later step fails.
 *
 * @throws LaunchError with one sentence for the person at the terminal
 */
export async function launch(
  settings: LaunchSettings,
  programs: Programs,
  options: LaunchOptions,
): Promise<Ensemble> {
  const ensemble = new Ensemble();
  const stopEarly = () => void ensemble.stop();
  options.signal.addEventListener('abort', stopEarly);
  try {
    await startAll(ensemble, settings, withoutUnused(programs, settings), options);
    options.signal.throwIfAborted();
    return ensemble;
  } catch (error) {
    await ensemble.stop();
    options.signal.throwIfAborted();
    throw error;
  } finally {
    options.signal.removeEventListener('abort', stopEarly);
  }
}

async function startAll(
  ensemble: Ensemble,
  settings: LaunchSettings,
  programs: Programs,
  { log, loadDemonstration, signal }: LaunchOptions,
): Promise<void> {
  openDataDir(settings.dataDir);
  ensemble.add({ stop: await lockDataDir(settings.dataDir) });
  await refuseTakenPorts(portsOf(settings, programs));
  const environment = await childEnvironment(settings);
  refuseBadConfiguration({
    ...environment,
    DATABASE_URL: settings.databaseUrl ?? 'postgres://embedded/foyer',
  });
  signal.throwIfAborted();
  const ownerUrl = await startDatabase(ensemble, settings, log);
  signal.throwIfAborted();
  await bringUpToDate(ownerUrl, log);
  signal.throwIfAborted();

  const run = (name: string, entry: string, { own = [], env = {} }: Extra = {}): Child =>
    ensemble.run({
      name,
      entry,
      nodeOptions: [...own, ...programs.nodeOptions],
      env: { ...environment, DATABASE_URL: ownerUrl, ...env },
      logFile: settings.isProduction ? undefined : logFileOf(settings, name),
    });
  const sandbox = programs.sandbox === undefined ? undefined : run('The sandbox', programs.sandbox);
  const server = run('The server', programs.server, { own: serverOptions });
  await sandbox?.ready({ port: settings.sandboxPort, path: undefined });
  await server.ready({ port: settings.port, path: '/readyz' });
  if (!settings.demo) return;
  const access = await loadDemonstration({ settings, ownerUrl, log });
  signal.throwIfAborted();
  if (programs.partnerSite === undefined) return;
  const partner = run("The partner's page", programs.partnerSite, { env: access });
  await partner.ready({ port: settings.partnerPort, path: undefined });
}

type Extra = { own?: string[]; env?: NodeJS.ProcessEnv };

/** Production has real vendors in the sandbox's place; without the demonstration there is no partner. */
function withoutUnused(programs: Programs, { isProduction, demo }: LaunchSettings): Programs {
  return {
    ...programs,
    sandbox: isProduction ? undefined : programs.sandbox,
    partnerSite: demo ? programs.partnerSite : undefined,
  };
}

function portsOf(
  { port, partnerPort, sandboxPort }: LaunchSettings,
  { sandbox, partnerSite }: Programs,
): [variable: string, port: number][] {
  const ports: [string, number][] = [['PORT', port]];
  if (partnerSite) ports.push(['PARTNER_PORT', partnerPort]);
  if (sandbox) ports.push(['SANDBOX_PORT', sandboxPort]);
  return ports;
}

async function startDatabase(
  ensemble: Ensemble,
  { databaseUrl, dataDir }: LaunchSettings,
  log: Log,
): Promise<string> {
  if (databaseUrl) {
    await checkExternalDatabase(databaseUrl);
    return databaseUrl;
  }
  const database = await startEmbeddedPostgres({ dataDir, log });
  const words = `The database ended unexpectedly. Its log is ${join(dataDir, 'postgres', 'server.log')}.`;
  ensemble.watch(database, database.isRunning, words);
  return database.ownerUrl;
}

async function bringUpToDate(ownerUrl: string, log: Log): Promise<void> {
  let announced = false;
  try {
    await migrate({
      ownerUrl,
      log: () => {
        if (!announced) log('Preparing the tables.');
        announced = true;
      },
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new LaunchError(
      `The database cannot be brought up to date: ${message.replace(/\s+/g, ' ').replace(/\.$/, '')}.`,
    );
  }
}

function logFileOf({ dataDir }: LaunchSettings, name: string): string {
  const folder = join(dataDir, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = name.toLowerCase().replace(/^the /, '').replaceAll("'s", '').replaceAll(/\W+/g, '-');
  return join(folder, `${file}.log`);
}
