import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openWorld } from '../open-world.ts';
import { tabIntoFrame, tabTo, untilFocusIn } from './keyboard.ts';
import {
  agingStrip,
  balanceDue,
  cardFrame,
  challenge,
  challengeFrame,
  enterCard,
  firstInvoice,
  formIsReady,
  newContext,
  openInvoices,
  paid,
  payInPart,
  pickTwo,
  signIn,
  watch,
} from './payer.ts';
import { owed } from './sources.ts';

const withChallenge = '4000002760003184';
const finance = 'finance@harbourview.example';

const world = openWorld({ args: ['--test-third-party-cookie-phaseout'] });

/** The receipt arrives, and says what was paid on what. */
async function expectReceipt(number: string): Promise<void> {
  await expect
    .poll(async () => (await world.demo.mails(finance)).some((mail) => mail.subject.includes(number)), {
      timeout: 20_000,
    })
    .toBe(true);
  const mail = (await world.demo.mails(finance)).find((item) => item.subject.includes(number));
  expect(mail?.text).toMatch(
    /Invoice INV-\d+\s+Invoice total: \$[\d,.]+\s+(from credits: \$[\d,.]+\s+)?Paid now: \$[\d,.]+\s+Still to pay: \$[\d,.]+/,
  );
  expect(mail?.attachments.map((item) => item.name)).toEqual([expect.stringMatching(/\.pdf$/)]);
}

/** The first amount in a text, in cents. */
const centsIn = (text: string | null): number =>
  Math.round(Number(/\$([\d,]+\.\d\d)/.exec(text ?? '')?.[1]?.replaceAll(',', '')) * 100);

const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** What the history of the newest payment says came in and went to its invoices, in cents. */
async function history(page: Page) {
  await page.getByRole('button', { name: 'Payments', exact: true }).click();
  await page
    .getByRole('button', { name: /^History of the payment/ })
    .first()
    .press('Enter');
  const entries = page.locator('foyer-ui-payment-timeline').getByRole('listitem');
  const told = async (words: string) =>
    (await entries.filter({ hasText: words }).allTextContents()).map(centsIn);
  await entries.first().waitFor();
  const allocated = await told('Allocated to INV-');
  return { received: await told('Money received'), allocated: sum(allocated), invoices: allocated.length };
}

const listed = async (page: Page) =>
  (
    await page
      .locator('foyer-invoice-pay')
      .getByText(/^INV-\d+/)
      .allTextContents()
  ).slice(0, 3);

describe('paying in the portal', () => {
  it('F6 E11 E14 E16 E17 X1 by mouse: two invoices, one in part, through 3-D Secure; the other client hears nothing', async () => {
    const [mine, another, theirs] = [
      await newContext(world.browser),
      await newContext(world.browser),
      await newContext(world.browser),
    ];
    const [page, watching, foreign] = [await mine.newPage(), await another.newPage(), await theirs.newPage()];
    const heard: string[] = [];
    foreign.on('response', async (response) => {
      if (/\/v1\/(invoices|receivables|payments)/.test(response.url())) heard.push(response.url());
    });
    await signIn(page, world.demo.portal, finance);
    await signIn(watching, world.demo.portal, 'admin@harbourview.example');
    await signIn(foreign, world.demo.portal, 'finance@northside.example');
    for (const each of [page, watching, foreign]) await openInvoices(each);
    const before = await balanceDue(watching);
    const stripBefore = await agingStrip(watching);
    const foreignBefore = { balance: await balanceDue(foreign), list: await listed(foreign) };
    const ids = await listed(page);
    heard.length = 0;

    await pickTwo(page);
    const credit = centsIn(await page.getByText(/^after \$[\d,.]+ of credit$/).textContent());
    await payInPart(page, '1000.50');
    await enterCard(page, withChallenge);
    await challenge(page, 'Complete');
    const { words, receipt } = await paid(page);
    expect(words).toMatch(/across 2 invoices$/);
    expect(credit).toBeGreaterThan(0);
    // What was paid, and the credits that went before it.
    const settled = centsIn(words) + credit;

    // Without a reload: on the page that paid and on a colleague's.
    await expect.poll(() => balanceDue(watching), { timeout: 15_000 }).toBe(before - settled);
    const strip = await agingStrip(watching);
    expect(stripBefore).toHaveLength(6);
    expect(sum(stripBefore)).toBe(before);
    expect(sum(strip)).toBe(before - settled);
    await page.getByRole('button', { name: 'Back to invoices' }).click();
    await firstInvoice(page).waitFor();
    await expect.poll(() => balanceDue(page), { timeout: 15_000 }).toBe(before - settled);
    // The strip and the list are read side by side: either may be there first.
    await expect.poll(() => listed(page)).not.toContain(ids[1]);
    expect(await listed(page)).toContain(ids[0]);
    await expectReceipt(receipt);
    expect(await history(page)).toEqual({
      received: [centsIn(words)],
      allocated: centsIn(words),
      invoices: 2,
    });

    expect({ balance: await balanceDue(foreign), list: await listed(foreign) }).toEqual(foreignBefore);
    expect(heard).toEqual([]);
    const theirMail = await world.demo.mails('finance@northside.example');
    // Their own new invoices may have come meanwhile.
    expect(theirMail.filter(({ subject }) => !subject.startsWith('Invoice INV-'))).toEqual([]);
    for (const context of [mine, another, theirs]) await context.close();
  });

  it('F6 by keyboard alone: sign in, pick two, pay one in part, answer the challenge', async () => {
    const context = await newContext(world.browser);
    const page = await context.newPage();
    await page.goto(world.demo.portal);
    await page.getByLabel('Email').waitFor();
    await tabTo(page, /email/i);
    await page.keyboard.type(finance);
    await tabTo(page, /^password/i);
    await page.keyboard.type('foyer-demo');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Invoices', exact: true }).first().waitFor();
    await tabTo(page, /^invoices$/i);
    await page.keyboard.press('Enter');
    await firstInvoice(page).waitFor();
    await tabTo(page, /INV-/, 'checkbox');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await tabTo(page, /review payment/i);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Continue' }).waitFor();
    await tabTo(page, /amount/i);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('12.34');
    await tabTo(page, /^continue$/i);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /confirm/i }).waitFor();
    await tabTo(page, /^pay \$/i);
    await page.keyboard.press('Enter');
    const form = await cardFrame(page);
    await formIsReady(page);
    await tabIntoFrame(page, form);
    // A full field hands the focus on to the next one.
    await page.keyboard.type(`${withChallenge}1230123`, { delay: 20 });
    await tabTo(page, /^pay \$/i);
    await page.keyboard.press('Enter');
    await untilFocusIn(await challengeFrame(page));
    await page.keyboard.press('Enter');
    await expectReceipt((await paid(page)).receipt);
    await context.close();
  });

  it.each([
    ['4000000000000002', /declined/i],
    ['4000000000009995', /not enough money/i],
  ])('F6 says why card %s did not pay, and keeps the basket', async (number, words) => {
    const context = await newContext(world.browser);
    const page = await context.newPage();
    await signIn(page, world.demo.portal, finance);
    await openInvoices(page);
    const before = await owed(page);
    await pickTwo(page);
    await payInPart(page, '10.00');
    await enterCard(page, number);
    await page.getByText(words).first().waitFor({ timeout: 15_000 });
    expect(await page.getByRole('button', { name: /^Pay \$/ }).isVisible()).toBe(true);
    expect(await owed(page)).toEqual(before);

    // The same payment waits after a reload, says so, and lets go of its invoices when it is told to.
    await page.reload();
    await page.getByText('This payment is not finished').waitFor();
    expect(await owed(page)).toEqual(before);
    await page.getByRole('button', { name: 'Cancel this payment' }).click();
    await page.getByRole('button', { name: 'Continue' }).waitFor();
    expect(
      await page
        .getByRole('textbox', { name: /amount/i })
        .first()
        .inputValue(),
    ).toBe('10.00');
    await context.close();
  });
});

describe("paying on other people's pages, third-party cookies blocked", () => {
  it.each([
    ["the partner's page, by script tag", '/'],
    ['the same under Trusted Types', '/strict'],
    ['the Rspack intranet, by federation', '/intranet/'],
  ])('F6 S28 on %s', async (_name, path) => {
    const context = await newContext(world.browser);
    const page = await context.newPage();
    // A session at the portal, in the same browser: there is a cookie to withhold, and nothing here may need it.
    await signIn(page, world.demo.portal, 'viewer@harbourview.example');
    const complaints = watch(page, world.demo.partner);
    await page.goto(`${world.demo.partner}${path}`);
    const start = page.getByRole('button', { name: /sign in|continue as/i }).first();
    if (await start.isVisible().catch(() => false)) await start.click();
    await pickTwo(page);
    await payInPart(page, '7.00');
    await enterCard(page, withChallenge);
    await challenge(page, 'Complete');
    await expectReceipt((await paid(page)).receipt);
    expect(complaints).toEqual({ errors: [], violations: [], cookies: [] });
    await context.close();
  });
});
