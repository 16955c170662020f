import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CreditNote } from '../../../server/features/credit-notes/credit-notes.contract.ts';
import type { Aging, Invoice } from '../../../server/features/invoices/invoices.contract.ts';
import type {
  AvailableCredits,
  Payment,
  Receipt,
} from '../../../server/features/payments/payments.contract.ts';
import type { Statement } from '../../../server/features/statements/statements.contract.ts';
import { amount, centsIn, dollars, figuresOf } from '../../support/dollars.ts';
import { below, besides, codeIn, type Row, readPdf, rowsLike, textOf } from '../../support/read-pdf.ts';
import { call, operator } from '../console/operator.ts';
import { openWorld } from '../open-world.ts';
import { newContext, signIn } from '../paying/payer.ts';
import { csvOf, fileOf, labelled, xmlAmounts } from './files.ts';
import { playStory, type Story, tableOf } from './story.ts';

const finance = 'finance@harbourview.example';

const world = openWorld();
let payer: Page;
let story: Story;

beforeAll(async () => {
  payer = await (await newContext(world.browser)).newPage();
  payer.setDefaultTimeout(20_000);
  await signIn(payer, world.demo.portal, finance);
});

const pdf = async (path: string): Promise<Row[]> => readPdf(await fileOf(payer, path));
const day = /^\d{1,2} [A-Z][a-z]{2,3} \d{4}$/;

describe('E10 one figure, wherever it is read', () => {
  it('F8 F6 R5 a line is credited, another disputed, and a basket paid by card with credit, then by BPAY', async () => {
    const ops = await operator(world.browser, world.demo.portal);
    story = await playStory({ demo: world.demo, payer, ops });
    await ops.context().close();
  });

  it.each(['invoiceId', 'disputedInvoiceId'] as const)(
    'F5 of a tax invoice (%s): JSON, PDF, Peppol and the screen',
    async (which) => {
      const invoice = await call<Invoice>(payer, `/v1/invoices/${story[which]}`);
      const { netCents, gstCents, totalCents, allocatedCents, balanceCents, lines } = invoice;
      expect(netCents + gstCents).toBe(totalCents);
      expect(totalCents - allocatedCents).toBe(balanceCents);

      const rows = await pdf(`/v1/invoices/${invoice.id}/pdf`);
      expect(besides(rows, 'GST (10%)')).toBe(dollars(gstCents));
      expect(besides(rows, 'Total including GST')).toBe(dollars(totalCents));
      if (allocatedCents > 0) {
        expect(besides(rows, 'Paid and credited')).toBe(dollars(-allocatedCents));
        expect(besides(rows, 'Balance due')).toBe(dollars(balanceCents));
      }
      const nets = lines.map((line) => dollars(line.netCents));
      const printed = rows.map((row) => row.words.at(-1)?.text ?? '').filter((text) => nets.includes(text));
      expect(printed.slice(0, nets.length)).toEqual(nets);
      expect(textOf(rows)).toContain(`Pay ${dollars(balanceCents)} by`);

      const xml = xmlAmounts(
        new TextDecoder().decode(await fileOf(payer, `/v1/invoices/${invoice.id}/peppol`)),
      );
      expect(xml('TaxExclusiveAmount')).toEqual([netCents]);
      expect(xml('TaxInclusiveAmount')).toEqual([totalCents]);
      expect(xml('TaxAmount')[0]).toBe(gstCents);
      expect(xml('LineExtensionAmount').slice(1)).toEqual(lines.map((line) => line.netCents));

      await payer.goto(`${world.demo.portal}/invoices/${invoice.id}`);
      await payer.locator('dl.totals').waitFor();
      const shown = await labelled(payer, 'dl.totals > div');
      expect(shown).toMatchObject({ GST: dollars(gstCents) });
      expect(Object.values(shown).map(centsIn)).toEqual([
        netCents,
        gstCents,
        totalCents,
        ...(allocatedCents > 0 ? [-allocatedCents, balanceCents] : []),
      ]);
      expect((await tableOf(payer, 'table.lines')).slice(1).map((cells) => cells[3])).toEqual(
        lines.map((line) => amount(line.netCents)),
      );
    },
  );

  it('F5 of a paper: what it says, and what the page of its code says to somebody who is not signed in', async () => {
    const invoice = await call<Invoice>(payer, `/v1/invoices/${story.invoiceId}`);
    const paper = textOf(await pdf(`/v1/invoices/${invoice.id}/pdf`));
    const code = codeIn(paper);
    const stranger = await (await newContext(world.browser)).newPage();
    await stranger.goto(`${world.demo.portal}/verify`);
    await stranger.getByLabel('Code on the invoice').fill(code.toLowerCase());
    await stranger.keyboard.press('Enter');
    await stranger.getByRole('heading', { name: `Invoice ${invoice.number}` }).waitFor();
    const shown = await labelled(stranger, 'dl.facts > div');
    expect(shown).toMatchObject({
      'Total including GST': dollars(invoice.totalCents),
      'Owed now': dollars(invoice.balanceCents),
    });
    for (const label of ['BPAY biller code', 'BSB', 'Account number', 'Reference'])
      expect(paper).toContain(shown[label] ?? label);
    await stranger.context().close();
  });

  it('F7 of the invoices that follow a statement: each as on its own paper', async () => {
    const [open] = (await call<Statement>(payer, '/v1/statements')).lines.filter(
      ({ kind }) => kind === 'invoice',
    );
    const figures = (rows: Row[]) =>
      rows.map((row) => textOf([row])).filter((line) => line.includes('$') && !line.startsWith('Page'));
    const alone = figures(await pdf(`/v1/invoices/${open?.invoiceId}/pdf`));
    const together = figures(await pdf('/v1/statements/pdf?invoices=true'));
    expect(alone.length).toBeGreaterThan(3);
    expect(together.join('\n')).toContain(alone.join('\n'));
  });

  it('E17 of a receipt: the confirmation, JSON, PDF, mail in both forms and the screen', async () => {
    const payment = await call<Payment>(payer, `/v1/payments/${story.cardPaymentId}`);
    const receipt = await call<Receipt>(payer, `/v1/receipts/${payment.receipt?.id}`);
    const [line] = receipt.lines;
    expect(receipt.surchargeCents).toBe(0);
    expect(line?.allocatedCents).toBe(receipt.amountCents);
    expect(receipt.creditCents).toBeGreaterThan(0);
    expect(receipt.amountCents).toBe(payment.amountCents);
    const facts = {
      total: dollars(line?.totalCents ?? 0),
      credit: dollars(receipt.creditCents),
      paid: dollars(receipt.amountCents),
      left: dollars(line?.balanceAfterCents ?? 0),
    };
    // What was promised before the card was charged is what happened.
    const promised = story.confirmed.find(([name]) =>
      name?.startsWith(receipt.lines[0]?.invoiceNumber ?? '-'),
    );
    expect(promised?.slice(2).map(centsIn)).toEqual([facts.credit, facts.paid, facts.left].map(centsIn));

    const received = story.received.find(([name]) => name?.startsWith(line?.invoiceNumber ?? '-'));
    expect(received?.slice(1).map(centsIn)).toEqual([facts.credit, facts.paid, facts.left].map(centsIn));

    const rows = await pdf(`/v1/receipts/${receipt.id}/pdf`);
    const [printed = []] = rowsLike(rows, new RegExp(`^${line?.invoiceNumber}`));
    const gst = printed[4] ?? '';
    expect(printed.slice(1)).toEqual([facts.total, facts.credit, facts.paid, gst, facts.left]);
    expect(besides(rows, 'Amount received')).toBe(facts.paid);
    expect(besides(rows, 'Paid from credits')).toBe(facts.credit);
    expect(besides(rows, 'GST included')).toBe(gst);
    expect(textOf(rows).replace(/\s/g, '')).toContain(receipt.sha256);

    await expect
      .poll(
        async () => (await world.demo.mails(finance)).some(({ subject }) => subject.includes(receipt.number)),
        {
          timeout: 20_000,
        },
      )
      .toBe(true);
    const mail = (await world.demo.mails(finance)).find(({ subject }) => subject.includes(receipt.number));
    for (const figure of [...Object.values(facts), gst]) {
      expect(mail?.text, `${figure} as text`).toContain(figure);
      expect(mail?.html, `${figure} as HTML`).toContain(figure);
    }
    // Neither form has a figure that the other has not.
    const html = new Set(figuresOf((mail?.html ?? '').replace(/<[^>]*>/g, ' ')));
    expect(html).toEqual(new Set(figuresOf(mail?.text ?? '')));
    expect(mail?.subject).toContain(facts.paid);
    const attached = await fetch(`${world.demo.sandbox}${mail?.attachments[0]?.path}`);
    expect(textOf(await readPdf(new Uint8Array(await attached.arrayBuffer())))).toBe(textOf(rows));
  });

  it('F3 of an adjustment note: JSON, PDF, Peppol and the screen', async () => {
    const note = await call<CreditNote>(payer, `/v1/credit-notes/${story.creditNoteId}`);
    expect(note.totalCents).toBe(12_345);
    expect(note.netCents + note.gstCents).toBe(note.totalCents);
    const rows = await pdf(`/v1/credit-notes/${note.id}/pdf`);
    expect(besides(rows, 'Reduction excluding GST')).toBe(dollars(note.netCents));
    expect(besides(rows, 'Reduction in GST')).toBe(dollars(note.gstCents));
    expect(besides(rows, 'Reduction in price')).toBe(dollars(note.totalCents));
    expect(besides(rows, 'Used on invoices')).toBe(dollars(note.allocatedCents));
    expect(besides(rows, 'Still to use')).toBe(dollars(note.remainingCents));
    const xml = xmlAmounts(
      new TextDecoder().decode(await fileOf(payer, `/v1/credit-notes/${note.id}/peppol`)),
    );
    expect(xml('PayableAmount')).toEqual([note.totalCents]);
    expect(xml('TaxExclusiveAmount')).toEqual([note.netCents]);
    expect(xml('TaxAmount')[0]).toBe(note.gstCents);
    await openSection(payer, 'Credits');
    const item = payer.locator('foyer-ui-credits-section li').filter({ hasText: note.number });
    expect(figuresOf(((await item.textContent()) ?? '').replace(/\s+/g, ' '))).toEqual(
      [note.totalCents, note.gstCents, note.remainingCents, note.totalCents].map(dollars),
    );
  });

  it('F4 of the ages: aging, statement, PDF, CSV and the strip on the first screen', async () => {
    const aging = await call<Aging>(payer, '/v1/receivables/aging');
    const statement = await call<Statement>(payer, '/v1/statements');
    const credits = await call<AvailableCredits>(payer, '/v1/credits');
    const buckets = aging.buckets.map((bucket) => bucket.amountCents);
    expect(buckets.reduce((sum, cents) => sum + cents, 0)).toBe(aging.totalCents);
    expect(statement.aging.buckets).toEqual(aging.buckets);
    expect(statement.aging.overdueCents).toBe(aging.overdueCents);
    expect(statement.disputedCents).toBe(aging.disputedCents);
    expect(aging.disputedCents).toBeGreaterThanOrEqual(4_321);
    expect(statement.unallocatedCents).toBe(credits.totalCents);
    expect(credits.totalCents).toBeGreaterThanOrEqual(1_111);
    expect(aging.unallocatedCents).toBe(credits.totalCents);

    const rows = await pdf('/v1/statements/pdf');
    const ages = [
      'Not yet due',
      '1 to 30 days',
      '31 to 60 days',
      '61 to 90 days',
      '91 to 120 days',
      'Over 120 days',
    ];
    expect(ages.map((label) => below(rows, label))).toEqual(buckets.map(dollars));
    expect(below(rows, 'Overdue')).toBe(dollars(aging.overdueCents));
    expect(below(rows, 'In dispute')).toBe(dollars(aging.disputedCents));
    expect(below(rows, 'Promised')).toBe(dollars(aging.promisedCents));
    expect(below(rows, 'Credit not yet used')).toBe(dollars(credits.totalCents));

    const csv = await csvOf(payer, '/v1/statements/csv');
    expect(ages.map((label) => csv.find(({ Kind }) => Kind === `Age: ${label}`)?.Amount)).toEqual(
      buckets.map((cents) => amount(cents).replace(/,/g, '')),
    );

    await strip(payer, aging);
  });

  it.each([
    ['open items', 'mode=open_item', 'Open items'],
    [
      'activity',
      `mode=activity&from=${new Date(Date.now() - 400 * 86_400_000).toISOString().slice(0, 10)}`,
      'Activity',
    ],
  ])(
    'F7 of a statement of %s: its PDF foots, and is its JSON, its CSV and its screen',
    async (_name, query, mode) => {
      const statement = await call<Statement>(payer, `/v1/statements?${query}`);
      const amounts = statement.lines.map((line) => line.amountCents);
      const sum = (list: readonly number[]) => list.reduce((total, cents) => total + cents, 0);
      expect(statement.lines.length).toBeGreaterThan(5);
      expect(statement.openingCents + sum(amounts)).toBe(statement.closingCents);

      const rows = await pdf(`/v1/statements/pdf?${query}`);
      const printed = rowsLike(rows, day).filter(
        (words) => words.filter((word) => /\.\d\d$/.test(word)).length === 2,
      );
      expect(printed).toHaveLength(statement.lines.length);
      let balance = printedOpening(rows);
      expect(balance).toBe(statement.openingCents);
      printed.forEach((words, n) => {
        balance += centsIn(words.at(-2) ?? '');
        expect(centsIn(words.at(-2) ?? ''), `amount of line ${n}`).toBe(amounts[n]);
        expect(centsIn(words.at(-1) ?? ''), `balance of line ${n}`).toBe(balance);
      });
      const owed = rows.find(({ words }) =>
        /^(Owed at the end of|In your favour)/.test(words[0]?.text ?? ''),
      );
      expect(centsIn(owed?.words.at(-1)?.text ?? '')).toBe(balance);
      expect(balance).toBe(statement.closingCents);
      expect(besides(rows, 'Added')).toBe(dollars(statement.addedCents));
      expect(besides(rows, 'Taken away')).toBe(dollars(statement.takenCents));

      const csv = await csvOf(payer, `/v1/statements/csv?${query}`);
      const inFile = csv.filter((row) => row['Document total'] !== '');
      expect(inFile.map((row) => centsIn(row.Amount ?? ''))).toEqual(amounts);
      expect(centsIn(csv.find(({ Kind }) => Kind === 'Closing balance')?.Balance ?? '')).toBe(balance);

      await openSection(payer, 'Statements');
      await payer.getByLabel('Statement of').selectOption({ label: mode });
      const from = new URLSearchParams(query).get('from');
      if (from) await payer.getByLabel('From', { exact: true }).fill(from);
      const foot = payer.locator('table.ledger tfoot');
      await expect
        .poll(async () => centsIn((await foot.textContent()) ?? ''), { timeout: 20_000 })
        .toBe(statement.closingCents);
      await expect
        .poll(async () => (await payer.locator('table.ledger tbody tr').count()) >= statement.lines.length)
        .toBe(true);
      const shown = (await tableOf(payer, 'table.ledger tbody'))
        .filter((cells) => cells[3] !== '')
        .map((cells) => [centsIn(cells[3] ?? ''), centsIn(cells[4] ?? '')]);
      expect(shown).toEqual(statement.lines.map((line) => [line.amountCents, line.balanceCents]));
    },
  );

  it('R5 of a BPAY: what was asked, received, allocated and printed', async () => {
    const payment = await call<Payment>(payer, `/v1/payments/${story.bpayPaymentId}`);
    expect(payment).toMatchObject({ status: 'succeeded', amountCents: 7_777, unallocatedCents: 0 });
    const rows = await pdf(`/v1/receipts/${payment.receipt?.id}/pdf`);
    expect(besides(rows, 'Amount received')).toBe('$77.77');
    const statement = await call<Statement>(payer, '/v1/statements?mode=activity');
    const line = statement.lines.find(({ paymentId }) => paymentId === payment.id);
    expect(line).toMatchObject({ amountCents: -7_777, reference: payment.receipt?.number });
    const invoice = await call<Invoice>(payer, `/v1/invoices/${story.invoiceId}`);
    const moved = invoice.history.filter(({ kind }) => /allocated|reversed/.test(kind));
    expect(moved.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0)).toBe(invoice.allocatedCents);
  });

  it.each(['zh-Hans', 'ar'])('E31 in %s the same figures stand in the same places', async (locale) => {
    const aging = await call<Aging>(payer, '/v1/receivables/aging');
    const context = await newContext(world.browser);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await signIn(page, world.demo.portal, finance);
    await page.evaluate(
      (value) => localStorage.setItem('foyer.portal.preferences', value),
      JSON.stringify({ theme: 'light', locale }),
    );
    await strip(page, aging);
    const invoice = await call<Invoice>(page, `/v1/invoices/${story.invoiceId}`);
    await page.goto(`${world.demo.portal}/invoices/${invoice.id}`);
    await page.locator('dl.totals').waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale);
    expect(Object.values(await labelled(page, 'dl.totals > div')).map(centsIn)).toEqual([
      invoice.netCents,
      invoice.gstCents,
      invoice.totalCents,
      -invoice.allocatedCents,
      invoice.balanceCents,
    ]);
    await context.close();
  });
});

/** The first screen says what the API says: the sums above, an age in each bar. */
async function strip(page: Page, aging: Aging): Promise<void> {
  await page.goto(`${world.demo.portal}/invoices`);
  const segments = page.locator('foyer-ui-segments button .figure');
  await segments.first().waitFor();
  const bars = await segments.allInnerTexts();
  expect(bars.map(centsIn)).toEqual(aging.buckets.map((bucket) => bucket.amountCents));
  const sums = Object.values(await labelled(page, 'dl.owed > div')).map(centsIn);
  expect(sums).toEqual([
    aging.totalCents,
    aging.overdueCents,
    ...[aging.pendingCents, aging.unallocatedCents].filter((cents) => cents !== 0),
  ]);
}

/** Zero where a statement has no opening balance. */
function printedOpening(rows: readonly Row[]): number {
  const row = rows.find(({ words }) => words[0]?.text.startsWith('Balance before'));
  return row ? centsIn(row.words.at(-1)?.text ?? '') : 0;
}

async function openSection(page: Page, name: 'Credits' | 'Statements'): Promise<void> {
  await page.goto(`${world.demo.portal}/invoices`);
  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await page.getByRole('tab', { name }).click();
}
