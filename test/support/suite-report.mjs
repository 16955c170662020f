import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** Lines of a failed test's message that are said again; a property test's counterexample can have hundreds. */
const MESSAGE_LINES = 40;

/**
 * @typedef {{ passed: number, failed: number, skipped: number, failures: { title: string, message: string }[] }} Counts
 */

/** @returns {Counts} what the JSON reporter of Vitest wrote; nothing where it wrote nothing */
export function readVitestReport(path) {
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  if (!existsSync(path)) return counts;
  for (const file of JSON.parse(readFileSync(path, 'utf8')).testResults) {
    const failedBefore = counts.failed;
    for (const { status, fullName, failureMessages } of file.assertionResults) {
      if (status === 'passed') counts.passed += 1;
      else if (status === 'failed') fail(counts, file, fullName, failureMessages.join('\n'));
      else counts.skipped += 1;
    }
    // A file that does not load, or whose preparation fails, holds no failed test of its own.
    if (file.status === 'failed' && counts.failed === failedBefore) {
      fail(counts, file, 'the file itself', file.message);
    }
  }
  return counts;
}

/** @returns {Counts} what web-test-runner.config.mjs wrote; nothing where it wrote nothing */
export function readWidgetsReport(path) {
  if (!existsSync(path)) return { passed: 0, failed: 0, skipped: 0, failures: [] };
  const counts = JSON.parse(readFileSync(path, 'utf8'));
  for (const failure of counts.failures) failure.message = shorten(failure.message);
  return counts;
}

function fail(counts, file, title, message) {
  counts.failed += 1;
  const path = relative(process.cwd(), file.name);
  counts.failures.push({ title: `${path}: ${title}`, message: shorten(message) });
}

function shorten(message) {
  const lines = (message ?? '').split('\n').filter((line) => !line.includes('/node_modules/'));
  return lines.slice(0, MESSAGE_LINES).join('\n');
}
