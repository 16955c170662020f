// Mends of packages that their authors have not released yet: docs/adr/0008.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStep } from './step.mjs';

/** Lines that only the mended file holds, one for each mend. */
const marks = [
  ['node_modules/postgres/src/connection.js', 'if (socket === null)'],
  ['node_modules/postgres/src/connection.js', 'final && (final(err), final = null)'],
  ['node_modules/postgres/src/connection.js', 'results = errorResponse = null\n    socket'],
];
const found = (root) =>
  marks.filter(
    ([path, mark]) => existsSync(join(root, path)) && readFileSync(join(root, path), 'utf8').includes(mark),
  ).length;

/** Mended by an older version of this project: mends cannot be added, the package has to be taken anew. */
export const isMendedInPart = (root) => found(root) > 0 && found(root) < marks.length;

/**
 * Applies what is missing. `npm ci` does it by itself, unless it was told to run no scripts.
 * @param {string} root the project's folder
 */
export async function applyPatches(root) {
  if (found(root) === marks.length) return;
  const tool = join(root, 'node_modules/patch-package/index.js');
  await runStep(
    'Mending packages',
    process.execPath,
    [tool, '--patch-dir', 'server/db/driver-patches'],
    root,
  );
}
