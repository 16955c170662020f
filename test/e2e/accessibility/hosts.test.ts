import { beforeAll, describe, expect, it } from 'vitest';
import { openWorld } from '../open-world.ts';
import { firstInvoice } from '../paying/payer.ts';
import { lookInEveryScheme, lookInEveryTheme } from './looking.ts';
import { Visitors } from './visitor.ts';

const world = openWorld();
let visitors: Visitors;

beforeAll(async () => {
  visitors = new Visitors(world.browser, world.demo.portal);
});

describe("nothing for axe, nothing too wide: other people's pages", () => {
  it.each(['/', '/strict', '/two-versions', '/intranet/'])('the host page %s', async (path) => {
    await visitors.stranger(async (page) => {
      await page.goto(`${world.demo.partner}${path}`);
      await firstInvoice(page).waitFor();
      expect(await lookInEveryTheme(page, path)).toEqual([]);
    });
  });

  it("the partner's page of somebody whom nobody knows here", async () => {
    await visitors.stranger(async (page) => {
      await page.goto(world.demo.partner);
      await page.getByLabel('Signed in as').selectOption('stranger@nobody.example');
      await page.getByRole('button', { name: 'Change', exact: true }).click();
      await page.locator('foyer-invoice-pay foyer-ui-trouble').waitFor();
      expect(await lookInEveryTheme(page, 'stranger')).toEqual([]);
    });
  });

  it.each(['/', '/mail', '/mail/unknown', '/core-system/page'])('the sandbox at %s', async (path) => {
    await visitors.stranger(async (page) => {
      await page.goto(`${world.demo.sandbox}${path}`);
      expect(await lookInEveryScheme(page, path)).toEqual([]);
    });
  });
});
