import type { Frame, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorld } from '../open-world.ts';
import { debitUnderWay, tellBanks } from './banks.ts';
import { tabIntoFrame, tabTo } from './keyboard.ts';
import {
  balanceDue,
  cardFrame,
  firstInvoice,
  formIsReady,
  newContext,
  openInvoices,
  paid,
  pickTwo,
  signIn,
  watch,
} from './payer.ts';
import { owed, type PaymentFacts, paymentsOf } from './sources.ts';

const finance = 'finance@harbourview.example';

const world = openWorld();

beforeAll(async () => {
  // The banks wait for a word.
  await control('PUT', '/banks', { becsClearsMs: null });
});

const control = (method: 'PUT' | 'POST', path: string, body?: unknown) =>
  tellBanks(world.demo, method, path, body);

/** From the review to the form of the account, paying a part of both invoices: a debit has its limit. */
async function toAccount(page: Page, part: string): Promise<Frame> {
  const amounts = page.getByRole('textbox', { name: /amount/i });
  for (const n of [0, 1]) await amounts.nth(n).fill(part);
  await page.getByRole('radio', { name: /^Direct debit/ }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: /^Pay \$/ }).click();
  return cardFrame(page);
}

async function enterAccount(page: Page, frame: Frame, accountNumber: string): Promise<void> {
  await frame.getByLabel('Account holder').fill('Asha Rao');
  await frame.getByLabel('Email').fill(finance);
  await frame.getByLabel('BSB').fill('000-000');
  await frame.getByLabel('Account number').fill(accountNumber);
  await frame.getByText('Direct Debit Request').waitFor();
  await page.getByRole('button', { name: /^Pay \$/ }).click();
}

const initiated = (page: Page) =>
  page.getByRole('heading', { name: 'Payment initiated, not yet cleared' }).waitFor({ timeout: 20_000 });
const newest = async (page: Page): Promise<PaymentFacts | undefined> => (await paymentsOf(page))[0];
const subjects = async (): Promise<string[]> =>
  (await world.demo.mails(finance)).map(({ subject }) => subject);

describe('paying by direct debit (BECS)', () => {
  it('F6 E11 E31 by mouse: initiated, cleared, then taken back by the bank, on the open page', async () => {
    const context = await newContext(world.browser);
    const [page, watching] = [await context.newPage(), await context.newPage()];
    const complaints = watch(page, world.demo.portal);
    await signIn(page, world.demo.portal, finance);
    await openInvoices(page);
    await watching.goto(page.url());
    await firstInvoice(watching).waitFor();
    const before = await balanceDue(watching);
    await pickTwo(page);
    await enterAccount(page, await toAccount(page, '300.00'), '000123456');
    await initiated(page);
    const payment = await newest(page);
    expect(payment).toMatchObject({ status: 'processing', receipt: null });
    // Initiated is not paid: what is owed stays, and the mail says which of the two it is.
    expect(await balanceDue(watching)).toBe(before);
    await expect
      .poll(subjects, { timeout: 20_000 })
      .toContainEqual(expect.stringMatching(/^\$[\d,]+\.\d\d initiated, not yet cleared$/));

    const debit = await debitUnderWay(world.demo);
    await control('POST', `/debits/${debit}`, { outcome: 'succeed' });
    await page.getByRole('heading', { name: /^Paid \$/ }).waitFor({ timeout: 20_000 });
    // The basket used the credits that there are, and then the money.
    const credits = (payment?.credits ?? []).reduce((sum, { amountCents }) => sum + amountCents, 0);
    const amount = payment?.amountCents ?? 0;
    await expect.poll(() => balanceDue(watching), { timeout: 20_000 }).toBe(before - credits - amount);

    await control('POST', `/debits/${debit}/dishonour`);
    // The bank takes back the money; credits that were used stay used.
    await expect.poll(() => balanceDue(watching), { timeout: 20_000 }).toBe(before - credits);
    expect((await newest(page))?.status).toBe('dishonoured');
    await expect
      .poll(subjects, { timeout: 20_000 })
      .toContainEqual(expect.stringMatching(/was dishonoured by the bank$/));
    expect(complaints).toEqual({ errors: [], violations: [], cookies: [] });
    await context.close();
  });

  it('F6 by keyboard alone: the account is typed, and the debit is initiated', async () => {
    const context = await newContext(world.browser);
    const page = await context.newPage();
    await signIn(page, world.demo.portal, finance);
    await openInvoices(page);
    await tabTo(page, /INV-/, 'checkbox');
    await page.keyboard.press('Space');
    await tabTo(page, /review payment/i);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Continue' }).waitFor();
    await tabTo(page, /amount/i);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('45.00');
    // It is offered once the server has heard of the smaller amount.
    const debit = page.getByRole('radio', { name: /^Direct debit/ });
    await expect.poll(() => debit.isEnabled()).toBe(true);
    await tabTo(page, /^card/i, 'radio');
    // The arrows go from one way to pay to the next.
    for (let n = 0; n < 8; n += 1) {
      if (await debit.isChecked()) break;
      await page.keyboard.press('ArrowDown');
      await page.waitForTimeout(200);
    }
    expect(await debit.isChecked()).toBe(true);
    await tabTo(page, /^continue$/i);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /confirm/i }).waitFor();
    await tabTo(page, /^pay \$/i);
    await page.keyboard.press('Enter');
    const frame = await cardFrame(page);
    await frame.getByLabel('BSB').waitFor();
    await formIsReady(page);
    await tabIntoFrame(page, frame);
    for (const text of ['Asha Rao', finance, '000000', '000123456']) {
      await page.keyboard.type(text, { delay: 10 });
      await page.keyboard.press('Tab');
    }
    await tabTo(page, /^pay \$/i);
    await page.keyboard.press('Enter');
    await initiated(page);
    await control('POST', `/debits/${await debitUnderWay(world.demo)}`, { outcome: 'succeed' });
    await page.getByRole('heading', { name: /^Paid \$/ }).waitFor({ timeout: 20_000 });
    await context.close();
  });

  it('F6 an account without money: the invoice stays open, and the page says why', async () => {
    const context = await newContext(world.browser);
    const page = await context.newPage();
    await signIn(page, world.demo.portal, finance);
    await openInvoices(page);
    const before = await owed(page);
    await pickTwo(page);
    await enterAccount(page, await toAccount(page, '20.00'), '000123456');
    await initiated(page);
    await control('POST', `/debits/${await debitUnderWay(world.demo)}`, {
      outcome: 'fail',
      reason: 'insufficient_funds',
    });
    await expect.poll(async () => (await newest(page))?.status, { timeout: 20_000 }).toBe('failed');
    await page
      .getByText(/not enough money/i)
      .first()
      .waitFor({ timeout: 20_000 });
    expect(await owed(page)).toEqual(before);
    await context.close();
  });
});

async function saveAccount(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await page.getByRole('tab', { name: 'Payment methods' }).click();
  await page.getByRole('button', { name: 'Save a payment method' }).click();
  await page.getByLabel('Kind').selectOption({ label: 'Bank account' });
  await page.getByRole('button', { name: 'Continue' }).click();
  const frame = await cardFrame(page);
  await frame.getByLabel('Account holder').fill('Asha Rao');
  await frame.getByLabel('Email').fill(finance);
  await frame.getByLabel('BSB').fill('062-000');
  await frame.getByLabel('Account number').fill('000123456');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Bank account ending in 3456' })
    .waitFor({ timeout: 20_000 });
}

describe('saved methods', () => {
  it('F8 saves an account, sets its limit, and removes it after asking', async () => {
    const context = await newContext(world.browser);
    const page = await context.newPage();
    await signIn(page, world.demo.portal, finance);
    await openInvoices(page);
    await saveAccount(page);
    await page.getByText(/BSB 062-•••/).waitFor();
    expect(await page.content()).not.toContain('000123456');

    await page.getByRole('button', { name: /^Limits: / }).click();
    await page.getByRole('textbox', { name: /most a payment/ }).fill('150.00');
    await page.getByRole('button', { name: 'Save limits' }).click();
    await page.getByText(/Up to \$150\.00 a payment/).waitFor();

    await page.getByRole('button', { name: /^Remove: / }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('No saved payment methods').waitFor({ timeout: 20_000 });
    await context.close();
  });

  it('F6 F8 a saved account pays: no account is typed, initiated, then cleared on the open page', async () => {
    const context = await newContext(world.browser);
    const page = await context.newPage();
    await signIn(page, world.demo.portal, finance);
    await openInvoices(page);
    await saveAccount(page);
    await page.getByRole('button', { name: 'All invoices' }).click();
    await pickTwo(page);
    const amounts = page.getByRole('textbox', { name: /amount/i });
    for (const n of [0, 1]) await amounts.nth(n).fill('25.00');
    await page.getByRole('radio', { name: /^Bank account ending in 3456/ }).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: /confirm/i }).waitFor();
    await page.getByText('Bank account ending in 3456').waitFor();
    await page.getByRole('button', { name: /^Pay \$/ }).click();
    await initiated(page);
    expect(page.frames().some((frame) => frame.url().includes('/elements/card'))).toBe(false);
    expect(await newest(page)).toMatchObject({ status: 'processing', receipt: null });
    await control('POST', `/debits/${await debitUnderWay(world.demo)}`, { outcome: 'succeed' });
    expect((await paid(page)).receipt).toMatch(/^R-\d+$/);
    expect(await newest(page)).toMatchObject({ status: 'succeeded' });
    await context.close();
  });
});
