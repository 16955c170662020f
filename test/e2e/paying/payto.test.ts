import type { BrowserContext, Frame, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorld } from '../open-world.ts';
import { answerInApp, bankApp, debits, tellBanks } from './banks.ts';
import { tabIntoFrame, tabTo } from './keyboard.ts';
import {
  balanceDue,
  cardFrame,
  enterCard,
  firstInvoice,
  formIsReady,
  newContext,
  openInvoices,
  paid,
  pickTwo,
  signIn,
  watch,
} from './payer.ts';
import { captures, owed, type PaymentFacts, paymentsOf, receiptsFor } from './sources.ts';

const finance = 'finance@harbourview.example';

const world = openWorld();
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  // The payer answers in the bank's app, and the bank clears at once what they agreed to.
  await tellBanks(world.demo, 'PUT', '/banks', { payToAnswer: 'by_hand', payToClearsMs: 0 });
});

async function begin(width?: number): Promise<void> {
  await context?.close();
  context = await newContext(world.browser, width);
  page = await context.newPage();
  await signIn(page, world.demo.portal, finance);
  await openInvoices(page);
}

/** The review of two invoices, a part of each to be paid: PayTo has its limit. */
async function reviewParts(part: string): Promise<void> {
  await pickTwo(page);
  const amounts = page.getByRole('textbox', { name: /amount/i });
  for (const n of [0, 1]) await amounts.nth(n).fill(part);
}

/** On to the vendor's form for the PayID. */
async function toPayId(part: string): Promise<Frame> {
  await reviewParts(part);
  await page.getByRole('radio', { name: /^PayTo/ }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: /^Pay \$/ }).click();
  return cardFrame(page);
}

async function enterPayId(frame: Frame): Promise<void> {
  await frame.getByLabel('PayID').fill(finance);
  await page.getByRole('button', { name: /^Pay \$/ }).click();
}

const widget = () => page.locator('foyer-invoice-pay');
const isAsked = () => widget().getByText('Approve the agreement in your banking app').waitFor();
const cancelPayment = () => page.getByRole('button', { name: 'Cancel this payment' });
const newest = async (): Promise<PaymentFacts | undefined> => (await paymentsOf(page))[0];

describe('paying by PayTo', () => {
  it('F6 E11 E31 by mouse: asked in the bank’s app, nothing moves before the yes, then paid on the open page', async () => {
    await begin();
    const complaints = watch(page, world.demo.portal);
    const watching = await context.newPage();
    await watching.goto(page.url());
    await firstInvoice(watching).waitFor();
    const before = await balanceDue(watching);
    const frame = await toPayId('120.00');
    await page.getByRole('heading', { name: 'PayTo', exact: true }).waitFor();
    // Where the payer agrees and how soon it clears, before anything is typed; and no word of another way to pay.
    await widget()
      .getByText(/banking app.*about a minute/)
      .waitFor();
    expect(
      await widget()
        .getByText(/\bcard\b|business days/i)
        .count(),
    ).toBe(0);
    await enterPayId(frame);
    await isAsked();
    await widget().getByText('Nothing is charged until you do').waitFor();
    expect(
      await widget()
        .getByText(/\bcard\b|may ask you/i)
        .count(),
    ).toBe(0);
    expect(await newest()).toMatchObject({ status: 'requires_action', receipt: null });
    expect(await balanceDue(watching)).toBe(before);
    expect(await debits(world.demo)).toEqual([]);

    // What the payer agrees to is in the app: who is paid, and how much.
    const app = await bankApp(world.demo, context, 'Authorise');
    const payment = await newest();
    const amount = (payment?.amountCents ?? 0) / 100;
    await app
      .getByRole('heading', {
        name: `Agreement with Foyer: ${amount.toLocaleString('en-AU', { style: 'currency', currency: 'AUD' })}`,
      })
      .waitFor();
    await app.close();
    await answerInApp(world.demo, context, 'Authorise');
    const { receipt } = await paid(page);
    expect(await newest()).toMatchObject({
      id: payment?.id,
      status: 'succeeded',
      receipt: { number: receipt },
    });
    const credits = (payment?.credits ?? []).reduce((sum, { amountCents }) => sum + amountCents, 0);
    await expect
      .poll(() => balanceDue(watching), { timeout: 20_000 })
      .toBe(before - credits - (payment?.amountCents ?? 0));
    await expect
      .poll(async () => (await receiptsFor(world.demo, finance, receipt)).length, { timeout: 20_000 })
      .toBe(1);
    expect(await debits(world.demo)).toHaveLength(1);
    expect(complaints).toEqual({ errors: [], violations: [], cookies: [] });
  });

  it('F6 by keyboard alone, and on a narrow screen: the PayID is typed, the app says yes, paid', async () => {
    await begin();
    await page.setViewportSize({ width: 390, height: 900 });
    await tabTo(page, /INV-/, 'checkbox');
    await page.keyboard.press('Space');
    await tabTo(page, /review payment/i);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Continue' }).waitFor();
    await tabTo(page, /amount/i);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('45.00');
    // It is offered once the server has heard of the smaller amount.
    const payTo = page.getByRole('radio', { name: /^PayTo/ });
    await expect.poll(() => payTo.isEnabled(), { timeout: 10_000 }).toBe(true);
    await tabTo(page, /^card/i, 'radio');
    for (let n = 0; n < 8 && !(await payTo.isChecked()); n += 1) await page.keyboard.press('ArrowDown');
    expect(await payTo.isChecked()).toBe(true);
    await tabTo(page, /^continue$/i);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /confirm/i }).waitFor();
    await tabTo(page, /^pay \$/i);
    await page.keyboard.press('Enter');
    const frame = await cardFrame(page);
    await frame.getByLabel('PayID').waitFor();
    await formIsReady(page);
    await tabIntoFrame(page, frame);
    await page.keyboard.type(finance, { delay: 10 });
    await tabTo(page, /^pay \$/i);
    await page.keyboard.press('Enter');
    await isAsked();
    const app = await bankApp(world.demo, context, 'Authorise');
    await tabTo(app, /^authorise$/i);
    await app.keyboard.press('Enter');
    expect((await paid(page)).words).toMatch(/^Paid \$/);
    // Nothing is wider than the screen.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  it('F6 a no in the bank’s app charges nothing, is said in words that fit, and the basket is paid another way', async () => {
    await begin();
    const [before, taken] = [await owed(page), (await debits(world.demo)).length];
    await enterPayId(await toPayId('20.00'));
    await isAsked();
    await answerInApp(world.demo, context, 'Decline');
    await widget().getByText('The agreement was declined in your banking app').waitFor({ timeout: 20_000 });
    await widget().getByText('Nothing was charged').first().waitFor();
    expect(
      await widget()
        .getByText(/\bcard\b/i)
        .count(),
    ).toBe(0);
    expect(await owed(page)).toEqual(before);
    expect(await debits(world.demo)).toHaveLength(taken);

    await cancelPayment().click();
    await page.getByRole('radio', { name: /^Card/ }).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: /^Pay \$/ }).click();
    const cards = (await captures(world.demo)).length;
    await enterCard(page, '4242424242424242');
    expect((await paid(page)).receipt).toMatch(/^R-\d+$/);
    expect(await captures(world.demo)).toHaveLength(cards + 1);
  });

  it('F6 a reload while the bank’s app waits resumes in plain sight, and ends paid after the yes', async () => {
    await begin();
    await enterPayId(await toPayId('30.00'));
    await isAsked();
    const asked = await newest();
    await page.reload();
    // No form for another PayID: one agreement waits in the app already.
    await page.getByRole('heading', { name: 'Approve the payment in your banking app' }).waitFor();
    await widget().getByText('Nothing is charged until you do').waitFor();
    expect(page.frames().some((frame) => frame.url().includes('/elements/card'))).toBe(false);
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByText('Not approved yet').first().waitFor();
    const taken = (await debits(world.demo)).length;
    await answerInApp(world.demo, context, 'Authorise');
    const { receipt } = await paid(page);
    expect(await newest()).toMatchObject({ id: asked?.id, receipt: { number: receipt } });
    expect(await debits(world.demo)).toHaveLength(taken + 1);
  });

  it('F6 a no after a reload is heard on the open page, and another PayID pays the same payment', async () => {
    await begin();
    await enterPayId(await toPayId('31.00'));
    await isAsked();
    const asked = await newest();
    await page.reload();
    await page.getByRole('heading', { name: 'Approve the payment in your banking app' }).waitFor();
    await answerInApp(world.demo, context, 'Decline');
    await widget().getByText('The agreement was declined in your banking app').waitFor({ timeout: 20_000 });
    const frame = await cardFrame(page);
    await formIsReady(page);
    await enterPayId(frame);
    await isAsked();
    await answerInApp(world.demo, context, 'Authorise');
    const { receipt } = await paid(page);
    expect(await newest()).toMatchObject({ id: asked?.id, receipt: { number: receipt } });
  });

  it.each(['on the open page', 'after a reload'])(
    'F6 a payer who gives up while the bank’s app waits (%s) has its request taken back',
    async (when) => {
      await begin();
      const [before, taken] = [await owed(page), (await debits(world.demo)).length];
      await enterPayId(await toPayId('32.00'));
      await isAsked();
      if (when === 'after a reload') {
        await page.reload();
        await page.getByRole('heading', { name: 'Approve the payment in your banking app' }).waitFor();
      }
      await cancelPayment().click();
      await page.getByRole('button', { name: 'Continue' }).waitFor();
      expect((await newest())?.status).toBe('cancelled');
      // The app has nothing left to say yes to.
      const app = await context.newPage();
      await app.goto(`${world.demo.sandbox}/stripe/bank-app`);
      expect(await app.getByRole('button', { name: 'Authorise' }).count()).toBe(0);
      expect(await owed(page)).toEqual(before);
      expect(await debits(world.demo)).toHaveLength(taken);
    },
  );
});

describe('saved PayTo agreements', () => {
  it('F8 pays with nobody asked, and is no longer offered once the payer ended it in the bank’s app', async () => {
    await begin();
    await page.getByRole('button', { name: 'Account', exact: true }).click();
    await page.getByRole('tab', { name: 'Payment methods' }).click();
    await page.getByRole('button', { name: 'Save a payment method' }).click();
    await page.getByLabel('Kind').selectOption({ label: 'PayTo' });
    await page.getByRole('textbox', { name: 'The most at once' }).fill('250.00');
    await page.getByRole('button', { name: 'Continue' }).click();
    const frame = await cardFrame(page);
    await frame.getByLabel('PayID').fill(finance);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await isAsked();
    await answerInApp(world.demo, context, 'Authorise');
    const saved = page.getByRole('listitem').filter({ hasText: 'PayTo fi' });
    await saved.getByText('Ready').waitFor({ timeout: 20_000 });
    await saved.getByText('up to $250.00 at once').waitFor();

    await page.getByRole('button', { name: 'All invoices' }).click();
    await reviewParts('40.00');
    const offer = page.getByRole('radio', { name: /^PayTo fi/ });
    await offer.check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: /confirm/i }).waitFor();
    await page.getByRole('button', { name: /^Pay \$/ }).click();
    expect((await paid(page)).receipt).toMatch(/^R-\d+$/);
    expect(page.frames().some((one) => one.url().includes('/elements/card'))).toBe(false);
    expect((await newest())?.status).toBe('succeeded');

    await page.getByRole('button', { name: 'Back to invoices' }).click();
    await reviewParts('41.00');
    await offer.waitFor();
    await answerInApp(world.demo, context, 'Cancel');
    // On the open page: nobody reloads it.
    await expect.poll(() => offer.count(), { timeout: 20_000 }).toBe(0);
    await page.getByRole('radio', { name: /^PayTo/ }).waitFor();
  });
});
