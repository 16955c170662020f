import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../server/features/payments/receipt.model.ts';
import { openWorld } from '../open-world.ts';
import { tabTo } from '../paying/keyboard.ts';
import { newContext, signIn, watch } from '../paying/payer.ts';
import { SandboxBank } from './bank-of-sandbox.ts';
import { call, openConsole, operator } from './operator.ts';

const world = openWorld();
let ops: Page;

beforeAll(async () => {
  ops = await operator(world.browser, world.demo.portal);
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();
const startCompare = (page: Page) => page.getByRole('button', { name: 'Compare', exact: true });

/** Money on the contractor's account at Stripe that another system took: nobody told the portal, nor will. */
async function chargeElsewhere(cents: number): Promise<string> {
  const answer = await fetch(`${world.demo.sandbox}/stripe/v1/payment_intents`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_other', 'content-type': 'application/x-www-form-urlencoded' },
    body: `amount=${cents}&currency=aud&payment_method=pm_card_visa&confirm=true`,
  });
  const { id, status } = (await answer.json()) as { id: string; status: string };
  expect(status).toBe('succeeded');
  return id;
}

type Paid = { number: string; balanceCents: number };

/** The client pays the whole of its smallest open invoice by card: the large ones are above the card's limit. */
async function payByCard(payer: Page): Promise<Paid> {
  const { items } = await call<{ items: (Paid & { id: string; payableCents: number })[] }>(
    payer,
    '/v1/invoices?limit=100',
  );
  const [invoice] = items
    .filter((one) => one.balanceCents > 0 && one.payableCents === one.balanceCents)
    .sort((a, b) => a.balanceCents - b.balanceCents);
  if (!invoice) throw new Error('No open invoice is left.');
  const { id, balanceCents, number } = invoice;
  const lines = [{ invoiceId: id, amountCents: balanceCents }];
  const { handover } = await call<{ handover: { clientSecret: string } }>(payer, '/v1/payments', {
    json: { lines, expectedTotalCents: balanceCents, rail: 'card' },
  });
  await fetch(`${world.demo.sandbox}/control/stripe/succeed`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ paymentIntent: handover.clientSecret.split('_secret')[0] }),
  });
  await expect.poll(async () => (await call<Paid>(payer, `/v1/invoices/${id}`)).balanceCents).toBe(0);
  return { number, balanceCents };
}

const amount = (cents: number): string =>
  new Intl.NumberFormat('en-AU', { minimumFractionDigits: 2 }).format(cents / 100);

async function downloaded(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

describe('the console: reconciliation', () => {
  it('R8 S62 a break becomes a case; one person proposes, another approves, and the certificate is issued', async () => {
    const reference = await chargeElsewhere(4_321);
    await world.demo.faults({
      stripe: { api: [{ outage: 'slow:2500', times: 1, match: 'GET /v1/balance_transactions' }] },
    });
    const complaints = watch(ops, world.demo.portal);
    await openConsole(ops, world.demo.portal, 'Reconciliation');
    await button(ops, 'Compare a period').click();
    await startCompare(ops).click();
    await ops.getByRole('progressbar').waitFor();
    const found = ops.getByRole('heading', { name: 'Payment: Not in the portal' });
    await found.waitFor();
    const one = ops.getByRole('listitem').filter({ has: found });
    await one.getByText(reference).waitFor();
    await one.getByText('$43.21').waitFor();
    await ops.getByText('It is issued once both sides agree and every case is closed.').waitFor();

    await button(ops, 'Take on: Payment').click();
    await one.getByText('Robin Osei').waitFor();
    await button(ops, 'Propose a fix: Payment').click();
    await ops
      .getByLabel('Fix', { exact: true })
      .selectOption({ label: 'Accept the difference and explain it on the certificate' });
    await ops.getByLabel('Reason').fill('Taken at the counter, booked by hand');
    await button(ops, 'Send for approval').click();
    await one.getByText('Waiting for approval').waitFor();
    await one.getByText('You proposed this. Somebody else has to approve it.').waitFor();
    await expect.poll(() => button(ops, 'Approve: Payment').isDisabled()).toBe(true);

    const admin = await operator(world.browser, world.demo.portal, 'admin@foyer.example');
    await openConsole(admin, world.demo.portal, 'Reconciliation');
    await admin.getByRole('row').filter({ hasText: 'Stripe' }).first().click();
    await admin.getByText('Taken at the counter, booked by hand').waitFor();
    await button(admin, 'Approve: Payment').click();
    await admin.getByText(/^Closed by Alex Marchetti/).waitFor();
    await admin.getByText('Balanced').first().waitFor();

    const json = await downloaded(admin, 'Download JSON');
    const { sha256, ...content } = JSON.parse(json.bytes.toString('utf8'));
    expect(createHash('sha256').update(canonicalJson(content)).digest('hex')).toBe(sha256);
    await admin.getByText(sha256).waitFor();
    expect(content.accepted).toMatchObject([
      { reference, proposedBy: 'Robin Osei', approvedBy: 'Alex Marchetti', theirsCents: 4_321 },
    ]);
    const pdf = await downloaded(admin, 'Download PDF');
    expect(pdf.name).toMatch(/\.pdf$/);
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(complaints).toEqual({ errors: [], violations: [], cookies: [] });
    await admin.context().close();
  });

  it('R8 by keyboard alone: a period is compared, and both sides agree', async () => {
    await openConsole(ops, world.demo.portal, 'Reconciliation');
    await tabTo(ops, /^Compare a period$/);
    await ops.keyboard.press('Enter');
    await startCompare(ops).waitFor();
    await tabTo(ops, /^Account/);
    await ops.keyboard.type('PayPal');
    await tabTo(ops, /^Compare$/);
    await ops.keyboard.press('Enter');
    await ops.getByRole('heading', { name: /^PayPal, / }).waitFor();
    await ops.getByText('Both sides agree to the cent.').waitFor();
    await tabTo(ops, /^Download PDF$/);
    const [download] = await Promise.all([ops.waitForEvent('download'), ops.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toMatch(/\.pdf$/);
    await tabTo(ops, /^All reconciliations$/);
    await ops.keyboard.press('Enter');
    await ops.getByRole('row').filter({ hasText: 'PayPal' }).first().waitFor();
  });

  it('R6 a payout of Stripe in the bank’s file is explained down to its invoices', async () => {
    const payer = await (await newContext(world.browser)).newPage();
    await signIn(payer, world.demo.portal, 'finance@harbourview.example');
    const invoices = [await payByCard(payer), await payByCard(payer)];
    const bank = new SandboxBank(world.demo);
    const paidOutCents = await bank.takePayoutOfStripe();

    await openConsole(ops, world.demo.portal, 'Bank');
    const [chooser] = await Promise.all([
      ops.waitForEvent('filechooser'),
      button(ops, 'Choose a file').click(),
    ]);
    await chooser.setFiles(await bank.statement());
    const statement = ops.locator('foyer-ui-bank').getByRole('row').nth(1);
    await statement.getByText('Done').waitFor();
    await statement.click();
    await ops.locator('foyer-ui-statement-detail').getByRole('row').filter({ hasText: 'STRIPE' }).click();
    const payout = ops.locator('foyer-ui-payout-contents');
    for (const { number, balanceCents } of invoices) {
      const row = payout.getByRole('row').filter({ hasText: number });
      await row.getByText('Harbourview', { exact: false }).waitFor();
      expect(await row.textContent()).toContain(amount(balanceCents));
    }
    // What another system took is in it too, and known for what it is.
    await payout.getByText('Not in the portal').waitFor();
    const total = payout.getByRole('row').filter({ hasText: 'Paid out' });
    expect(await total.textContent()).toContain(amount(paidOutCents));
    expect(await payout.textContent()).not.toContain('is not explained');
    await payer.context().close();
  });
});
