import { defineConfig } from 'vitest/config';

const everywhere = ['{server,widgets,design-tokens,host-demo}/**/*.test.ts', 'test/support/**/*.test.ts'];
/** Need a database: one server for the run, one copy of the migrated template per file. */
const database = ['{server,host-demo}/**/*.db.test.ts'];
/** Run in a browser by @web/test-runner; a widget's pure functions are tested here, in `*.unit.test.ts`. */
const browser = ['widgets/**/!(*.unit).test.ts'];
/** Start processes, each file on ports of its own. */
const wholeSystem = ['test/{e2e,faults,architecture,system,bench}/**/*.test.ts'];

const globalSetup = ['test/support/database.global.ts'];
/** What is waited for comes within milliseconds, and on a busy machine within seconds. */
const expectPatience = { poll: { timeout: 15_000 } };
/** Some tests do seconds of real work, and a busy machine stretches them several times over. */
const patience = { expect: expectPatience, testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    cache: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: everywhere,
          exclude: [...database, ...browser, ...wholeSystem, '**/node_modules/**', '**/dist/**'],
          ...patience,
          pool: 'threads',
          maxWorkers: 2,
          // They share no state: modules loaded once serve every file.
          isolate: false,
        },
      },
      {
        test: {
          name: 'server',
          include: database,
          globalSetup,
          ...patience,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'system',
          include: wholeSystem,
          globalSetup,
          expect: expectPatience,
          maxWorkers: 2,
          // The demonstration is loaded once, in the first hook that needs it.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
