import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openWorld } from '../open-world.ts';
import { tabTo } from './keyboard.ts';
import {
  cardFrame,
  challenge,
  firstInvoice,
  newContext,
  openInvoices,
  paid,
  pickTwo,
  signIn,
  watch,
} from './payer.ts';
import { paymentsOf } from './sources.ts';

const finance = 'finance@harbourview.example';

const world = openWorld();

async function saveCard(page: Page, number: string, last4: string): Promise<void> {
  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await page.getByRole('tab', { name: 'Payment methods' }).click();
  await page.getByRole('button', { name: 'Save a payment method' }).click();
  await page.getByLabel('Kind').selectOption({ label: 'Card' });
  await page.getByRole('button', { name: 'Continue' }).click();
  const frame = await cardFrame(page);
  await frame.getByLabel('Card number').fill(number);
  await frame.getByLabel(/expir/i).fill('1230');
  await frame.getByLabel(/code|cvc/i).fill('123');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page
    .getByRole('listitem')
    .filter({ hasText: `Card ending in ${last4}` })
    .waitFor({ timeout: 20_000 });
  if (number === accepted) {
    await page.getByRole('button', { name: /^Make default: / }).click();
    await page.getByText('Default', { exact: true }).waitFor();
  }
  await page.getByRole('button', { name: 'All invoices' }).click();
  await firstInvoice(page).waitFor();
}

const accepted = '4242424242424242';
/** Its bank asks at every charge. */
const authenticated = '4000002760003184';
const pay = (page: Page) => page.getByRole('button', { name: /^Pay \$/ }).click();

async function toConfirmation(page: Page, method: string): Promise<void> {
  for (const n of [0, 1])
    await page
      .getByRole('textbox', { name: /amount/i })
      .nth(n)
      .fill('35.00');
  await page.getByRole('radio', { name: new RegExp(`^${method}`) }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: /confirm/i }).waitFor();
  await page.getByText(method).waitFor();
}

describe('paying by a saved card', () => {
  it('F6 by mouse: no card is typed, and the receipt comes', async () => {
    const context = await newContext(world.browser);
    const page = await context.newPage();
    const complaints = watch(page, world.demo.portal);
    await signIn(page, world.demo.portal, finance);
    await openInvoices(page);
    await saveCard(page, accepted, '4242');
    await pickTwo(page);
    await toConfirmation(page, 'Card ending in 4242');
    await pay(page);
    expect((await paid(page)).receipt).toMatch(/^R-\d+$/);
    expect(page.frames().some((frame) => frame.url().includes('/elements/card'))).toBe(false);
    expect((await paymentsOf(page))[0]).toMatchObject({ status: 'succeeded' });
    expect(complaints).toEqual({ errors: [], violations: [], cookies: [] });
    await context.close();
  });

  it('F6 by keyboard alone, and on a narrow screen', async () => {
    const context = await newContext(world.browser);
    const page = await context.newPage();
    await signIn(page, world.demo.portal, finance);
    await openInvoices(page);
    await page.setViewportSize({ width: 390, height: 900 });
    await tabTo(page, /INV-/, 'checkbox');
    await page.keyboard.press('Space');
    await tabTo(page, /review payment/i);
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: /^Card ending in 4242/ }).waitFor();
    await tabTo(page, /amount/i);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('45.00');
    // The default is chosen already.
    await tabTo(page, /^Card ending in 4242/, 'radio');
    await tabTo(page, /^continue$/i);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /confirm/i }).waitFor();
    await tabTo(page, /^pay \$/i);
    await page.keyboard.press('Enter');
    expect((await paid(page)).words).toMatch(/^Paid \$/);
    await context.close();
  });

  it('F6 3-D Secure: a no charges nothing, a yes pays', async () => {
    const context = await newContext(world.browser);
    const page = await context.newPage();
    await signIn(page, world.demo.portal, finance);
    await openInvoices(page);
    await saveCard(page, authenticated, '3184');
    await pickTwo(page);
    await toConfirmation(page, 'Card ending in 3184');
    await pay(page);
    await challenge(page, 'Fail');
    await page
      .getByText(/^Your bank could not confirm .* Nothing was charged\./)
      .waitFor({ timeout: 20_000 });
    expect((await paymentsOf(page))[0]).toMatchObject({ status: 'failed' });
    await page.getByRole('button', { name: 'Try again' }).click();
    await pay(page);
    await challenge(page, 'Complete');
    expect((await paid(page)).receipt).toMatch(/^R-\d+$/);
    expect((await paymentsOf(page))[0]).toMatchObject({ status: 'succeeded' });
    await context.close();
  });
});
