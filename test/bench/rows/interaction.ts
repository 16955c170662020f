import type { Page } from 'playwright-core';
import type { InvoicePage } from '../../../server/features/invoices/invoices.contract.ts';
import type { Bench } from '../support/bench.ts';
import { type Figure, figure, percentile } from '../support/figure.ts';
import { openPages, type Pages } from '../support/pages.ts';

const rows = 1_000;
const clicks = 24;

/** Choosing rows of a long list: from the click to the next paint, as the browser itself counts. */
export async function* interaction(bench: Bench): AsyncGenerator<Figure> {
  const pages = await openPages(bench);
  for (const [slower, atMost] of [
    [1, 50],
    [4, 200],
  ] as const) {
    const reference = await measure(pages, '/table', slower, 'tbody tr input');
    const ours = await measure(pages, '/script', slower, 'foyer-invoice-pay tbody tr[data-index] input');
    yield figure({
      name: `1,000 invoices, interaction to next paint${slower === 1 ? '' : ' at a quarter of the processor'}`,
      value: percentile(ours, 0.98),
      unit: 'ms',
      reference: percentile(reference, 0.98),
      goal: { of: 'value', atMost },
      note: `98th percentile of ${clicks} choices of a row, in steps of 8 ms; median ${percentile(ours, 0.5)} ms against ${percentile(reference, 0.5)} ms of a plain table with a checkbox a row`,
    });
  }
}

async function measure(
  { browser, host }: Pages,
  path: string,
  slower: number,
  target: string,
): Promise<number[]> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1400 } });
  const page = await context.newPage();
  await page.addInitScript({ content: listener });
  await lengthen(page);
  await page.goto(`${host}${path}`);
  if (path === '/table') await page.evaluate(drawPlainTable, rows);
  await page.waitForFunction(
    ({ selector, count }) => {
      const [outer, inner] = selector.startsWith('foyer-')
        ? [
            document.querySelector('foyer-invoice-pay')?.shadowRoot?.querySelector('foyer-ui-table')
              ?.shadowRoot,
            'tbody tr[data-index]',
          ]
        : [document, 'tbody tr'];
      return (outer?.querySelectorAll(inner).length ?? 0) >= count;
    },
    { selector: target, count: rows },
  );
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  const boxes = page.locator(target);
  for (let n = 0; n < clicks; n += 1) {
    await boxes.nth(n % 12).click({ force: true });
    await page.waitForTimeout(60 * slower);
  }
  await page.waitForTimeout(300);
  const durations = await page.evaluate<number[]>('globalThis.interactions()');
  await context.close();
  // The browser tells only of those that took 16 ms or more.
  return [...durations, ...Array.from({ length: Math.max(0, clicks - durations.length) }, () => 8)];
}

/** Notes the longest event of each interaction. As text: it runs in the page, where this program's helpers are not. */
const listener = `
  const longest = new Map();
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries())
      if (interactionId) longest.set(interactionId, Math.max(longest.get(interactionId) ?? 0, duration));
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
  globalThis.interactions = () => [...longest.values()];`;

/** The server's page of fifty becomes one of a thousand; pages of a list are not so long, a list that was read on is. */
async function lengthen(page: Page): Promise<void> {
  await page.route(/\/v1\/invoices\?|\/v1\/invoices$/, async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const response = await route.fetch();
    const { items, asOf } = (await response.json()) as InvoicePage;
    const many = Array.from({ length: rows }, (_, n) => {
      const item = items[n % items.length];
      return { ...item, id: `019a0000-0000-7000-8000-${String(n).padStart(12, '0')}`, number: `INV-${n}` };
    });
    await route.fulfill({ response, json: { items: many, nextCursor: null, asOf } });
  });
}

function drawPlainTable(count: number): void {
  const chosen = document.createElement('p');
  const table = document.createElement('table');
  const body = table.createTBody();
  for (let n = 0; n < count; n += 1) {
    const row = body.insertRow();
    const box = document.createElement('input');
    box.type = 'checkbox';
    row.insertCell().append(box);
    for (let cell = 0; cell < 7; cell += 1) row.insertCell().textContent = `cell ${n} ${cell}`;
  }
  body.addEventListener('change', () => {
    chosen.textContent = `${body.querySelectorAll('input:checked').length} chosen`;
  });
  document.querySelector('main')?.append(table, chosen);
}
