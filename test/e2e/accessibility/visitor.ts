import type { Browser, BrowserContext, Page } from 'playwright-core';

type Kept = Awaited<ReturnType<BrowserContext['storageState']>>;

/** People who look at pages. Each signs in once: how often an account may is limited. */
export class Visitors {
  private readonly kept = new Map<string, Kept>();
  private readonly browser: Browser;
  private readonly portal: string;

  constructor(browser: Browser, portal: string) {
    this.browser = browser;
    this.portal = portal;
  }

  /** A page of somebody who is signed in to the portal, and looks at `path`. */
  async visit<T>(email: string, path: string, look: (page: Page) => Promise<T>): Promise<T> {
    const storageState = this.kept.get(email);
    return this.stranger(async (page) => {
      if (!storageState) {
        await this.signIn(page, email);
        this.kept.set(email, await page.context().storageState());
      }
      await page.goto(`${this.portal}${path}`);
      await page.getByRole('main').waitFor();
      return look(page);
    }, storageState);
  }

  /** A page of somebody whom nobody knows yet. Nothing on it moves: what is looked at is what stays. */
  async stranger<T>(look: (page: Page) => Promise<T>, storageState?: Kept): Promise<T> {
    const context = await this.browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-AU',
      timezoneId: 'Australia/Sydney',
      reducedMotion: 'reduce',
      storageState,
    });
    try {
      return await look(await context.newPage());
    } finally {
      await context.close();
    }
  }

  /** Not every role finds invoices in the navigation: everybody but the contractor's staff is welcomed by name. */
  private async signIn(page: Page, email: string): Promise<void> {
    await page.goto(this.portal);
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('foyer-demo');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: /^(Welcome|Choose a client)/ }).waitFor();
  }
}
