import type { Browser, LaunchOptions } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type Demonstration, startDemonstration } from './demonstration.ts';

export type World = { readonly demo: Demonstration; readonly browser: Browser };

/**
 * The demonstration and a browser, from a file's first test to its last. Call it at the top: what a file prepares in a
 * `beforeAll` of its own comes after.
 */
export function openWorld(options?: LaunchOptions): World {
  let demo: Demonstration | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemonstration(), launchBrowser(options)]);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  return {
    get demo() {
      return there(demo);
    },
    get browser() {
      return there(browser);
    },
  };
}

function there<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error('The world is there from the first test on.');
  return thing;
}
