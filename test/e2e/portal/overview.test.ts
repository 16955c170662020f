import { describe, expect, it } from 'vitest';
import { openWorld } from '../open-world.ts';
import { firstInvoice, newContext } from '../paying/payer.ts';

const world = openWorld();

describe('the overview', () => {
  it('F1 the invoices become links though the list of widgets comes after the figures', async () => {
    const context = await newContext(world.browser);
    const page = await context.newPage();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/embed/v1/mf-manifest.json', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(world.demo.portal);
    await page.getByLabel('Email').fill('finance@harbourview.example');
    await page.getByLabel('Password', { exact: true }).fill('foyer-demo');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await firstInvoice(page).waitFor();
    expect(await page.getByRole('link', { name: /^INV-/ }).count()).toBe(0);
    release();
    await page.getByRole('link', { name: /^INV-/ }).first().click();
    await page.locator('foyer-invoice-pay').waitFor();
    await page.getByRole('link', { name: 'Overview' }).first().click();
    await page.getByRole('link', { name: 'See all invoices' }).waitFor();
    await context.close();
  });
});
