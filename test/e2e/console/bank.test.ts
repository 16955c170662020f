import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { withinOneDay } from '../../support/within-one-day.ts';
import { openWorld } from '../open-world.ts';
import { tabTo } from '../paying/keyboard.ts';
import { newContext, signIn, watch } from '../paying/payer.ts';
import { SandboxBank, type StatementFile } from './bank-of-sandbox.ts';
import { call, openConsole, operator } from './operator.ts';

const finance = 'finance@harbourview.example';

type Invoice = { id: string; number: string; balanceCents: number; payableCents: number; status: string };

const world = openWorld();
let bank: SandboxBank;
let payer: Page;
let ops: Page;
/** Open invoices that nobody has used yet in a test; each balance is the only one of its size. */
const open: Invoice[] = [];

beforeAll(async () => {
  await withinOneDay(180);
  bank = new SandboxBank(world.demo);
  payer = await (await newContext(world.browser)).newPage();
  payer.setDefaultTimeout(15_000);
  await signIn(payer, world.demo.portal, finance);
  ops = await operator(world.browser, world.demo.portal);
  // While somebody listens, no key is faster than the page that is told of the dialog.
  ops.on('filechooser', () => undefined);
  const { items } = await call<{ items: Invoice[] }>(payer, '/v1/invoices?limit=100');
  const sizes = items.map(({ balanceCents }) => balanceCents);
  const isOnly = (cents: number) => sizes.filter((one) => one === cents).length === 1;
  open.push(...items.filter((one) => one.payableCents === one.balanceCents && one.balanceCents > 0));
  open.splice(0, open.length, ...open.filter(({ balanceCents }) => isOnly(balanceCents)));
});

function nextInvoice(): Invoice {
  const invoice = open.shift();
  if (!invoice) throw new Error('No open invoice is left.');
  return invoice;
}

/** So small that BPAY takes two of them in one payment. */
function smallestInvoice(): Invoice {
  const [invoice] = [...open].sort((a, b) => a.balanceCents - b.balanceCents);
  if (!invoice) throw new Error('No open invoice is left.');
  open.splice(open.indexOf(invoice), 1);
  return invoice;
}

/** The client asks for one BPAY reference for whole invoices, and pays with it. */
async function payByBpay(...invoices: Invoice[]): Promise<void> {
  const amountCents = invoices.reduce((sum, { balanceCents }) => sum + balanceCents, 0);
  const { transfer } = await call<{ transfer: { billerCode: string; reference: string } }>(
    payer,
    '/v1/payments',
    {
      json: {
        lines: invoices.map(({ id, balanceCents }) => ({ invoiceId: id, amountCents: balanceCents })),
        expectedTotalCents: amountCents,
        rail: 'bpay',
      },
    },
  );
  await bank.pay({ kind: 'bpay', ...transfer, amountCents, payerName: 'HARBOURVIEW' });
}
const payByTransfer = (invoice: Invoice) =>
  bank.pay({
    kind: 'eft',
    amountCents: invoice.balanceCents,
    description: 'cleaning',
    payerName: 'HARBOURVIEW PROPERTY',
  });

const dollars = (cents: number): string =>
  new Intl.NumberFormat('en-AU', { style: 'currency', currency: 'AUD' }).format(cents / 100);
/** In a column that says its currency. */
const figure = (cents: number): string => dollars(cents).replace('$', '');
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();
const lineOf = (page: Page, words: RegExp) =>
  page.locator('foyer-ui-statement-detail').getByRole('row').filter({ hasText: words }).first();
const balanceOf = async ({ id }: Invoice) => (await call<Invoice>(payer, `/v1/invoices/${id}`)).balanceCents;

async function upload(page: Page, file: StatementFile): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    button(page, 'Choose a file').click(),
  ]);
  await chooser.setFiles(file);
}
const statements = (page: Page) => page.locator('foyer-ui-bank').getByRole('row');
const newestStatement = (page: Page) => statements(page).nth(1);

/** Fills in the dialog that asks through when. A day is typed as the browser shows it. */
async function lockThroughToday(): Promise<void> {
  const day = new Date().toLocaleDateString('en-US', {
    month: '2-digit',
    day: '2-digit',
    year: 'numeric',
    timeZone: 'Australia/Sydney',
  });
  await tabTo(ops, /^Lock through/, 'date');
  await ops.keyboard.type(day.replaceAll('/', ''));
  await tabTo(ops, /^Reason/);
  await ops.keyboard.type('November is closed');
  await tabTo(ops, /^Lock through \d/);
  await ops.keyboard.press('Enter');
}

describe('the console: bank statements', () => {
  it('E13 R5 S60 by mouse: a file is matched with its reasons, a suggestion confirmed, a line split and one excluded', async () => {
    const [byReference, besides, suggested, first, second] = [
      smallestInvoice(),
      smallestInvoice(),
      nextInvoice(),
      nextInvoice(),
      nextInvoice(),
    ];
    // The page of the client stays open, and is told.
    await payer.goto(`${world.demo.portal}/invoices/${byReference.id}`);
    await payer.getByRole('heading', { name: new RegExp(byReference.number) }).waitFor();
    await payByBpay(byReference, besides);
    await payByTransfer(suggested);
    const splitCents = first.balanceCents + 12_345;
    await bank.pay({
      kind: 'eft',
      amountCents: splitCents,
      description: 'november',
      payerName: 'HVPG TRUST',
    });
    await bank.pay({ kind: 'eft', amountCents: 4_242, description: 'interest', payerName: 'BANK' });
    const complaints = watch(ops, world.demo.portal);
    const file = await bank.statement();
    await openConsole(ops, world.demo.portal, 'Bank');
    await ops.getByText('No statement yet').waitFor();
    await upload(ops, file);
    await ops.getByText(`${file.name} was imported: 4 lines.`).waitFor();
    await newestStatement(ops).getByText('Done').waitFor();
    await newestStatement(ops).click();

    const matched = lineOf(ops, /BPAY PAYMENT/);
    await matched.getByText('Matched').waitFor();
    expect(await matched.textContent()).toMatch(/Reference \d+ is a payment of Harbourview Property Group/);
    await payer.getByText('Paid', { exact: true }).filter({ visible: true }).first().waitFor();
    expect([await balanceOf(byReference), await balanceOf(besides)]).toEqual([0, 0]);
    // The bank knows the basket by one reference; the line names what it was for.
    await matched.click();
    const asked = ops.getByRole('table', { name: 'What the payer asked to pay' });
    for (const { number, balanceCents } of [byReference, besides])
      await asked.getByRole('row', { name: `${number} ${figure(balanceCents)}`, exact: true }).waitFor();
    const together = figure(byReference.balanceCents + besides.balanceCents);
    await asked.getByRole('row', { name: `2 invoices ${together}`, exact: true }).waitFor();
    await ops.keyboard.press('Escape');
    await asked.waitFor({ state: 'detached' });

    await lineOf(ops, /HARBOURVIEW PROPERTY/).click();
    await ops.getByText(`only invoice ${suggested.number} owes exactly`).last().waitFor();
    await button(ops, 'Confirm this match').click();
    await ops.getByText(`Matched ${dollars(suggested.balanceCents)}.`).waitFor();
    expect(await balanceOf(suggested)).toBe(0);

    await lineOf(ops, /HVPG TRUST/).click();
    await button(ops, 'Match by hand').click();
    for (const invoice of [first, second]) {
      await ops.getByRole('searchbox', { name: 'Find an invoice' }).fill(invoice.number);
      await button(ops, `Add ${invoice.number} of Harbourview`).click();
    }
    await ops.getByText('The whole amount is placed.').waitFor();
    await button(ops, `Match ${dollars(splitCents)}`).click();
    await ops.getByText(`Matched ${dollars(splitCents)}.`).waitFor();
    expect(await balanceOf(first)).toBe(0);
    expect(await balanceOf(second)).toBe(second.balanceCents - 12_345);

    await lineOf(ops, /interest/).click();
    await button(ops, 'Exclude').click();
    await ops.getByLabel('Reason').fill('Interest of the bank');
    await button(ops, 'Exclude this line').click();
    await ops.getByText('Excluded.').waitFor();
    await button(ops, 'Unmatched 0').waitFor();

    // What was split by mistake is undone, and owed again.
    await lineOf(ops, /HVPG TRUST/).click();
    await button(ops, 'Undo this match').click();
    await ops.getByLabel('Reason').fill('Money of somebody else');
    await button(ops, 'Undo the match').click();
    await ops.getByText('The match is undone.').waitFor();
    expect(await balanceOf(first)).toBe(first.balanceCents);
    expect(complaints).toEqual({ errors: [], violations: [], cookies: [] });
  });

  it('E13 by keyboard alone: a file is chosen, a suggestion confirmed, the period locked after asking', async () => {
    const suggested = nextInvoice();
    await payByTransfer(suggested);
    const file = await bank.statement();
    await openConsole(ops, world.demo.portal, 'Reconciliation');
    // The arrows go from tab to tab.
    await tabTo(ops, /^Reconciliation$/);
    await ops.keyboard.press('ArrowRight');
    await tabTo(ops, /^Choose a file$/);
    const [chooser] = await Promise.all([ops.waitForEvent('filechooser'), ops.keyboard.press('Enter')]);
    await chooser.setFiles(file);
    await ops.getByText(`${file.name} was imported: 5 lines.`).waitFor();
    // The first statement was done before.
    await expect.poll(() => statements(ops).filter({ hasText: 'Done' }).count()).toBe(2);
    await tabTo(ops, /^062-000/);
    await ops.keyboard.press('Enter');
    await tabTo(ops, /^Suggested 1/);
    await ops.keyboard.press('Enter');
    await lineOf(ops, /HARBOURVIEW PROPERTY/).waitFor();
    await tabTo(ops, /^HARBOURVIEW PROPERTY/);
    await ops.keyboard.press('Enter');
    await button(ops, 'Confirm this match').waitFor();
    await tabTo(ops, /^Confirm this match$/);
    await ops.keyboard.press('Enter');
    await ops.getByText(`Matched ${dollars(suggested.balanceCents)}.`).waitFor();
    expect(await balanceOf(suggested)).toBe(0);
    await tabTo(ops, /^All statements$/);
    await ops.keyboard.press('Enter');

    await tabTo(ops, /^Lock a period/);
    await ops.keyboard.press('Enter');
    await ops.getByText('No match up to and including this day can be changed afterwards').waitFor();
    // Nothing is locked by going away, nor while a line waits for a decision.
    await ops.keyboard.press('Escape');
    await ops.getByText('No period is locked').waitFor();
    await ops.keyboard.press('Enter');
    await lockThroughToday();
    await ops.getByText('Lines up to this day still wait for a decision.').waitFor();
    await ops.keyboard.press('Escape');

    await tabTo(ops, /^062-000/);
    // The file before the newest.
    await ops.keyboard.press('ArrowDown');
    await ops.keyboard.press('Enter');
    await tabTo(ops, /^Unmatched 1/);
    await ops.keyboard.press('Enter');
    await lineOf(ops, /HVPG TRUST/).waitFor();
    await tabTo(ops, /^HVPG TRUST/);
    await ops.keyboard.press('Enter');
    await button(ops, 'Exclude').waitFor();
    await tabTo(ops, /^Exclude$/);
    await ops.keyboard.press('Enter');
    // The form that opens has the focus.
    await ops.getByText('For money that is not a client’s').waitFor();
    await ops.keyboard.type('Sent on to the trust');
    await tabTo(ops, /^Exclude this line$/);
    await ops.keyboard.press('Enter');
    await ops.getByText('Excluded.').waitFor();
    await tabTo(ops, /^All statements$/);
    await ops.keyboard.press('Enter');
    await tabTo(ops, /^Lock a period/);
    await ops.keyboard.press('Enter');
    await lockThroughToday();
    await ops.getByText(/^Locked through .*\.$/).waitFor();
    const { items } = await call<{ items: { lockedThrough: string | null }[] }>(ops, '/v1/bank-accounts');
    expect(items[0]?.lockedThrough).not.toBeNull();
  });

  it('E13 the same file again changes nothing, and a spoilt one is quarantined with its reason', async () => {
    const owed = await call<{ totalCents: number }>(payer, '/v1/receivables/aging');
    const counted = async () => (await call<{ items: unknown[] }>(ops, '/v1/bank-statements')).items.length;
    const before = await counted();
    await openConsole(ops, world.demo.portal, 'Bank');
    const file = await bank.statement();
    await upload(ops, file);
    await ops.getByText(`${file.name} was imported before. Nothing was changed.`).waitFor();
    expect(await counted()).toBe(before);

    for (const fault of ['truncated', 'wrong_closing'] as const) {
      const spoilt = { ...(await bank.statement(fault)), name: `${fault}.xml` };
      await upload(ops, spoilt);
      await ops.getByText(`${spoilt.name} was refused and nothing of it is booked`).waitFor();
    }
    await newestStatement(ops).getByText('Quarantined').waitFor();
    await newestStatement(ops).click();
    await ops.getByText('Quarantined: nothing of this file is booked').waitFor();
    expect(await call(payer, '/v1/receivables/aging')).toMatchObject({ totalCents: owed.totalCents });
  });
});
