// `npm test`: installs what is missing and runs every check and every suite. The last line counts all of them.
// `npm run verify` (--quick) is the part that answers within a minute; `npm run test:full` (--full) runs the storms and
// kills at their full size. Names after `--` choose steps: `npm test -- types widgets`.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../server/launch/build.mjs';
import { ensureInstalled } from '../server/launch/install.mjs';
import { readVitestReport, readWidgetsReport } from './support/suite-report.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
process.chdir(root);
const isQuick = process.argv.includes('--quick');
const isFull = process.argv.includes('--full');
const chosen = process.argv.slice(2).filter((word) => !word.startsWith('--'));

/** What a suite writes for the sum and for the last words, relative to the project. */
const VITEST_REPORT = '.cache/vitest.json';
const WIDGETS_REPORT = '.cache/wtr-summary.json';

/** A check counts as one test. They read and write nothing that another needs, so they run side by side. */
const checks = [
  { name: 'types', command: ['tsc', '--noEmit'], quick: true },
  { name: 'format and lint', command: ['biome', 'check', '.'], quick: true },
  {
    name: 'architecture',
    command: ['depcruise', '--config', '.dependency-cruiser.cjs', ...sourceFolders()],
    quick: true,
  },
  { name: 'dead code', command: ['knip', '--no-progress'], quick: false },
];

/** A suite counts what its report says. One after the other: each takes the whole machine. */
const steps = [
  { name: 'units', command: vitest('unit'), report: readVitestReport, output: VITEST_REPORT, quick: true },
  { name: 'build', run: () => ensureBuilt(root), quick: false },
  {
    name: 'server',
    command: vitest('server'),
    report: readVitestReport,
    output: VITEST_REPORT,
    quick: false,
  },
  { name: 'widgets', command: ['wtr'], report: readWidgetsReport, output: WIDGETS_REPORT, quick: false },
  {
    name: 'whole system',
    command: vitest('system'),
    report: readVitestReport,
    output: VITEST_REPORT,
    quick: false,
  },
];

/** Ended with this process: a suite left alone would go on for minutes. */
const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
    console.error('Interrupted.');
    process.exit(1);
  });
}

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
try {
  await ensureInstalled(root);
  mkdirSync('.cache', { recursive: true });
  await ensureBuilt(root, ['build:tokens']);
  await Promise.all(checks.filter(isWanted).map(runCheck));
  for (const step of steps.filter(isWanted)) await runOne(step);
} catch (error) {
  console.error(error.message);
  total.failed += 1;
}
// Said again at the end, where a reader of a long log looks first.
for (const { title, message } of failures.flatMap(({ tests }) => tests)) {
  console.log(`\n✗ ${title}\n${message}`);
}
if (failures.length > 0) console.log(`\nFailed: ${failures.map(({ suite }) => suite).join(', ')}`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;

function isWanted({ name, quick }) {
  if (chosen.length > 0) return chosen.includes(name) || chosen.includes(name.split(' ')[0]);
  return quick || !isQuick;
}

/** What a check says comes whole, when it has ended. */
async function runCheck({ name, command }) {
  const began = Date.now();
  const said = [];
  const succeeded = await runTool(command, (chunk) => said.push(chunk));
  console.log(`\n--- ${name}\n${Buffer.concat(said)}`.trimEnd());
  count(name, began, succeeded, { passed: Number(succeeded), failed: Number(!succeeded), skipped: 0 });
}

async function runOne({ name, command, run, report, output }) {
  console.log(`\n--- ${name}`);
  if (output) rmSync(output, { force: true });
  const began = Date.now();
  const succeeded = command ? await runTool(command) : await settle(run);
  const counts = report
    ? report(output)
    : { passed: Number(succeeded), failed: Number(!succeeded), skipped: 0 };
  count(name, began, succeeded, counts);
}

function count(name, began, succeeded, counts) {
  // A suite that breaks without naming a failed test has failed all the same.
  if (!succeeded && counts.failed === 0) counts.failed = 1;
  for (const key of Object.keys(total)) total[key] += counts[key];
  if (counts.failed > 0) failures.push({ suite: name, tests: counts.failures ?? [] });
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(
    `    ${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped (${seconds} s)`,
  );
}

async function settle(run) {
  try {
    await run();
    return true;
  } catch (error) {
    console.error(error.message);
    return false;
  }
}

function runTool([tool, ...args], listen) {
  const child = spawn(join(root, 'node_modules', '.bin', tool), args, {
    stdio: ['ignore', listen ? 'pipe' : 'inherit', listen ? 'pipe' : 'inherit'],
    env: testEnvironment(),
    shell: process.platform === 'win32',
  });
  running.add(child);
  if (listen) for (const stream of [child.stdout, child.stderr]) stream.on('data', listen);
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  }).finally(() => running.delete(child));
}

/** What somebody has set to run the product must not change what the tests see. */
function testEnvironment() {
  const env = { ...process.env, ...(isFull ? { FOYER_FULL: '1' } : {}) };
  for (const name of [
    'NODE_ENV',
    'PORT',
    'PARTNER_PORT',
    'SANDBOX_PORT',
    'DATA_DIR',
    'DATABASE_URL',
    'DEMO',
    'DEMO_PASSWORD',
  ]) {
    delete env[name];
  }
  return env;
}

function vitest(project) {
  return [
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${VITEST_REPORT}`,
  ];
}

function sourceFolders() {
  return ['server', 'widgets', 'design-tokens', 'host-demo', 'test'].filter((folder) => existsSync(folder));
}
