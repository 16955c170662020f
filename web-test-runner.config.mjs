import { mkdirSync, writeFileSync } from 'node:fs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { tsImport } from 'tsx/esm/api';

const { buildTokens } = await tsImport('./design-tokens/build.ts', import.meta.url);
await buildTokens();

const { findChromium } = await tsImport('./test/support/browser.ts', import.meta.url);
const { executablePath, args, env } = await findChromium();

/** Writes `{ passed, failed, skipped }` for the command that adds up every suite's figures. */
function summaryReporter() {
  return {
    onTestRunFinished({ sessions }) {
      const summary = { passed: 0, failed: 0, skipped: 0 };
      for (const session of sessions) {
        count(session.testResults, summary);
        // A file that does not load or times out holds no test result of its own, and must not pass in silence.
        const held = failures(session.testResults);
        if (session.passed !== true && held === 0) summary.failed += 1;
      }
      mkdirSync('.cache', { recursive: true });
      writeFileSync('.cache/wtr-summary.json', `${JSON.stringify(summary)}\n`);
    },
  };
}

function count(suite, summary) {
  if (!suite) return;
  for (const test of suite.tests) {
    if (test.skipped) summary.skipped += 1;
    else if (test.passed) summary.passed += 1;
    else summary.failed += 1;
  }
  for (const child of suite.suites) count(child, summary);
}

function failures(suite) {
  if (!suite) return 0;
  const own = suite.tests.filter((test) => !test.passed && !test.skipped).length;
  return suite.suites.reduce((sum, child) => sum + failures(child), own);
}

export default {
  files: ['widgets/**/*.test.ts', '!**/*.unit.test.ts', '!**/node_modules/**'],
  nodeResolve: { exportConditions: ['browser', 'development'] },
  port: Number(process.env.WTR_PORT ?? 0) || undefined,
  concurrency: 2,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 60_000,
  testFramework: { config: { timeout: 30_000 } },
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
