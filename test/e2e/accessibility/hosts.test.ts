import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { type Demonstration, startDemonstration } from '../demonstration.ts';
import { firstInvoice } from '../paying/payer.ts';
import { lookInEveryScheme, lookInEveryTheme } from './looking.ts';
import { Visitors } from './visitor.ts';

let demo: Demonstration;
let browser: Browser;
let visitors: Visitors;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemonstration(), launchBrowser()]);
  visitors = new Visitors(browser, demo.portal);
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

describe("nothing for axe, nothing too wide: other people's pages", () => {
  it.each(['/', '/strict', '/two-versions', '/intranet/'])('the host page %s', async (path) => {
    await visitors.stranger(async (page) => {
      await page.goto(`${demo.partner}${path}`);
      await firstInvoice(page).waitFor();
      expect(await lookInEveryTheme(page, path)).toEqual([]);
    });
  });

  it("the partner's page of somebody whom nobody knows here", async () => {
    await visitors.stranger(async (page) => {
      await page.goto(demo.partner);
      await page.getByLabel('Signed in as').selectOption('stranger@nobody.example');
      await page.getByRole('button', { name: 'Change', exact: true }).click();
      await page.locator('foyer-invoice-pay foyer-ui-trouble').waitFor();
      expect(await lookInEveryTheme(page, 'stranger')).toEqual([]);
    });
  });

  it.each(['/', '/mail', '/mail/unknown', '/core-system/page'])('the sandbox at %s', async (path) => {
    await visitors.stranger(async (page) => {
      await page.goto(`${demo.sandbox}${path}`);
      expect(await lookInEveryScheme(page, path)).toEqual([]);
    });
  });
});
