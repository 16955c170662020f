// Mends of packages that their authors have not released yet: docs/adr/0008.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStep } from './step.mjs';

/** A line that only the mended file holds. */
const marks = [['node_modules/postgres/src/connection.js', 'if (socket === null)']];

/**
 * Applies what is missing. `npm ci` does it by itself, unless it was told to run no scripts.
 * @param {string} root the project's folder
 */
export async function applyPatches(root) {
  if (marks.every(([path, mark]) => readFileSync(join(root, path), 'utf8').includes(mark))) return;
  const tool = join(root, 'node_modules/patch-package/index.js');
  await runStep(
    'Mending packages',
    process.execPath,
    [tool, '--patch-dir', 'server/db/driver-patches'],
    root,
  );
}
