import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeIn, readPdf, textOf } from '../../support/read-pdf.ts';
import { openWorld } from '../open-world.ts';
import { firstInvoice } from '../paying/payer.ts';
import { lookInEveryTheme } from './looking.ts';
import { Visitors } from './visitor.ts';

const finance = 'finance@harbourview.example';

const world = openWorld();
let visitors: Visitors;

beforeAll(async () => {
  visitors = new Visitors(world.browser, world.demo.portal);
});

const openMenu = (page: Page, name: string | RegExp) =>
  page.locator(`details.menu.${name} > summary`).click();

describe('nothing for axe, nothing too wide: the portal', () => {
  it('sign-in, and sign-in refused', async () => {
    await visitors.stranger(async (page) => {
      await page.goto(world.demo.portal);
      await page.getByLabel('Email').fill('nobody@harbourview.example');
      const found = await lookInEveryTheme(page, 'sign-in');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('Enter your password.').waitFor();
      found.push(...(await lookInEveryTheme(page, 'sign-in without a password')));
      await page.getByLabel('Password', { exact: true }).fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('do not match an account').waitFor();
      found.push(...(await lookInEveryTheme(page, 'sign-in refused')));
      expect(found).toEqual([]);
    });
  });

  it('a paper that is held against what was issued', async () => {
    await visitors.visit(finance, '/', async (page) => {
      const { items } = await (
        await page.request.get(`${world.demo.portal}/v1/invoices?status=issued&limit=1`)
      ).json();
      const paper = await page.request.get(`${world.demo.portal}/v1/invoices/${items[0].id}/pdf`);
      const code = codeIn(textOf(await readPdf(await paper.body())));
      await page.goto(`${world.demo.portal}/verify/nothing`);
      await page.getByText('A code has 12 letters').waitFor();
      const found = await lookInEveryTheme(page, 'no code');
      await page.goto(`${world.demo.portal}/verify/0000-0000-0000`);
      await page.getByText('No invoice was issued').waitFor();
      found.push(...(await lookInEveryTheme(page, 'unknown code')));
      await page.goto(`${world.demo.portal}/verify/${code}`);
      await page.getByText('Pay to these details only').waitFor();
      found.push(...(await lookInEveryTheme(page, 'issued')));
      expect(found).toEqual([]);
    });
  });

  it('overview, and its menus', async () => {
    await visitors.visit(finance, '/', async (page) => {
      await page.getByRole('link', { name: /^INV-/ }).first().waitFor();
      const found = await lookInEveryTheme(page, 'overview');
      for (const menu of ['account', 'notifications']) {
        await openMenu(page, menu);
        found.push(...(await lookInEveryTheme(page, `${menu} menu`)));
        await page.keyboard.press('Escape');
      }
      await page.setViewportSize({ width: 360, height: 900 });
      await page.getByRole('button', { name: 'Open menu' }).click();
      found.push(...(await lookInEveryTheme(page, 'navigation')));
      expect(found).toEqual([]);
    });
  });

  it('invoices, with the filters open and with nothing found', async () => {
    await visitors.visit(finance, '/invoices', async (page) => {
      await firstInvoice(page).waitFor();
      const found = await lookInEveryTheme(page, 'invoices');
      await page.locator('foyer-invoice-pay details.filters > summary').click();
      await page.getByLabel('Issued from').fill('2026-05-01');
      await page.getByLabel('Issued to').fill('2026-04-01');
      await page.getByLabel('Issued to').blur();
      found.push(...(await lookInEveryTheme(page, 'filters')));
      await page.getByLabel('Issued to').fill('2026-06-01');
      await page.getByLabel('Issued to').blur();
      await page.getByLabel('Search invoices').fill('nothing is called this');
      await page.getByText('No invoice matches').waitFor();
      found.push(...(await lookInEveryTheme(page, 'no invoice matches')));
      expect(found).toEqual([]);
    });
  });

  it('one invoice, signed-in devices, an unknown page', async () => {
    await visitors.visit(finance, '/invoices', async (page) => {
      await firstInvoice(page).click();
      await page.getByRole('heading', { name: 'History' }).waitFor();
      const found = await lookInEveryTheme(page, 'invoice');
      await page.goto(`${world.demo.portal}/account/sessions`);
      await page.getByText('This device').waitFor();
      found.push(...(await lookInEveryTheme(page, 'signed-in devices')));
      await page.goto(`${world.demo.portal}/nowhere`);
      await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor();
      found.push(...(await lookInEveryTheme(page, 'unknown page')));
      await page.goto(`${world.demo.portal}/invoices/00000000-0000-7000-8000-000000000000`);
      await page.getByText('This is not here').waitFor();
      found.push(...(await lookInEveryTheme(page, 'unknown invoice')));
      expect(found).toEqual([]);
    });
  });

  it('right to left, in Arabic', async () => {
    await visitors.visit(finance, '/invoices', async (page) => {
      await firstInvoice(page).waitFor();
      await openMenu(page, 'account');
      await page.locator('#account-language').selectOption('ar');
      await page.keyboard.press('Escape');
      await page.getByRole('heading', { level: 1, name: 'الفواتير' }).waitFor();
      expect(await lookInEveryTheme(page, 'invoices in Arabic')).toEqual([]);
    });
  });

  it('a session that ended', async () => {
    await visitors.visit(finance, '/invoices', async (page) => {
      await firstInvoice(page).waitFor();
      await page.context().clearCookies();
      await page.getByRole('button', { name: 'Refresh' }).click();
      await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
      expect(await lookInEveryTheme(page, 'session ended')).toEqual([]);
    });
  });

  it.each(['quality', 'viewer'])('overview and invoices of the %s role', async (role) => {
    await visitors.visit(`${role}@harbourview.example`, '/', async (page) => {
      await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
      const found = await lookInEveryTheme(page, `${role}: overview`);
      await page.goto(`${world.demo.portal}/invoices`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      found.push(...(await lookInEveryTheme(page, `${role}: invoices`)));
      expect(found).toEqual([]);
    });
  });

  it("the contractor's choice of a client, and that client's invoices", async () => {
    await visitors.visit('ops@foyer.example', '/', async (page) => {
      const client = page.getByRole('button', { name: /ABN/ }).first();
      await client.waitFor();
      const found = await lookInEveryTheme(page, 'clients');
      await client.click();
      await page.getByRole('link', { name: 'Invoices', exact: true }).click();
      await firstInvoice(page).waitFor();
      found.push(...(await lookInEveryTheme(page, "contractor: client's invoices")));
      expect(found).toEqual([]);
    });
  });
});
