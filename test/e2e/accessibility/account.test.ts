import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorld } from '../open-world.ts';
import { cardFrame, firstInvoice, frameAt, pickTwo } from '../paying/payer.ts';
import { lookInEveryScheme, lookInEveryTheme } from './looking.ts';
import { Visitors } from './visitor.ts';

const finance = 'finance@harbourview.example';

const world = openWorld();
let visitors: Visitors;

beforeAll(async () => {
  visitors = new Visitors(world.browser, world.demo.portal);
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();

/** From the list to the screen before the money: a part of each of two invoices, by this rail. */
async function toRail(page: Page, rail: RegExp): Promise<void> {
  await pickTwo(page);
  const amounts = page.getByRole('textbox', { name: /^Amount for/ });
  for (const n of [0, 1]) await amounts.nth(n).fill('25.00');
  await page.getByRole('radio', { name: rail }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
}

describe('nothing for axe, nothing too wide: the account', () => {
  it('aging, statements, credits, disputes, methods', async () => {
    await visitors.visit(finance, '/invoices', async (page) => {
      await firstInvoice(page).waitFor();
      await page.getByRole('button', { name: 'Account', exact: true }).click();
      const tabs = page.getByRole('tab');
      await tabs.first().waitFor();
      const found: string[] = [];
      for (const name of await tabs.allTextContents()) {
        await page.getByRole('tab', { name: name.trim() }).click();
        await page.locator('foyer-invoice-pay [aria-busy=true]').first().waitFor({ state: 'detached' });
        found.push(...(await lookInEveryTheme(page, name.trim())));
      }
      await button(page, 'Save a payment method').click();
      await page.getByLabel('Kind').waitFor();
      found.push(...(await lookInEveryTheme(page, 'saving a method')));
      expect(found).toEqual([]);
    });
  });

  it('a line in dispute, and its thread', async () => {
    await visitors.visit(finance, '/invoices', async (page) => {
      await firstInvoice(page).click();
      await button(page, /^Dispute /).click();
      await page.getByRole('dialog', { name: 'Dispute a line' }).waitFor();
      const found = await lookInEveryTheme(page, 'dispute form');
      await page.getByRole('textbox', { name: 'Amount in dispute' }).fill('5.00');
      await page.getByRole('textbox', { name: 'What happened' }).fill('The lobby was missed.');
      await button(page, 'Dispute $5.00').click();
      await page.getByText('First answer due by').waitFor();
      found.push(...(await lookInEveryTheme(page, 'dispute thread')));
      await button(page, 'All disputes').click();
      await page.getByRole('listitem').filter({ hasText: '$5.00' }).waitFor();
      found.push(...(await lookInEveryTheme(page, 'disputes with one')));
      expect(found).toEqual([]);
    });
  });

  it.each([/^BPAY/, /^(EFT|Bank transfer)/])('the screen of a transfer: %s', async (rail) => {
    await visitors.visit(finance, '/invoices', async (page) => {
      await toRail(page, rail);
      await button(page, 'Get the payment reference').click();
      await page.locator('foyer-ui-payment-transfer dl').waitFor();
      expect(await lookInEveryTheme(page, 'transfer')).toEqual([]);
    });
  });

  it('PayPal: its button, and its checkout', async () => {
    await visitors.visit(finance, '/invoices', async (page) => {
      await toRail(page, /^PayPal/);
      await button(page, /^Pay \$/).click();
      const paypal = (await frameAt(page, '/paypal/buttons')).getByRole('button', { name: /PayPal/ });
      await paypal.waitFor();
      const found = await lookInEveryTheme(page, "PayPal's button");
      await paypal.click();
      const checkout = await frameAt(page, '/paypal/checkoutnow');
      await checkout.getByRole('button', { name: 'Agree and pay' }).waitFor();
      const address = checkout.url();
      found.push(...(await lookInEveryTheme(page, "PayPal's checkout")));
      // The same on a page of its own, as a telephone shows it.
      await page.goto(address);
      found.push(...(await lookInEveryScheme(page, "PayPal's checkout alone")));
      expect(found).toEqual([]);
    });
  });

  it("a direct debit, and the payer's bank", async () => {
    await visitors.visit(finance, '/invoices', async (page) => {
      await toRail(page, /^Direct debit/);
      await button(page, /^Pay \$/).click();
      const frame = await cardFrame(page);
      await frame.getByLabel('BSB').waitFor();
      const found = await lookInEveryTheme(page, "form of the payer's account");
      await frame.getByLabel('Account holder').fill('Asha Rao');
      await frame.getByLabel('Email').fill(finance);
      await frame.getByLabel('BSB').fill('000-000');
      await frame.getByLabel('Account number').fill('000123456');
      await button(page, /^Pay \$/).click();
      await page.getByRole('heading', { name: 'Payment initiated, not yet cleared' }).waitFor();
      found.push(...(await lookInEveryTheme(page, 'initiated')));
      await page.goto(`${world.demo.sandbox}/stripe/bank-app`);
      await page.getByRole('heading', { name: 'Debits' }).waitFor();
      found.push(...(await lookInEveryScheme(page, "the payer's bank")));
      expect(found).toEqual([]);
    });
  });
});
