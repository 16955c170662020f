import { beforeAll, describe, expect, it } from 'vitest';
import { openWorld } from '../open-world.ts';
import {
  cardFrame,
  challenge,
  challengeFrame,
  enterCard,
  paid,
  payInPart,
  pickTwo,
} from '../paying/payer.ts';
import { lookInEveryScheme, lookInEveryTheme } from './looking.ts';
import { Visitors } from './visitor.ts';

const finance = 'finance@harbourview.example';
const withChallenge = '4000002760003184';
const declined = '4000000000000002';

const world = openWorld();
let visitors: Visitors;

beforeAll(async () => {
  visitors = new Visitors(world.browser, world.demo.portal);
});

describe('nothing for axe, nothing too wide: paying', () => {
  it('from the selection to the card form, declined', async () => {
    await visitors.visit(finance, '/invoices', async (page) => {
      await pickTwo(page);
      const goOn = page.getByRole('button', { name: 'Continue' });
      const amount = page.getByRole('textbox', { name: /amount/i }).first();
      await goOn.waitFor();
      const found = await lookInEveryTheme(page, 'review');
      await amount.fill('999999.00');
      await goOn.click();
      found.push(...(await lookInEveryTheme(page, 'review with a mistake')));
      await amount.fill('10.00');
      await goOn.click();
      await page.getByRole('heading', { name: 'Confirm payment' }).waitFor();
      found.push(...(await lookInEveryTheme(page, 'confirm')));
      await page.getByRole('button', { name: /^Pay \$/ }).click();
      const frame = await cardFrame(page);
      await frame.getByLabel('Card number').waitFor();
      // A scheme that is not its content's would put an opaque canvas behind words made for another ground.
      const place = page.locator('foyer-invoice-pay iframe');
      expect(await place.evaluate((element) => getComputedStyle(element).colorScheme)).toMatch(/^light/);
      found.push(...(await lookInEveryTheme(page, 'card form')));
      await enterCard(page, declined);
      await page
        .getByText(/declined/i)
        .first()
        .waitFor();
      found.push(...(await lookInEveryTheme(page, 'declined')));
      expect(found).toEqual([]);
    });
  });

  it('the challenge, the receipt, the payments, the mail', async () => {
    await visitors.visit(finance, '/invoices', async (page) => {
      await pickTwo(page);
      await payInPart(page, '50.00');
      await enterCard(page, withChallenge);
      await challengeFrame(page);
      const found = await lookInEveryTheme(page, 'challenge');
      await challenge(page, 'Complete');
      await paid(page);
      found.push(...(await lookInEveryTheme(page, 'receipt')));
      await page.getByRole('button', { name: 'Back to invoices' }).click();
      await page.getByRole('button', { name: 'Payments', exact: true }).click();
      await page
        .getByRole('button', { name: /^Receipt R-/ })
        .first()
        .waitFor();
      found.push(...(await lookInEveryTheme(page, 'payments')));
      await page
        .getByRole('button', { name: /^History of the payment/ })
        .first()
        .click();
      await page.getByText('Left as credit on account').waitFor();
      found.push(...(await lookInEveryTheme(page, 'the history of a payment')));
      await page.locator('details.menu.notifications > summary').click();
      found.push(...(await lookInEveryTheme(page, 'notification of the payment')));
      const receipts = async () =>
        (await world.demo.mails(finance)).filter(({ subject }) => subject.startsWith('Receipt'));
      await expect.poll(async () => (await receipts()).length, { timeout: 20_000 }).toBe(1);
      await page.goto(`${world.demo.sandbox}/mail`);
      found.push(...(await lookInEveryScheme(page, 'mailbox')));
      await page.getByRole('link', { name: /Receipt/i }).click();
      found.push(...(await lookInEveryScheme(page, 'mail')));
      const letter = await (await fetch(`${page.url()}/html`)).text();
      await page.goto('about:blank');
      await page.setContent(letter);
      found.push(...(await lookInEveryScheme(page, 'the letter itself', true)));
      expect(found).toEqual([]);
    });
  });
});
