import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openWorld } from '../open-world.ts';
import { tabIntoFrame, tabTo, untilFocusIn } from './keyboard.ts';
import { firstInvoice, frameAt, newContext, openInvoices, paid, pickTwo, signIn, watch } from './payer.ts';
import { owed } from './sources.ts';

const finance = 'finance@harbourview.example';

const world = openWorld({ args: ['--test-third-party-cookie-phaseout'] });

/** From the review to PayPal's button, paying `part` of each of two invoices: PayPal takes no large sums. */
async function toPaypal(page: Page, part: string): Promise<void> {
  const amounts = page.getByRole('textbox', { name: /amount/i });
  await amounts.nth(1).fill(part);
  await amounts.first().fill(part);
  await page.getByRole('radio', { name: /^PayPal/ }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: /^Pay \$/ }).click();
}

const buttons = (page: Page) => frameAt(page, '/paypal/buttons');
const paypalButton = async (page: Page) => (await buttons(page)).getByRole('button', { name: /PayPal/ });
const checkout = (page: Page) => frameAt(page, '/paypal/checkoutnow');

type PaypalState = {
  orders: { id: string; status: string }[];
  captures: { amount: { value: string }; custom_id: string }[];
};
const atPaypal = async (): Promise<PaypalState> => {
  const answer = await fetch(`${world.demo.sandbox}/control/state`);
  return ((await answer.json()) as { paypal: PaypalState }).paypal;
};

async function expectReceipt(number: string): Promise<void> {
  await expect
    .poll(async () => (await world.demo.mails(finance)).some((mail) => mail.subject.includes(number)), {
      timeout: 20_000,
    })
    .toBe(true);
}

describe('paying by PayPal', () => {
  it('F6 E12 E14 by mouse: leaves once, comes back, agrees; one capture, one receipt', async () => {
    const context = await newContext(world.browser);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const complaints = watch(page, world.demo.portal);
    await signIn(page, world.demo.portal, finance);
    await openInvoices(page);
    const before = await atPaypal();
    await pickTwo(page);
    await toPaypal(page, '100.50');
    await (await paypalButton(page)).click();
    const first = await checkout(page);
    // What the payer agrees to: who is paid, and how much.
    await first.getByText('Foyer Facility Services Pty Ltd').waitFor();
    const amount = await first.getByText(/^\$[\d,]+\.\d\d AUD$/).textContent();
    await first.getByRole('button', { name: 'Cancel and return' }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Cancel this payment' }).isEnabled()).toBe(true);
    expect((await atPaypal()).captures).toEqual(before.captures);

    await (await paypalButton(page)).click();
    const again = await checkout(page);
    expect(await again.getByText(/^\$[\d,]+\.\d\d AUD$/).textContent()).toBe(amount);
    await again.getByRole('button', { name: 'Agree and pay' }).click();
    const { words, receipt } = await paid(page);
    expect(words).toBe(`Paid ${amount?.replace(' AUD', '')} across 2 invoices`);
    await expectReceipt(receipt);
    const after = await atPaypal();
    expect(after.captures).toHaveLength(before.captures.length + 1);
    expect(
      `$${Number(after.captures.at(-1)?.amount.value).toLocaleString('en-AU', { minimumFractionDigits: 2 })} AUD`,
    ).toBe(amount);
    expect(complaints).toEqual({ errors: [], violations: [], cookies: [] });
    await context.close();
  });

  it('F6 E12 by keyboard alone: choose PayPal, open it, agree', async () => {
    const context = await newContext(world.browser);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await signIn(page, world.demo.portal, finance);
    await openInvoices(page);
    await firstInvoice(page).waitFor();
    await tabTo(page, /INV-/, 'checkbox');
    await page.keyboard.press('Space');
    await tabTo(page, /review payment/i);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Continue' }).waitFor();
    await tabTo(page, /amount/i);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('12.34');
    // It is offered once the server has heard of the smaller amount.
    const paypal = page.getByRole('radio', { name: /^PayPal/ });
    await expect.poll(() => paypal.isEnabled(), { timeout: 10_000 }).toBe(true);
    await tabTo(page, /^Card/, 'radio');
    for (let n = 0; n < 8 && !(await paypal.isChecked()); n += 1) await page.keyboard.press('ArrowDown');
    expect(await paypal.isChecked()).toBe(true);
    await tabTo(page, /^continue$/i);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /confirm/i }).waitFor();
    await tabTo(page, /^pay \$/i);
    await page.keyboard.press('Enter');
    await (await paypalButton(page)).waitFor();
    await tabIntoFrame(page, await buttons(page));
    await page.keyboard.press('Enter');
    const question = await checkout(page);
    await question.getByRole('button', { name: 'Agree and pay' }).waitFor();
    await untilFocusIn(question);
    // Escape leaves PayPal, and the focus is on its button again.
    await page.keyboard.press('Escape');
    await expect.poll(() => page.frames().some((frame) => frame.url().includes('/checkoutnow'))).toBe(false);
    await untilFocusIn(await buttons(page));
    await page.keyboard.press('Enter');
    const again = await checkout(page);
    await again.getByRole('button', { name: 'Agree and pay' }).waitFor();
    await untilFocusIn(again);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expectReceipt((await paid(page)).receipt);
    await context.close();
  });

  it('F6 E12 a decline at the capture is said in words, and the invoices can be paid again', async () => {
    const context = await newContext(world.browser);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await signIn(page, world.demo.portal, finance);
    await openInvoices(page);
    const before = await owed(page);
    await pickTwo(page);
    await toPaypal(page, '10.00');
    await (await paypalButton(page)).click();
    const question = await checkout(page);
    await question.getByLabel('Pay from').selectOption({ label: 'Card ending 0002 (will be declined)' });
    await question.getByRole('button', { name: 'Agree and pay' }).click();
    await page
      .getByText(/declined/i)
      .first()
      .waitFor({ timeout: 15_000 });
    expect(await owed(page)).toEqual(before);
    await context.close();
  });

  it('F2 a page that is closed after agreeing: the event has the money taken', async () => {
    const context = await newContext(world.browser);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await signIn(page, world.demo.portal, finance);
    await openInvoices(page);
    await pickTwo(page);
    const before = (await atPaypal()).captures.length;
    await toPaypal(page, '20.00');
    await (await paypalButton(page)).waitFor();
    const order = (await atPaypal()).orders.at(-1);
    await context.close();
    const answer = await fetch(`${world.demo.sandbox}/control/paypal/orders/${order?.id}/approve`, {
      method: 'POST',
    });
    expect(answer.status).toBe(200);
    await expect.poll(async () => (await atPaypal()).captures.length, { timeout: 30_000 }).toBe(before + 1);
  });

  it.each([
    ["the partner's page, by script tag", '/'],
    ['the same under Trusted Types', '/strict'],
  ])('F6 S28 E12 on %s, third-party cookies blocked', async (_name, path) => {
    const context = await newContext(world.browser);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const complaints = watch(page, world.demo.partner);
    await page.goto(`${world.demo.partner}${path}`);
    const start = page.getByRole('button', { name: /sign in|continue as/i }).first();
    if (await start.isVisible().catch(() => false)) await start.click();
    await pickTwo(page);
    await toPaypal(page, '7.00');
    await (await paypalButton(page)).click();
    await (await checkout(page)).getByRole('button', { name: 'Agree and pay' }).click();
    await expectReceipt((await paid(page)).receipt);
    expect(complaints).toEqual({ errors: [], violations: [], cookies: [] });
    await context.close();
  });
});
