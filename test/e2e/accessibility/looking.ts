import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const themes = ['light', 'dark', 'high-contrast'] as const;
/** 720 CSS pixels are what a window of 1440 shows at 200 %. */
const widths = [1440, 720, 360];
/** Of all themes at all widths, `npm test` takes each theme once and each width once; the full run takes all. */
const isFull = process.env.FOYER_FULL === '1';
const isLookedAt = (width: number, isFirstTheme: boolean) => isFull || width === 1440 || isFirstTheme;

/** What a page must have, and a frame in it or a letter in a mail program need not. */
const pageRules = ['region', 'landmark-one-main', 'page-has-heading-one', 'bypass'];

type Finding = { id: string; targets: string[] };

/** What axe finds in the page and its frames, and whether anything is wider than the window. */
async function look(page: Page, view: string, isPart = false): Promise<string[]> {
  await settled(page);
  const found: string[] = [];
  for (const frame of page.frames()) {
    if (!(await runsScripts(frame))) continue;
    const where = frame === page.mainFrame() ? view : `${view}, frame ${new URL(frame.url()).pathname}`;
    const findings = await findingsIn(frame, isPart || frame !== page.mainFrame());
    found.push(...findings.map((item) => `${where}: ${item.id} at ${item.targets.join(', ')}`));
  }
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return overflow > 0 ? [...found, `${view}: ${overflow} px too wide`] : found;
}

/** A frame that is caged, as the mailbox cages a mail, lets axe in no more than anybody else. */
async function runsScripts(frame: Frame): Promise<boolean> {
  if (!frame.parentFrame()) return true;
  const cage = await (await frame.frameElement()).getAttribute('sandbox');
  return cage === null || cage.includes('allow-scripts');
}

/** Two frames drawn and nothing moving but what moves without end. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await frame();
    const ending = document
      .getAnimations()
      .filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime));
    await Promise.all(ending.map((one) => one.finished.catch(() => undefined)));
  });
}

async function findingsIn(frame: Frame, isPart: boolean): Promise<Finding[]> {
  // As text: a page's policy lets no script in that is not its own.
  if (!(await frame.evaluate("typeof axe === 'object'"))) await frame.evaluate(axe);
  return frame.evaluate(`axe.run(document, {
    iframes: false,
    resultTypes: ['violations'],
    rules: Object.fromEntries(${JSON.stringify(isPart ? pageRules : [])}.map((id) => [id, { enabled: false }])),
  }).then(({ violations }) => violations.map(({ id, nodes }) => (
    { id, targets: nodes.slice(0, 3).map(({ target }) => target.flat().join(' ')) }
  )))`);
}

async function setTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
    for (const element of document.querySelectorAll('foyer-invoice-pay, foyer-integration-console'))
      element.setAttribute('theme', name);
  }, theme);
}

/** A page of the product or of a host: in each theme at each width. */
export async function lookInEveryTheme(page: Page, view: string): Promise<string[]> {
  const found: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const theme of themes.filter((_, place) => isLookedAt(width, place === 0))) {
      await setTheme(page, theme);
      found.push(...(await look(page, `${view}, ${theme}, ${width}`)));
    }
  }
  await setTheme(page, 'light');
  await page.setViewportSize({ width: 1440, height: 900 });
  return found;
}

/** A page that follows the device: as light and as dark at each width. */
export async function lookInEveryScheme(page: Page, view: string, isPart = false): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of widths.filter((one) => isLookedAt(one, colorScheme === 'light'))) {
      await page.setViewportSize({ width, height: 900 });
      found.push(...(await look(page, `${view}, ${colorScheme}, ${width}`, isPart)));
    }
  }
  return found;
}
