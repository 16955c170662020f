import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LaunchError } from './launch-error.ts';
import { npmAncestor } from './npm-ancestor.ts';
import { isAlive, processStartTime } from './process-table.ts';

type Holder = { pid: number; startTime: string; npm: number | null };

/**
 * Makes this process the only launcher on a data folder. A lock whose process is gone, or whose id belongs to another
 * process by now, is taken over.
 *
 * @returns the release
 * @throws LaunchError while another launcher runs
 */
export async function lockDataDir(dataDir: string): Promise<() => void> {
  const path = join(dataDir, 'launcher.lock');
  const own: Holder = {
    pid: process.pid,
    startTime: processStartTime(process.pid),
    npm: npmAncestor() ?? null,
  };
  const text = JSON.stringify(own);
  // A launcher whose npm was killed stops by itself: give it the time for that.
  const deadline = Date.now() + 15_000;
  while (!create(path, text)) {
    const found = read(path);
    if (found === undefined) continue;
    const holder = parse(found);
    if (!holder || !isHeld(holder)) {
      removeIfUnchanged(path, found);
    } else if (holder.npm !== null && !isAlive(holder.npm) && Date.now() < deadline) {
      await sleep(100);
    } else {
      throw new LaunchError(
        `Foyer already runs on ${dataDir} (process ${holder.pid}); stop it first, or give a second copy its own DATA_DIR, PORT, PARTNER_PORT and SANDBOX_PORT.`,
      );
    }
  }
  return () => {
    if (read(path) === text) rmSync(path, { force: true });
  };
}

function isHeld({ pid, startTime }: Holder): boolean {
  return pid !== process.pid && isAlive(pid) && processStartTime(pid) === startTime;
}

/** Written beside and linked into place, so that nobody ever reads half a lock. */
function create(path: string, text: string): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Of two launchers that find the same stale lock, the slower must not remove the faster one's new lock. */
function removeIfUnchanged(path: string, expected: string): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
    if (read(aside) !== expected) linkSync(aside, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string): Holder | undefined {
  try {
    const { pid, startTime, npm } = JSON.parse(text) as Holder;
    return Number.isSafeInteger(pid) ? { pid, startTime, npm } : undefined;
  } catch {
    return undefined;
  }
}
