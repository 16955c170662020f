import { mkdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { tsImport } from 'tsx/esm/api';

const { buildTokens } = await tsImport('./design-tokens/build.ts', import.meta.url);
await buildTokens();

const { findChromium } = await tsImport('./test/support/browser.ts', import.meta.url);
const { executablePath, args, env } = await findChromium();

/** Writes `{ passed, failed, skipped, failures }` for the command that adds up every suite's figures. */
function summaryReporter() {
  return {
    onTestRunFinished({ sessions }) {
      const summary = { passed: 0, failed: 0, skipped: 0, failures: [] };
      for (const session of sessions) count(session, summary);
      mkdirSync('.cache', { recursive: true });
      writeFileSync('.cache/wtr-summary.json', `${JSON.stringify(summary)}\n`);
    },
  };
}

function count(session, summary) {
  const tests = session.testResults ? allTests(session.testResults) : [];
  const failed = tests.filter((test) => !test.passed && !test.skipped);
  summary.passed += tests.filter((test) => test.passed && !test.skipped).length;
  summary.skipped += tests.filter((test) => test.skipped).length;
  const named = failed.map(({ title, error }) => ({ title, error }));
  // A file that does not load or times out holds no test result of its own, and must not pass in silence.
  if (session.passed !== true && failed.length === 0) {
    named.push({ title: 'the file itself', error: session.errors[0] });
  }
  summary.failed += named.length;
  for (const { title, error } of named) {
    const message = [error?.message, error?.stack].filter(Boolean).join('\n');
    summary.failures.push({ title: `${relative(process.cwd(), session.testFile)}: ${title}`, message });
  }
}

function allTests(suite) {
  const below = suite.suites.flatMap((child) =>
    allTests(child).map((test) => ({ ...test, title: `${child.name}: ${test.name}` })),
  );
  return [...suite.tests.map((test) => ({ ...test, title: test.name })), ...below];
}

export default {
  files: ['widgets/**/*.test.ts', '!**/*.unit.test.ts', '!**/node_modules/**'],
  nodeResolve: { exportConditions: ['browser', 'development'] },
  port: Number(process.env.WTR_PORT ?? 0) || undefined,
  concurrency: 2,
  testsStartTimeout: 180_000,
  testsFinishTimeout: 600_000,
  testFramework: { config: { timeout: 60_000 } },
  plugins: [esbuildPlugin({ ts: true, json: true, target: 'es2022', tsconfig: 'tsconfig.json' })],
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath, args: [...args], env: { ...process.env, ...env }, headless: true },
    }),
  ],
  // A lost request that a test provokes on purpose is part of that test, not of the report; and Lit's development
  // build is here on purpose, for its warnings.
  filterBrowserLogs: ({ args: [first] }) =>
    !/^Failed to load resource|^Lit is in dev mode/.test(String(first)),
  reporters: [defaultReporter({ reportTestProgress: false }), summaryReporter()],
};
