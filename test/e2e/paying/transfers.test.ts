import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { SandboxBank } from '../console/bank-of-sandbox.ts';
import { call, chooseClient, operator } from '../console/operator.ts';
import { openWorld } from '../open-world.ts';
import { tabTo } from './keyboard.ts';
import { firstInvoice, newContext, openInvoices, signIn, watch } from './payer.ts';
import { owed, paymentsOf } from './sources.ts';

const finance = 'finance@harbourview.example';

const world = openWorld();
/** Who settles disputes and imports what the bank says. */
let ops: Page;
let bank: SandboxBank;

beforeAll(async () => {
  bank = new SandboxBank(world.demo);
  ops = await operator(world.browser, world.demo.portal);
  await chooseClient(ops, /Harbourview/);
});

async function importStatement(): Promise<void> {
  const { buffer } = await bank.statement();
  await ops.evaluate(async (text) => {
    const answer = await fetch('/v1/bank-statements', {
      method: 'POST',
      headers: { 'content-type': 'text/xml', 'foyer-client': 'e2e' },
      body: text,
    });
    if (!answer.ok) throw new Error(await answer.text());
  }, buffer.toString('utf8'));
}

/** The contractor looks into the dispute that is open, and proposes to credit all of it. */
async function proposeCredit(settledCents: number, reason: string): Promise<void> {
  type Dispute = { id: string; version: number };
  const { items } = await call<{ items: Dispute[] }>(ops, '/v1/disputes?state=open');
  let [dispute] = items;
  const steps = [['acknowledge'], ['review'], ['propose', { settledCents, reason }]] as const;
  for (const [step, more = {}] of steps) {
    if (!dispute) throw new Error('There is no dispute.');
    const json = { version: dispute.version, ...more };
    dispute = await call<Dispute>(ops, `/v1/disputes/${dispute.id}/${step}`, { json });
  }
}

/** The payer's bank takes the reference that the page shows, and the contractor gets the statement. */
async function payWhatIsShown(page: Page, amountCents: number): Promise<void> {
  const billerCode = await detailOf(page, 'Biller code');
  const reference = (await detailOf(page, 'Reference')).replace(/\s/g, '');
  await bank.pay({ kind: 'bpay', billerCode, reference, amountCents, payerName: 'HARBOURVIEW' });
  await importStatement();
}

const detailOf = async (page: Page, label: string): Promise<string> => {
  const row = page.locator('foyer-ui-payment-transfer dl > div').filter({ hasText: label });
  return ((await row.locator('bdi').textContent()) ?? '').trim();
};

const review = async (page: Page) => {
  await firstInvoice(page).waitFor();
  await page.getByRole('checkbox', { name: /INV-/, disabled: false }).first().check();
  await page.getByRole('button', { name: 'Review payment' }).click();
  await page.getByRole('group', { name: 'How to pay' }).waitFor();
};

describe('paying by bank and by credit', () => {
  it('F6 R5 BPAY: the reference is shown, the bank brings the money, and the open page shows it paid', async () => {
    const context = await newContext(world.browser);
    const page = await context.newPage();
    const complaints = watch(page, world.demo.portal);
    await signIn(page, world.demo.portal, finance);
    await openInvoices(page);
    await review(page);
    await page
      .getByRole('textbox', { name: /^Amount for/ })
      .first()
      .fill('120.50');
    await page.getByRole('radio', { name: /^BPAY/ }).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Get the payment reference' }).click();
    await page.getByRole('heading', { name: /^Pay \$120\.50 by BPAY/ }).waitFor();
    await payWhatIsShown(page, 12_050);
    await page.getByRole('heading', { name: /^Paid \$120\.50 for INV-/ }).waitFor({ timeout: 20_000 });
    const [payment] = await paymentsOf(page);
    expect(payment).toMatchObject({ status: 'succeeded', amountCents: 12_050, unallocatedCents: 0 });
    expect(complaints.errors).toEqual([]);
    expect(complaints.violations).toEqual([]);
    await context.close();
  });

  it('F8 a line is disputed with evidence, settled, and its credit note is there', async () => {
    const context = await newContext(world.browser);
    const page = await context.newPage();
    await signIn(page, world.demo.portal, finance);
    await openInvoices(page);
    // Paid already: what is credited stays to be used on another invoice.
    await page.getByRole('button', { name: 'Paid', exact: true }).click();
    await page
      .getByText(/^Paid$/)
      .nth(1)
      .waitFor();
    await firstInvoice(page).click();
    await page
      .getByRole('button', { name: /^Dispute / })
      .first()
      .click();
    await page.getByRole('dialog', { name: 'Dispute a line' }).waitFor();
    await page.getByRole('textbox', { name: 'Amount in dispute' }).fill('22.00');
    await page.getByRole('textbox', { name: 'What happened' }).fill('The lobby was missed on 3 November.');
    await page.locator('input[type=file]').setInputFiles({
      name: 'lobby.png',
      mimeType: 'image/png',
      buffer: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    });
    await page.getByRole('button', { name: 'Dispute $22.00' }).click();
    await page.getByText('First answer due by').waitFor({ timeout: 20_000 });
    await page.getByRole('button', { name: 'lobby.png' }).waitFor();

    await proposeCredit(2_200, 'The lobby was missed.');
    await page.getByRole('button', { name: 'Agree to $22.00' }).click({ timeout: 20_000 });
    await page.getByText('Settled with a credit of $22.00.').waitFor({ timeout: 20_000 });
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download PDF' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
    await page.getByRole('button', { name: 'All disputes' }).click();
    await page.getByRole('tab', { name: 'Credits' }).click();
    await page.getByText('The lobby was missed.').first().waitFor();
    await context.close();
  });

  it('F6 credit alone pays a part of an invoice, and no money is asked for', async () => {
    const context = await newContext(world.browser);
    const page = await context.newPage();
    await signIn(page, world.demo.portal, finance);
    await openInvoices(page);
    const { totalCents } = await call<{ totalCents: number }>(page, '/v1/credits');
    expect(totalCents).toBeGreaterThan(0);
    const before = await owed(page);
    await review(page);
    await page.getByText('Credits first').waitFor();
    await page
      .getByRole('textbox', { name: /^Amount for/ })
      .first()
      .fill('0.00');
    await page.getByText('No money is needed').waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: /^Use \$[\d,.]+ of credit$/ }).click();
    const heading = page.getByRole('heading', { name: /of credit used on/ });
    await heading.waitFor({ timeout: 20_000 });
    const used = Number(
      (((await heading.textContent()) ?? '').match(/[\d,]+\.\d\d/)?.[0] ?? '').replace(/[,.]/g, ''),
    );
    expect(used).toBeGreaterThan(0);
    expect((await owed(page)).totalCents).toBe(before.totalCents - used);
    await context.close();
  });
});

describe('the same by keyboard alone', () => {
  let page: Page;
  beforeAll(async () => {
    page = await (await newContext(world.browser)).newPage();
    page.setDefaultTimeout(15_000);
    await signIn(page, world.demo.portal, finance);
  });

  const press = async (name: RegExp, kind?: string): Promise<void> => {
    await tabTo(page, name, kind);
    await page.keyboard.press('Enter');
  };
  const type = async (name: RegExp, text: string): Promise<void> => {
    await tabTo(page, name);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(text);
  };
  /** The arrows go from one choice of a group to the next. */
  const arrowTo = async (name: RegExp): Promise<void> => {
    const wanted = page.getByRole('radio', { name });
    await expect.poll(() => wanted.isEnabled(), { timeout: 10_000 }).toBe(true);
    await tabTo(page, /./, 'radio');
    for (let n = 0; n < 10 && !(await wanted.isChecked()); n += 1) await page.keyboard.press('ArrowDown');
    expect(await wanted.isChecked()).toBe(true);
  };
  const reviewFirst = async (amount: string): Promise<void> => {
    await page.goto(`${world.demo.portal}/invoices`);
    await firstInvoice(page).waitFor();
    await tabTo(page, /INV-/, 'checkbox');
    await page.keyboard.press('Space');
    await press(/^review payment/i);
    await page.getByRole('group', { name: 'How to pay' }).waitFor();
    await type(/^Amount for/, amount);
  };

  it('F6 R5 BPAY: a reference is asked for and copied, and what the bank brings shows', async () => {
    await reviewFirst('80.25');
    await arrowTo(/^BPAY/);
    await press(/^continue$/i);
    await page.getByRole('button', { name: 'Get the payment reference' }).waitFor();
    await press(/^get the payment reference$/i);
    await page.getByRole('heading', { name: /^Pay \$80\.25 by BPAY/ }).waitFor();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await press(/^Copy.*reference/i);
    const reference = (await detailOf(page, 'Reference')).replace(/\s/g, '');
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(reference);
    await payWhatIsShown(page, 8_025);
    await page.getByRole('heading', { name: /^Paid \$80\.25 for INV-/ }).waitFor({ timeout: 20_000 });
  });

  it('F8 a line is disputed, settled, and its credit note is there', async () => {
    await page.goto(`${world.demo.portal}/invoices`);
    await firstInvoice(page).waitFor();
    await press(/^Paid$/, 'button');
    await page
      .getByText(/^Paid$/)
      .nth(1)
      .waitFor();
    await press(/^INV-/, 'button');
    await page
      .getByRole('button', { name: /^Dispute / })
      .first()
      .waitFor();
    await press(/^Dispute /);
    await page.getByRole('dialog', { name: 'Dispute a line' }).waitFor();
    await type(/^Amount in dispute/, '11.00');
    await type(/^What happened/, 'The bins were left.');
    await press(/^Dispute \$11\.00$/);
    await page.getByText('First answer due by').waitFor({ timeout: 20_000 });
    await proposeCredit(1_100, 'The bins were left.');
    await page.getByRole('button', { name: 'Agree to $11.00' }).waitFor({ timeout: 20_000 });
    await press(/^Agree to \$11\.00$/);
    await page.getByText('Settled with a credit of $11.00.').waitFor({ timeout: 20_000 });
    await press(/^All disputes$/);
    await tabTo(page, /^Disputes/);
    const credits = page.getByRole('tab', { name: 'Credits' });
    for (let n = 0; n < 10 && (await credits.getAttribute('aria-selected')) !== 'true'; n += 1)
      await page.keyboard.press('ArrowRight');
    await page.getByText('The bins were left.').first().waitFor();
  });

  it('F6 credit alone pays a part of an invoice', async () => {
    const { totalCents } = await call<{ totalCents: number }>(page, '/v1/credits');
    expect(totalCents).toBeGreaterThan(0);
    const before = await owed(page);
    await reviewFirst('0.00');
    await page.getByText('No money is needed').waitFor();
    await press(/^continue$/i);
    await page.getByRole('button', { name: /^Use \$[\d,.]+ of credit$/ }).waitFor();
    await press(/^Use \$[\d,.]+ of credit$/);
    await page.getByRole('heading', { name: /of credit used on/ }).waitFor({ timeout: 20_000 });
    expect((await owed(page)).totalCents).toBeLessThan(before.totalCents);
  });
});
