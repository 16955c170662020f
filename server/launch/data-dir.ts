import { accessSync, chmodSync, constants, mkdirSync, statSync } from 'node:fs';
import { LaunchError } from './launch-error.ts';

/**
 * Makes sure that the data folder is there and ours to use. It holds keys and files: others may pass through it (the
 * database may run as another user) but not look around.
 */
export function openDataDir(dataDir: string): void {
  try {
    if (!mkdirSync(dataDir, { recursive: true, mode: 0o711 })) {
      if (!statSync(dataDir).isDirectory()) throw new Error('not a folder');
      accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    } else {
      chmodSync(dataDir, 0o711);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new LaunchError(
      `DATA_DIR ${dataDir} cannot be read and written by this user${code ? ` (${code})` : ''}; make it accessible or set DATA_DIR to another folder.`,
    );
  }
}
