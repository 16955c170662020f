import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type Demonstration, startDemonstration } from './demonstration.ts';
import {
  cardFrame,
  firstInvoice,
  newContext,
  openInvoices,
  payInPart,
  pickTwo,
  signIn,
} from './paying/payer.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let demo: Demonstration;
let browser: Browser;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemonstration(4690), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

type Finding = { id: string; targets: string[] };

/** What axe finds on the page, and whether anything is wider than the window. */
async function look(page: Page, view: string): Promise<string[]> {
  await page.waitForTimeout(300);
  // As text: the page's policy lets no script in that is not its own.
  const findings =
    (await page.evaluate(`(() => { ${axe}; return axe.run(document, { resultTypes: ['violations'] })
    .then((result) => result.violations.map((item) => ({ id: item.id, targets: item.nodes.slice(0, 3).map((node) => node.target.join(' ')) }))); })()`)) as Finding[];
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return [
    ...findings.map((item) => `${view}: ${item.id} at ${item.targets.join(', ')}`),
    ...(overflow > 0 ? [`${view}: ${overflow} px too wide`] : []),
  ];
}

const themes = ['light', 'dark', 'high-contrast'] as const;
/** 720 CSS pixels are what a window of 1440 shows at 200 %. */
const widths = [1440, 720, 360];

async function setTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
    for (const element of document.querySelectorAll('foyer-invoice-pay')) element.setAttribute('theme', name);
  }, theme);
}

async function lookInEveryTheme(page: Page, view: string): Promise<string[]> {
  const found: string[] = [];
  for (const theme of themes) {
    await setTheme(page, theme);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      found.push(...(await look(page, `${view}, ${theme}, ${width}`)));
    }
  }
  await setTheme(page, 'light');
  await page.setViewportSize({ width: 1440, height: 900 });
  return found;
}

describe('nothing for axe, nothing too wide', () => {
  it('in the portal, from sign-in to the card form', { timeout: 180_000 }, async () => {
    const context = await newContext(browser);
    const page = await context.newPage();
    const found: string[] = [];
    await page.goto(demo.portal);
    await page.getByLabel('Email').waitFor();
    found.push(...(await lookInEveryTheme(page, 'sign-in')));
    await signIn(page, demo.portal, 'finance@harbourview.example');
    await page.waitForTimeout(1_000);
    found.push(...(await lookInEveryTheme(page, 'overview')));
    await openInvoices(page);
    found.push(...(await lookInEveryTheme(page, 'invoices')));
    await firstInvoice(page).click();
    await page
      .getByText(/tax invoice|lines|history/i)
      .first()
      .waitFor();
    found.push(...(await lookInEveryTheme(page, 'invoice')));
    await page.goto(`${demo.portal}/invoices`);
    await pickTwo(page);
    await page.getByRole('button', { name: 'Continue' }).waitFor();
    found.push(...(await lookInEveryTheme(page, 'review')));
    await payInPart(page, '10.00');
    await cardFrame(page);
    await page.waitForTimeout(1_000);
    found.push(...(await lookInEveryTheme(page, 'card form')));
    await context.close();
    expect(found).toEqual([]);
  });

  it.each(['/', '/intranet/'])('on the host page %s', { timeout: 120_000 }, async (path) => {
    const context = await newContext(browser);
    const page = await context.newPage();
    await page.goto(`${demo.partner}${path}`);
    await firstInvoice(page).waitFor();
    const found = await lookInEveryTheme(page, path);
    await context.close();
    expect(found).toEqual([]);
  });

  it.each(['/', '/mail'])('in the sandbox at %s', async (path) => {
    const context = await newContext(browser);
    const page = await context.newPage();
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${demo.sandbox}${path}`);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        found.push(...(await look(page, `${path}, ${colorScheme}, ${width}`)));
      }
    }
    await context.close();
    expect(found).toEqual([]);
  });
});
