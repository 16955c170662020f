import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { createStage, type Stage } from './stage.ts';
import { type Visitor, visit } from './visitor.ts';

export type Host = {
  readonly stage: Stage;
  /** Somebody opens the host's page; the visit ends with the test. */
  visit(): Promise<Visitor>;
};

/** A stage and a browser, from a file's first test to its last. Each test finds the stage empty. */
export function openStage(...widgets: Parameters<typeof createStage>): Host {
  let browser: Browser | undefined;
  let stage: Stage | undefined;
  const visits: BrowserContext[] = [];
  const there = () => {
    if (!browser || !stage) throw new Error('The stage is there from the first test on.');
    return { browser, stage };
  };
  beforeAll(async () => {
    [browser, stage] = await Promise.all([launchBrowser(), createStage(...widgets)]);
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });
  beforeEach(() => there().stage.reset());
  afterEach(async () => {
    for (const context of visits.splice(0)) await context.close();
  });
  return {
    get stage() {
      return there().stage;
    },
    async visit() {
      const visitor = await visit(there().browser, `${there().stage.host}/`);
      visits.push(visitor.context);
      return visitor;
    },
  };
}
