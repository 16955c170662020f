import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LaunchError } from '../launch-error.ts';
import { commandLine, isAlive, processesWorkingIn, signal, waitUntilGone } from '../process-table.ts';

/** PostgreSQL's lock file: process id first, the data folder second, on line 8 the state. */
export function readPidFile(cluster: string): { pid: number; state: string } | undefined {
  let text: string;
  try {
    text = readFileSync(join(cluster, 'postmaster.pid'), 'utf8');
  } catch {
    return undefined;
  }
  const lines = text.split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  return { pid: Number.isSafeInteger(pid) ? pid : 0, state: lines[7]?.trim() ?? '' };
}

/**
 * Leaves the cluster without a server and without a misleading lock, whatever a killed launcher left behind: a server
 * still running, its children still ending, a lock whose process id now belongs to another program, an empty lock.
 */
export async function clearPreviousServer(cluster: string, log: (line: string) => void): Promise<void> {
  const found = readPidFile(cluster);
  if (!found) return;
  if (found.pid > 0 && isAlive(found.pid) && isServerOf(found.pid, cluster)) {
    log('A database server from an earlier start is still running; stopping it.');
    await stopServer(found.pid);
  }
  // Removing the lock while children of a dead server still write would damage the data: wait for them first.
  const children = processesWorkingIn(cluster).filter(isPostgres);
  if (!(await waitUntilGone(children, 10_000))) {
    for (const pid of children) signal(pid, 'SIGKILL');
    if (!(await waitUntilGone(children, 5000))) {
      throw new LaunchError(
        `Processes of an earlier database server in ${cluster} do not end (${children.join(', ')}); end them and start again.`,
      );
    }
  }
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

/** Stops a server: connections are cut and everything is written (fast), else no clean-up (immediate), else killed. */
export async function stopServer(pid: number): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', 8000],
    ['SIGQUIT', 3000],
    ['SIGKILL', 3000],
  ];
  for (const [name, patience] of steps) {
    signal(pid, name);
    if (await waitUntilGone([pid], patience)) return;
  }
  throw new LaunchError(`The database server (process ${pid}) does not end; end it and start again.`);
}

function isServerOf(pid: number, cluster: string): boolean {
  const line = commandLine(pid);
  return isPostgres(pid) && line.includes(cluster);
}

function isPostgres(pid: number): boolean {
  const program = commandLine(pid).split(' ')[0] ?? '';
  return basename(program).replace(/:$/, '').startsWith('postgres');
}
