import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { type Bench, projectRoot } from '../support/bench.ts';
import { type Figure, figure, percentile } from '../support/figure.ts';
import { openPages, type Pages } from '../support/pages.ts';

const rounds = 5;
const routes = ['plain', 'script', 'federation'] as const;
type Route = (typeof routes)[number];
/** Files below `/embed/` that a page asked for, with the moment it began to. */
type Asked = { path: string; at: number };
type Visit = { asked: Asked[]; paintMs: number; readyMs: number };

/** What a partner's page has to fetch, and how soon something is seen of it. */
export async function* weight(bench: Bench): AsyncGenerator<Figure> {
  yield figure({
    name: 'script-tag loader',
    value: bytesOf('/embed/v1/foyer.js'),
    unit: 'bytes brotli',
    goal: { of: 'value', atMost: 1_024 },
  });
  const pages = await openPages(bench);
  const visits: Record<Route, Visit[]> = { plain: [], script: [], federation: [] };
  for (const route of routes) await visit(pages, route);
  for (let round = 0; round < rounds; round += 1)
    for (const route of routes) visits[route].push(await visit(pages, route));
  for (const route of ['script', 'federation'] as const) {
    const [one] = visits[route];
    const [plain] = visits.plain;
    if (!one || !plain) continue;
    const early = one.asked.filter(({ at }) => at < one.paintMs);
    const script = route === 'script';
    yield figure({
      name: `first widget by ${route}, requests before paint`,
      value: early.length,
      unit: 'requests',
      reference: plain.asked.filter(({ at }) => at < plain.paintMs).length,
      goal: { of: 'value', atMost: script ? 3 : 8 },
      note: `${one.asked.length} until its invoices are seen`,
    });
    yield figure({
      name: `first widget by ${route}, weight before paint`,
      value: sum(early) / 1024,
      unit: 'KB brotli',
      reference: sum(plain.asked.filter(({ at }) => at < plain.paintMs)) / 1024,
      ...(script ? { goal: { of: 'value', atMost: 20 } as const } : {}),
      note: `${(sum(one.asked) / 1024).toFixed(1)} KB until its invoices are seen`,
    });
    const median = (which: Route, key: 'paintMs' | 'readyMs') =>
      percentile(
        visits[which].map((visited) => visited[key]),
        0.5,
      );
    yield figure({
      name: `first widget by ${route}, first paint`,
      value: median(route, 'paintMs'),
      unit: 'ms',
      reference: median('plain', 'paintMs'),
      ...(script ? { goal: { of: 'ratio', atMost: 1.5 } as const } : {}),
      note: `HTTP/1.1, 60 ms, 10 Mbit, cold, median of ${rounds}; reference: plain ES modules; invoices seen after ${median(route, 'readyMs').toFixed(0)} ms against ${median('plain', 'readyMs').toFixed(0)} ms`,
    });
  }
  const further = await visitFurther(pages);
  yield figure({
    name: 'a further element, requests',
    value: further.length,
    unit: 'requests',
    goal: { of: 'value', atMost: 1 },
  });
  yield figure({
    name: 'a further element, weight',
    value: sum(further) / 1024,
    unit: 'KB brotli',
    goal: { of: 'value', atMost: 5 },
  });
}

async function visit(pages: Pages, route: Route): Promise<Visit> {
  const { page, close } = await open(pages, route);
  await seen(page, 0);
  const readyMs = await page.evaluate(() => performance.now());
  const paintMs = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  );
  const asked = await filesOf(page);
  await close();
  return { asked, paintMs, readyMs };
}

async function visitFurther(pages: Pages): Promise<Asked[]> {
  const { page, close } = await open(pages, 'script');
  await seen(page, 0);
  // What the first one fetches when nothing else is to do is the first one's.
  await page.waitForTimeout(1_000);
  const before = await filesOf(page);
  await page.evaluate(() => document.body.append(document.createElement('foyer-invoice-pay')));
  await seen(page, 1);
  const after = await filesOf(page);
  await close();
  return after.slice(before.length);
}

async function open(
  { browser, host }: Pages,
  route: Route,
): Promise<{ page: Page; close: () => Promise<void> }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  const perSecond = 10_000_000 / 8;
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 60,
    downloadThroughput: perSecond,
    uploadThroughput: perSecond,
  });
  await page.goto(`${host}/${route}`, { waitUntil: 'commit' });
  return { page, close: () => context.close() };
}

const seen = (page: Page, nth: number) =>
  page
    .locator('foyer-invoice-pay')
    .nth(nth)
    .locator('tbody tr[data-index]')
    .first()
    .waitFor({ timeout: 20_000 });

const filesOf = (page: Page): Promise<Asked[]> =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name, startTime }) => ({ path: new URL(name).pathname, at: startTime }))
      .filter(({ path }) => path.startsWith('/embed/')),
  );

const sum = (asked: readonly Asked[]): number => asked.reduce((total, { path }) => total + bytesOf(path), 0);
const bytesOf = (path: string): number =>
  brotliCompressSync(readFileSync(join(projectRoot, 'dist', path))).length;
