import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from './launch-error.ts';

/** Kept in the data folder, readable by its owner only. */
export type DemonstrationState = {
  /** Loading has begun, and what is in the database is ours. */
  begun?: true;
  /** The database that holds the data whole. */
  loadedInto?: string;
  /** For which password and page the accounts were made. */
  accountsFor?: string;
  /** The partner's page signs in with it. */
  embedSecret?: string;
};

export function readState(dataDir: string): DemonstrationState | undefined {
  const path = pathIn(dataDir);
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as DemonstrationState;
  } catch {
    throw new LaunchError(`${path} cannot be read; remove it and start again, or set DEMO=off.`);
  }
}

export function writeState(dataDir: string, state: DemonstrationState): void {
  const path = pathIn(dataDir);
  writeFileSync(`${path}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'demonstration.json');
}
