// Builds what is stale: a step runs when its sources, its tools or its script are other ones than at its last run.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './folder-lock.mjs';
import { runStep } from './step.mjs';

/**
 * In order: a later step may read what an earlier one wrote. `sources` are files and folders; `output` is where the
 * result lies.
 */
export const steps = [
  {
    script: 'build:tokens',
    title: 'Building the design tokens',
    sources: ['design-tokens'],
    output: 'design-tokens/dist',
  },
  {
    script: 'build:embed',
    title: 'Building the widgets',
    sources: ['widgets', 'design-tokens', 'server/features', 'vite.config.ts', 'tsconfig.json'],
    output: 'dist/embed',
  },
  {
    script: 'build:portal',
    title: 'Building the portal',
    sources: ['host-demo/portal', 'widgets/kit', 'design-tokens', 'vite.config.ts', 'tsconfig.json'],
    output: 'dist/portal',
  },
  {
    script: 'build:hosts',
    title: "Building the partner's pages",
    sources: ['host-demo', 'design-tokens', 'vite.config.ts', 'tsconfig.json'],
    output: 'dist/hosts',
  },
  {
    script: 'build:server',
    title: 'Building the server',
    sources: ['server', 'host-demo/sandbox', 'host-demo/partner-site', 'tsconfig.json'],
    output: 'dist/server',
  },
];

/**
 * @param {string} root the project's folder
 * @param {string[]} [only] names of the scripts wanted; all of them by default
 */
export async function ensureBuilt(root, only) {
  const wanted = only ? steps.filter(({ script }) => only.includes(script)) : steps;
  if (staleSteps(root, wanted).length === 0) return;
  await withLock(join(root, 'dist', '.build.lock'), async () => {
    for (const step of staleSteps(root, wanted)) {
      const before = fingerprint(root, step);
      const npm = process.env.npm_execpath;
      const [command, ...args] = /npm-cli\.js$/.test(npm ?? '') ? [process.execPath, npm] : ['npm'];
      await runStep(step.title, command, [...args, 'run', '--silent', step.script], root);
      const stamps = readStamps(root);
      stamps[step.script] = before;
      mkdirSync(join(root, 'dist'), { recursive: true });
      writeFileSync(join(root, 'dist', '.stamps.json'), JSON.stringify(stamps, null, 2));
    }
  });
}

function staleSteps(root, wanted) {
  const { scripts = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const stamps = readStamps(root);
  return wanted.filter(
    (step) =>
      step.script in scripts &&
      (!existsSync(join(root, step.output)) || stamps[step.script] !== fingerprint(root, step)),
  );
}

function readStamps(root) {
  try {
    return JSON.parse(readFileSync(join(root, 'dist', '.stamps.json'), 'utf8'));
  } catch {
    return {};
  }
}

/** Of contents, not of dates: a fresh clone of the same commit has other dates. */
export function fingerprint(root, { script, sources, output }) {
  const hash = createHash('sha256');
  const { scripts = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  hash.update(`${scripts[script]}\n`);
  for (const source of [...sources, 'package-lock.json']) {
    for (const path of filesBelow(root, source, output))
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(root, path)))
        .update('\0');
  }
  return hash.digest('hex');
}

function* filesBelow(root, path, output) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  let entries;
  try {
    entries = readdirSync(full, { withFileTypes: true });
  } catch (error) {
    if (error.code !== 'ENOTDIR') throw error;
    yield path;
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const child = `${path}/${entry.name}`;
    if (entry.name === 'node_modules' || entry.name === 'dist' || child === output) continue;
    if (entry.isDirectory()) yield* filesBelow(root, child, output);
    else if (entry.isFile() && !/\.test\.ts$/.test(entry.name)) yield child;
  }
}
