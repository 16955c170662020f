import type { Browser, BrowserContext, Page } from 'playwright-core';

export type Heard = { readonly code: string; readonly tag: string; readonly at: number };

export type Visitor = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Exceptions that reached the host page. */
  readonly exceptions: string[];
  /** What the host page's policy stopped. */
  violations(): Promise<string[]>;
  /** `foyer-error` events, milliseconds after the page began. */
  errors(): Promise<Heard[]>;
};

/** Somebody who opens a page and notes everything that a host would complain about. */
export async function visit(browser: Browser, url: string): Promise<Visitor> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const exceptions: string[] = [];
  page.on('pageerror', (error) => exceptions.push(error.message));
  await page.addInitScript(() => {
    const notes = { violations: [] as string[], errors: [] as object[], rejections: [] as string[] };
    Object.assign(globalThis, { notes });
    document.addEventListener('securitypolicyviolation', (event) => {
      notes.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
    document.addEventListener('foyer-error', (event) => {
      const { detail } = event as CustomEvent<{ code: string }>;
      const tag = (event.composedPath()[0] as Element).localName;
      notes.errors.push({ code: detail.code, tag, at: performance.now() });
    });
  });
  await page.goto(url);
  return {
    page,
    context,
    exceptions,
    violations: () => page.evaluate('notes.violations'),
    errors: () => page.evaluate('notes.errors'),
  };
}

/** The text inside a widget's shadow root. */
export async function textOf(page: Page, selector = 'foyer-probe'): Promise<string> {
  const text = await page.locator(`${selector} p`).first().textContent();
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

export const untilReady = (page: Page, selector = 'foyer-probe', timeout = 20_000) =>
  page.locator(`${selector} p`, { hasText: 'ready Finn Ance' }).first().waitFor({ timeout });
