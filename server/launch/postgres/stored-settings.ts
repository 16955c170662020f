import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from '../launch-error.ts';

/** Kept beside the cluster, readable by its owner only. */
export type StoredSettings = { port: number; superuserPassword: string; ownerPassword: string };

export function readSettings(home: string): StoredSettings | undefined {
  const path = settingsPath(home);
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as StoredSettings;
  } catch {
    throw new LaunchError(
      `The database's settings in ${path} cannot be read; restore that file or move ${home} away to start afresh.`,
    );
  }
}

export function newSettings(port: number): StoredSettings {
  return { port, superuserPassword: secret(), ownerPassword: secret() };
}

/** Replaces the file as a whole: after a crash there is the old one or the new one, never half of one. */
export function writeSettings(home: string, settings: StoredSettings): void {
  const path = settingsPath(home);
  const unfinished = `${path}.${process.pid}`;
  const file = openSync(unfinished, 'w', 0o600);
  try {
    writeSync(file, `${JSON.stringify(settings, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
}

function settingsPath(home: string): string {
  return join(home, 'settings.json');
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}
