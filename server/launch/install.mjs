// Installs the packages of package-lock.json when they are missing or other ones.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyPatches, isMendedInPart } from './apply-patches.mjs';
import { withLock } from './folder-lock.mjs';
import { runStep } from './step.mjs';

/** @param {string} root the project's folder */
export async function ensureInstalled(root) {
  await install(root);
  await applyPatches(root);
}

async function install(root) {
  if (isInstalled(root)) return;
  await withLock(join(root, '.install.lock'), async () => {
    if (isInstalled(root)) return;
    // Started through npm, its own script is known; npm_execpath may be another package manager's.
    const npm = /npm-cli\.js$/.test(process.env.npm_execpath ?? '')
      ? [process.execPath, process.env.npm_execpath]
      : ['npm'];
    const [command, ...before] = npm;
    // Building needs the development packages, whatever NODE_ENV says.
    const flags = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    try {
      await runStep('Installing packages', command, [...before, 'ci', ...flags], root);
    } catch {
      // A registry that lacks a package for another platform makes `npm ci` refuse the whole lock; `install` does not.
      await runStep(
        'Installing packages another way',
        command,
        [...before, 'install', '--no-save', ...flags],
        root,
      );
    }
    writeStamp(root);
  });
}

/** @param {string} root */
function isInstalled(root) {
  if (!existsSync(join(root, 'node_modules', '.package-lock.json')) || isMendedInPart(root)) return false;
  const stamp = join(root, 'node_modules', '.foyer-lock-hash');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash(root)) return true;
  if (!hasEveryPackage(root)) return false;
  writeStamp(root);
  return true;
}

/** Somebody may have run `npm ci` by hand: npm's own record of what lies in node_modules tells. */
function hasEveryPackage(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional, peer }]) =>
      path === '' ||
      present[path]?.version === version ||
      (!present[path] && (optional || devOptional || peer)),
  );
}

function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
}

function writeStamp(root) {
  try {
    writeFileSync(join(root, 'node_modules', '.foyer-lock-hash'), lockHash(root));
  } catch {
    // Someone else's folder: the comparison is made again next time.
  }
}

function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}
