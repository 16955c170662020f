import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { SandboxBank } from '../console/bank-of-sandbox.ts';
import { openWorld } from '../open-world.ts';
import { lookInEveryScheme, lookInEveryTheme } from './looking.ts';
import { Visitors } from './visitor.ts';

const ops = 'ops@foyer.example';

const world = openWorld();
let visitors: Visitors;

beforeAll(async () => {
  visitors = new Visitors(world.browser, world.demo.portal);
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();
const openTab = (page: Page, name: string) => page.getByRole('tab', { name }).click();

describe("nothing for axe, nothing too wide: the contractor's console", () => {
  it('bank: without a statement, with some, one of them, its lines, the lock', async () => {
    const bank = new SandboxBank(world.demo);
    await bank.pay({ kind: 'eft', amountCents: 123_456, description: 'november', payerName: 'HVPG TRUST' });
    await bank.pay({ kind: 'eft', amountCents: 4_242, description: 'interest', payerName: 'BANK' });
    await visitors.visit(ops, '/integrations', async (page) => {
      await openTab(page, 'Bank');
      await page.getByText('No statement yet').waitFor();
      const found = await lookInEveryTheme(page, 'no statement');
      const upload = async (fault: 'none' | 'truncated') => {
        const [chooser] = await Promise.all([
          page.waitForEvent('filechooser'),
          button(page, 'Choose a file').click(),
        ]);
        await chooser.setFiles(await bank.statement(fault));
      };
      await upload('truncated');
      await page.getByText(/was refused/).waitFor();
      await page.getByText('Quarantined').waitFor();
      found.push(...(await lookInEveryTheme(page, 'a statement refused')));
      await upload('none');
      await page.getByText('Done').waitFor();
      found.push(...(await lookInEveryTheme(page, 'statements')));
      await button(page, /^Lock a period/).click();
      await button(page, /^Lock a period$/).waitFor();
      await page.getByLabel('Lock through').waitFor();
      found.push(...(await lookInEveryTheme(page, 'lock')));
      await page.keyboard.press('Escape');
      await page.getByRole('row').filter({ hasText: 'Quarantined' }).click();
      await page.getByText('Quarantined: nothing of this file is booked').waitFor();
      found.push(...(await lookInEveryTheme(page, 'quarantined')));
      await button(page, 'All statements').click();
      await page.getByRole('row').filter({ hasText: 'Done' }).click();
      const line = page.getByRole('row').filter({ hasText: 'HVPG TRUST' });
      await line.waitFor();
      found.push(...(await lookInEveryTheme(page, 'statement')));
      await line.click();
      await button(page, 'Match by hand').waitFor();
      found.push(...(await lookInEveryTheme(page, 'line')));
      await button(page, 'Match by hand').click();
      await page.getByRole('searchbox').fill('INV-');
      await button(page, /^Add INV-/).click();
      await page.getByText('still to place').or(page.getByText('The whole amount is placed.')).waitFor();
      found.push(...(await lookInEveryTheme(page, 'matching by hand')));
      await button(page, 'Back to the line').click();
      await button(page, 'Exclude').click();
      await button(page, 'Exclude this line').click();
      await page.getByText('Give a reason of at least three letters').waitFor();
      found.push(...(await lookInEveryTheme(page, 'excluding without a reason')));
      expect(found).toEqual([]);
    });
  });

  it('reconciliation: the question, a break as a case, the proposal, a certificate', async () => {
    await fetch(`${world.demo.sandbox}/stripe/v1/payment_intents`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_other', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'amount=4321&currency=aud&payment_method=pm_card_visa&confirm=true',
    });
    await visitors.visit(ops, '/integrations', async (page) => {
      await button(page, 'Compare a period').waitFor();
      const found = await lookInEveryTheme(page, 'nothing compared');
      const compare = async (account: string) => {
        await button(page, 'Compare a period').click();
        await page.getByLabel('Account', { exact: true }).selectOption({ label: account });
        await page.getByRole('button', { name: 'Compare', exact: true }).click();
      };
      await button(page, 'Compare a period').click();
      await page.getByLabel('Account', { exact: true }).waitFor();
      found.push(...(await lookInEveryTheme(page, 'comparing')));
      await page.keyboard.press('Escape');
      await compare('Stripe');
      await button(page, 'Propose a fix').waitFor();
      found.push(...(await lookInEveryTheme(page, 'a case')));
      await button(page, 'Propose a fix').click();
      await page.getByLabel('Reason').fill('Taken at the counter, booked by hand');
      found.push(...(await lookInEveryTheme(page, 'proposal')));
      await button(page, 'Send for approval').click();
      await page.getByText('You proposed this.').waitFor();
      found.push(...(await lookInEveryTheme(page, 'a case with a proposal')));
      await button(page, 'All reconciliations').click();
      await compare('PayPal');
      await button(page, 'Download PDF').waitFor();
      found.push(...(await lookInEveryTheme(page, 'certificate')));
      await button(page, 'All reconciliations').click();
      await page.getByRole('row').filter({ hasText: 'Balanced' }).waitFor();
      found.push(...(await lookInEveryTheme(page, 'reconciliations')));
      expect(found).toEqual([]);
    });
  });

  it("the sandbox's bank", async () => {
    await visitors.stranger(async (page) => {
      await page.goto(`${world.demo.sandbox}/bank`);
      expect(await lookInEveryScheme(page, 'bank')).toEqual([]);
    });
  });
});
