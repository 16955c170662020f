import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../db/migrate.ts';
import { Child } from './child.ts';
import { openDataDir } from './data-dir.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { checkExternalDatabase } from './external-database.ts';
import { LaunchError } from './launch-error.ts';
import type { LaunchSettings } from './launch-settings.ts';
import { refuseTakenPorts } from './ports.ts';
import { startEmbeddedPostgres } from './postgres/embedded-postgres.ts';
import type { Programs } from './programs.ts';

/** Everything that was started, youngest last, so that it is stopped in the opposite order. */
type Stoppable = { stop: () => Promise<void> | void; kill?: () => void };

export type LoadDemonstration = (options: {
  settings: LaunchSettings;
  ownerUrl: string;
  env: NodeJS.ProcessEnv;
  log: (line: string) => void;
}) => Promise<NodeJS.ProcessEnv>;

export type Running = {
  /** Resolves with the name of the first program that ended without being asked to. */
  failed: Promise<string>;
  stop: () => Promise<void>;
  /** Ends everything at once, for the second Ctrl-C. */
  kill: () => void;
};

export type LaunchOptions = {
  log: (line: string) => void;
  loadDemonstration: LoadDemonstration;
  /** Gives the start up and stops what was started; `launch` then throws the signal's reason. */
  signal: AbortSignal;
};

/**
 * Starts everything in order: database, migrations, sandbox, server, demonstration data, partner's page. Whatever was
 * started is stopped again when a later step fails.
 *
 * @throws LaunchError with one sentence for the person at the terminal
 */
export async function launch(
  settings: LaunchSettings,
  programs: Programs,
  { log, loadDemonstration, signal }: LaunchOptions,
): Promise<Running> {
  const started: Stoppable[] = [];
  let stopping = Promise.resolve();
  const stop = () => {
    stopping = stopping.then(async () => {
      for (let last = started.pop(); last; last = started.pop()) await last.stop();
    });
    return stopping;
  };
  const stopEarly = () => void stop();
  const kill = () => {
    for (const one of started.toReversed()) one.kill?.();
  };
  let fail = (_reason: string) => {};
  const failed = new Promise<string>((resolve) => {
    fail = resolve;
  });
  signal.addEventListener('abort', stopEarly);
  try {
    openDataDir(settings.dataDir);
    started.push({ stop: await lockDataDir(settings.dataDir) });
    const runsSandbox = programs.sandbox !== undefined && !settings.isProduction;
    const runsPartner = programs.partnerSite !== undefined && settings.demo;
    await refuseTakenPorts([
      ['PORT', settings.port],
      ...(runsPartner ? ([['PARTNER_PORT', settings.partnerPort]] as [string, number][]) : []),
      ...(runsSandbox ? ([['SANDBOX_PORT', settings.sandboxPort]] as [string, number][]) : []),
    ]);

    const run = (name: string, entry: string, env: NodeJS.ProcessEnv) => {
      const child = new Child({
        name,
        entry,
        nodeOptions: programs.nodeOptions,
        env,
        logFile: settings.isProduction ? undefined : logFileOf(settings, name),
      });
      const entered: Stoppable = child;
      started.push(entered);
      child.ended.then(() => {
        if (started.includes(entered)) fail(child.lastWords());
      });
      return child;
    };

    signal.throwIfAborted();
    const ownerUrl = await startDatabase(settings, { log, started, fail });
    signal.throwIfAborted();
    await bringUpToDate(ownerUrl, log);
    signal.throwIfAborted();
    let env = environmentOf(settings, ownerUrl);
    const sandbox = runsSandbox && programs.sandbox ? run('The sandbox', programs.sandbox, env) : undefined;
    const server = run('The server', programs.server, env);
    await sandbox?.ready({ port: settings.sandboxPort, path: undefined });
    await server.ready({ port: settings.port, path: '/readyz' });
    if (settings.demo) env = { ...env, ...(await loadDemonstration({ settings, ownerUrl, env, log })) };
    signal.throwIfAborted();
    if (runsPartner && programs.partnerSite) {
      await run("The partner's page", programs.partnerSite, env).ready({
        port: settings.partnerPort,
        path: undefined,
      });
    }
    signal.throwIfAborted();
    return { failed, stop, kill };
  } catch (error) {
    await stop();
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stopEarly);
  }
}

async function startDatabase(
  { databaseUrl, dataDir }: LaunchSettings,
  {
    log,
    started,
    fail,
  }: { log: (line: string) => void; started: Stoppable[]; fail: (reason: string) => void },
): Promise<string> {
  if (databaseUrl) {
    await checkExternalDatabase(databaseUrl);
    return databaseUrl;
  }
  const database = await startEmbeddedPostgres({ dataDir, log });
  const entered: Stoppable = { stop: database.stop, kill: database.kill };
  started.push(entered);
  const watch = setInterval(() => {
    if (!started.includes(entered)) clearInterval(watch);
    else if (!database.isRunning()) {
      clearInterval(watch);
      fail(`The database ended unexpectedly. Its log is ${join(dataDir, 'postgres', 'server.log')}.`);
    }
  }, 500);
  watch.unref();
  return database.ownerUrl;
}

async function bringUpToDate(ownerUrl: string, log: (line: string) => void): Promise<void> {
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
    const reason =
      error instanceof Error ? error.message.replace(/\s+/g, ' ').replace(/\.$/, '') : String(error);
    throw new LaunchError(`The database cannot be brought up to date: ${reason}.`);
  }
}

/** What every program is given; each reads its own part. */
function environmentOf(settings: LaunchSettings, ownerUrl: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PORT: String(settings.port),
    PARTNER_PORT: String(settings.partnerPort),
    SANDBOX_PORT: String(settings.sandboxPort),
    DATA_DIR: settings.dataDir,
    DATABASE_URL: ownerUrl,
    DEMO: settings.demo ? 'on' : 'off',
    DEMO_PASSWORD: settings.demoPassword,
  };
}

function logFileOf({ dataDir }: LaunchSettings, name: string): string {
  const folder = join(dataDir, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, `${name.toLowerCase().replace(/^the /, '').replaceAll(/\W+/g, '-')}.log`);
}
