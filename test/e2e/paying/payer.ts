import type { BrowserContext, Frame, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Everything that a page should not say or do. */
export type Complaints = { errors: string[]; violations: string[]; cookies: string[] };

/** Notes uncaught exceptions, policy violations and cookies that travel to another origin than the page's. */
export function watch(page: Page, ownOrigin: string): Complaints {
  const complaints: Complaints = { errors: [], violations: [], cookies: [] };
  page.on('pageerror', (error) => complaints.errors.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML|TrustedScript/i.test(message.text()))
      complaints.violations.push(message.text());
  });
  page.on('request', async (request) => {
    if (request.url().startsWith(ownOrigin)) return;
    const headers = await request.allHeaders().catch(() => ({}) as Record<string, string>);
    if (headers.cookie) complaints.cookies.push(request.url());
  });
  page.on('response', async (response) => {
    if (response.url().startsWith(ownOrigin)) return;
    const headers = await response.allHeaders().catch(() => ({}) as Record<string, string>);
    if (headers['set-cookie']) complaints.cookies.push(response.url());
  });
  return complaints;
}

export async function signIn(page: Page, portal: string, email: string): Promise<void> {
  await page.goto(portal);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('foyer-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Invoices', exact: true }).first().waitFor();
}

export async function openInvoices(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Invoices', exact: true }).first().click();
  await firstInvoice(page).waitFor();
}

export const firstInvoice = (page: Page) => page.getByText(/^INV-\d+/).first();

/** Ticks the first two invoices that can be paid and goes on to the review. */
export async function pickTwo(page: Page): Promise<void> {
  await firstInvoice(page).waitFor();
  const boxes = page.getByRole('checkbox', { name: /INV-/, disabled: false });
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.getByRole('button', { name: 'Review payment' }).click();
  await page.getByRole('group', { name: 'How to pay' }).waitFor();
}

/** From the review to the card form, paying `part` of the first invoice, and `partOfSecond` or the whole of the second. */
export async function payInPart(page: Page, part: string, partOfSecond?: string): Promise<void> {
  const amounts = page.getByRole('textbox', { name: /^Amount for/ });
  await amounts.first().fill(part);
  if (partOfSecond !== undefined) await amounts.nth(1).fill(partOfSecond);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: /^Pay \$/ }).click();
}

/** A frame of a vendor's, once its scripts are at work: it shows its buttons before, and a press is lost then. */
export async function frameAt(page: Page, path: string): Promise<Frame> {
  const find = () => page.frames().find((frame) => frame.url().includes(path));
  await expect.poll(() => find() !== undefined, { timeout: 30_000 }).toBe(true);
  const frame = find();
  if (!frame) throw new Error(`${path} came and went`);
  await frame.waitForLoadState();
  return frame;
}

export const cardFrame = (page: Page): Promise<Frame> => frameAt(page, '/elements/card');

/** The vendor's form can be typed into, and its page is drawn for good. */
export async function formIsReady(page: Page): Promise<void> {
  const pay = page.getByRole('button', { name: /^Pay \$/ });
  await expect.poll(() => pay.isEnabled(), { timeout: 30_000 }).toBe(true);
}

export async function enterCard(page: Page, number: string): Promise<void> {
  const frame = await cardFrame(page);
  await frame.getByLabel('Card number').fill(number);
  await frame.getByLabel(/expir/i).fill('1230');
  await frame.getByLabel(/code|cvc/i).fill('123');
  await page.getByRole('button', { name: /^Pay \$/ }).click();
}

/** The bank's question. */
export const challengeFrame = (page: Page): Promise<Frame> => frameAt(page, '/challenge/');

export async function challenge(page: Page, answer: 'Complete' | 'Fail'): Promise<void> {
  await (await challengeFrame(page)).getByRole('button', { name: answer }).click();
}

/** The words and the receipt number of a finished payment. */
export async function paid(page: Page): Promise<{ words: string; receipt: string }> {
  const heading = page.getByRole('heading', { name: /^Paid \$/ });
  await heading.waitFor({ timeout: 20_000 });
  const line = await page
    .getByText(/Receipt R-\d+/)
    .first()
    .textContent();
  return { words: (await heading.textContent()) ?? '', receipt: /R-\d+/.exec(line ?? '')?.[0] ?? '' };
}

/** The one large figure: what is owed, in cents. */
export async function balanceDue(page: Page): Promise<number> {
  const text = await page
    .locator('foyer-invoice-pay')
    .getByText(/^\$[\d,]+\.\d\d$/)
    .first()
    .textContent();
  return Math.round(Number((text ?? '').replace(/[$,]/g, '')) * 100);
}

/** The aging strip: what is owed in each bucket, in cents. */
export async function agingStrip(page: Page): Promise<number[]> {
  const buckets = await page
    .getByRole('button', { name: /^(Not yet due|1–30 days|31–60 days|61–90 days|91–120 days|Over 120 days)/ })
    .allTextContents();
  return buckets.map((text) =>
    Math.round(Number((/\$([\d,.]+\.\d\d)/.exec(text)?.[1] ?? 'none').replaceAll(',', '')) * 100),
  );
}

export const newContext = (
  browser: { newContext: (options?: object) => Promise<BrowserContext> },
  width = 1440,
) =>
  browser.newContext({ viewport: { width, height: 1000 }, locale: 'en-AU', timezoneId: 'Australia/Sydney' });
