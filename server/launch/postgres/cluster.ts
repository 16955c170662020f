import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LaunchError } from '../launch-error.ts';
import { commandAs, type Identity } from './identity.ts';
import type { Placement } from './placement.ts';
import { readPidFile } from './recovery.ts';

/** Without durability a crash of the machine may lose the whole cluster: for tests only. */
export type ServerOptions = { port: number; durable: boolean; logFile: string };

/**
 * Makes an empty cluster, UTF-8 with the builtin locale so that sorting is the same on every system. It is made beside
 * its final place and moved there when complete.
 */
export async function initialise(
  { cluster, binaries, identity }: Placement,
  superuserPassword: string,
  durable: boolean,
): Promise<void> {
  const workshop = mkdtempSync(`${cluster}.new-`);
  const unfinished = join(workshop, 'cluster');
  const passwordFile = join(workshop, 'password');
  try {
    mkdirSync(unfinished, { mode: 0o700 });
    writeFileSync(passwordFile, `${superuserPassword}\n`, { mode: 0o600 });
    for (const path of [workshop, unfinished, passwordFile]) giveTo(identity, path);
    await runToEnd(identity, binaries.initdb, [
      `--pgdata=${unfinished}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ]);
    renameSync(unfinished, cluster);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/**
 * Starts the server and waits until it accepts connections. It listens on the loopback address alone and leads its own
 * process group, so that Ctrl-C reaches the launcher first.
 *
 * @returns the process id
 * @throws LaunchError with the last lines of the server's log when it ends instead
 */
export async function startServer(
  { cluster, binaries, identity }: Placement,
  { port, durable, logFile }: ServerOptions,
): Promise<number> {
  const log = openSync(logFile, isLarge(logFile) ? 'w' : 'a', 0o600);
  const { command, args, options } = commandAs(identity, binaries.postgres, [
    '-D',
    cluster,
    '-p',
    String(port),
    ...Object.entries(serverSettings(durable)).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const child = spawn(command, args, {
    ...options,
    cwd: dirname(binaries.postgres),
    env: serverEnvironment(),
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  let ended = false;
  child.once('error', () => {
    ended = true;
  });
  child.once('exit', () => {
    ended = true;
  });
  child.unref();
  const { pid } = child;
  const deadline = Date.now() + 60_000;
  while (!ended && Date.now() < deadline) {
    const file = readPidFile(cluster);
    if (pid !== undefined && file?.pid === pid && file.state === 'ready') return pid;
    await sleep(5);
  }
  if (pid !== undefined && !ended) process.kill(pid, 'SIGQUIT');
  throw new LaunchError(`The embedded PostgreSQL did not start: ${lastWords(logFile)}`);
}

function serverSettings(durable: boolean): Record<string, string> {
  const onOff = durable ? 'on' : 'off';
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: onOff,
    synchronous_commit: onOff,
    full_page_writes: onOff,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Test files run side by side, each with several pools.
    max_connections: durable ? '120' : '300',
    max_wal_size: '1GB',
    // A large statement's rows need not be written out while they arrive; memory is taken when it is used.
    shared_buffers: '256MB',
    wal_buffers: '32MB',
  };
}

async function runToEnd(identity: Identity, program: string, programArgs: string[]): Promise<void> {
  const { command, args, options } = commandAs(identity, program, programArgs);
  const child = spawn(command, args, {
    ...options,
    cwd: dirname(program),
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      errors += error.message;
      resolve(null);
    });
    child.once('close', resolve);
  });
  if (code !== 0) throw new LaunchError(`The database folder could not be made: ${oneLine(errors)}`);
}

/** The launcher's own environment holds secrets and PG* variables that are none of the server's business. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}

function giveTo(identity: Identity, path: string): void {
  if (identity.kind === 'user') chownSync(path, identity.uid, identity.gid);
  else chmodSync(path, statSync(path).mode & 0o700);
}

function isLarge(path: string): boolean {
  return existsSync(path) && statSync(path).size > 5_000_000;
}

function lastWords(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trim().split('\n');
  return oneLine(
    lines.filter((line) => /FATAL|ERROR|error|denied/.test(line)).at(-1) ?? lines.at(-1) ?? 'no reason given',
  );
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ').slice(0, 400);
}
