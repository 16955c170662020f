import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import { type Demonstration, startDemonstration } from '../demonstration.ts';
import { firstInvoice, newContext, openInvoices, signIn, watch } from './payer.ts';
import { owed, paymentsOf } from './sources.ts';

const finance = 'finance@harbourview.example';

let demo: Demonstration;
let browser: Browser;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemonstration(4774), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

type Call = { method?: 'GET' | 'POST' | 'PUT'; json?: unknown; file?: { text: string; type: string } };

/** A call with the page's own session, as the console makes it. */
const call = <T>(page: Page, path: string, { method = 'GET', json, file }: Call = {}): Promise<T> =>
  page.evaluate(
    async ({ path, method, body, type }) => {
      const headers: Record<string, string> = {
        'foyer-client': 'e2e',
        'idempotency-key': crypto.randomUUID(),
      };
      if (body !== null) headers['content-type'] = type;
      const answer = await fetch(path, { method, headers, body });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return text === '' ? null : JSON.parse(text);
    },
    {
      path,
      method: json !== undefined || file ? (method === 'GET' ? 'POST' : method) : method,
      body: file?.text ?? (json === undefined ? null : JSON.stringify(json)),
      type: file?.type ?? 'application/json',
    },
  ) as Promise<T>;

/** The contractor's operator, with the payer's client chosen. */
async function operator(): Promise<Page> {
  const page = await (await newContext(browser)).newPage();
  await page.goto(demo.portal);
  await page.getByLabel('Email').fill('ops@foyer.example');
  await page.getByLabel('Password', { exact: true }).fill('foyer-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect
    .poll(async () => (await page.evaluate(async () => (await fetch('/v1/me')).status)) === 200, {
      timeout: 20_000,
    })
    .toBe(true);
  return page;
}

async function chooseClient(page: Page, name: RegExp): Promise<void> {
  const { items } = await call<{ items: { id: string; name: string }[] }>(page, '/v1/clients');
  const client = items.find((one) => name.test(one.name));
  if (!client) throw new Error(`No client ${name}.`);
  await call(page, '/v1/session/client', { method: 'PUT', json: { clientId: client.id } });
}

/** The bank writes its statement of the day of its newest entry, and the contractor imports it. */
async function importStatement(ops: Page): Promise<void> {
  const { items } = (await (await fetch(`${demo.sandbox}/bank/entries`)).json()) as {
    items: { bookedOn: string }[];
  };
  const day = items.at(-1)?.bookedOn;
  const answer = await fetch(`${demo.sandbox}/bank/statement?day=${day}&format=camt053-08`);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  await call(ops, '/v1/bank-statements', { file: { text, type: 'text/xml' } });
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
    const context = await newContext(browser);
    const page = await context.newPage();
    const complaints = watch(page, demo.portal);
    await signIn(page, demo.portal, finance);
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
    const billerCode = await detailOf(page, 'Biller code');
    const reference = (await detailOf(page, 'Reference')).replace(/\s/g, '');
    const paid = await fetch(`${demo.sandbox}/bank/payments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        kind: 'bpay',
        billerCode,
        reference,
        amountCents: 12_050,
        payerName: 'HARBOURVIEW',
      }),
    });
    expect(await paid.text()).not.toContain('error');
    const ops = await operator();
    await importStatement(ops);
    await page.getByRole('heading', { name: /^Paid \$120\.50 for INV-/ }).waitFor({ timeout: 20_000 });
    const [payment] = await paymentsOf(page);
    expect(payment).toMatchObject({ status: 'succeeded', amountCents: 12_050, unallocatedCents: 0 });
    expect(complaints.errors).toEqual([]);
    expect(complaints.violations).toEqual([]);
    await Promise.all([context.close(), ops.context().close()]);
  });

  it('F8 a line is disputed with evidence, settled, and its credit note is there', async () => {
    const context = await newContext(browser);
    const page = await context.newPage();
    await signIn(page, demo.portal, finance);
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

    const ops = await operator();
    await chooseClient(ops, /Harbourview/);
    type Dispute = { id: string; version: number };
    const { items } = await call<{ items: Dispute[] }>(ops, '/v1/disputes?state=open');
    let [dispute] = items;
    const step = async (name: string, more: object = {}) => {
      if (!dispute) throw new Error('There is no dispute.');
      const path = `/v1/disputes/${dispute.id}/${name}`;
      dispute = await call<Dispute>(ops, path, { json: { version: dispute.version, ...more } });
    };
    await step('acknowledge');
    await step('review');
    await step('propose', { settledCents: 2_200, reason: 'The lobby was missed.' });

    await page.getByRole('button', { name: 'Agree to $22.00' }).click({ timeout: 20_000 });
    await page.getByText('Settled with a credit of $22.00.').waitFor({ timeout: 20_000 });
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download PDF' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
    await page.getByRole('button', { name: 'All disputes' }).click();
    await page.getByRole('tab', { name: 'Credits' }).click();
    await page.getByText('The lobby was missed.').first().waitFor();
    await Promise.all([context.close(), ops.context().close()]);
  });

  it('F6 credit alone pays a part of an invoice, and no money is asked for', async () => {
    const context = await newContext(browser);
    const page = await context.newPage();
    await signIn(page, demo.portal, finance);
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
