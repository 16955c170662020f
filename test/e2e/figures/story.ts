import type { Page } from 'playwright-core';
import type { CreditNote } from '../../../server/features/credit-notes/credit-notes.contract.ts';
import type { Invoice, InvoiceSummary } from '../../../server/features/invoices/invoices.contract.ts';
import type { AvailableCredits, Payment } from '../../../server/features/payments/payments.contract.ts';
import { SandboxBank } from '../console/bank-of-sandbox.ts';
import { call, chooseClient } from '../console/operator.ts';
import type { Demonstration } from '../demonstration.ts';
import { enterCard, paid } from '../paying/payer.ts';

export type Story = {
  /** Paid in part by card, credit and BPAY. */
  invoiceId: string;
  cardPaymentId: string;
  bpayPaymentId: string;
  creditNoteId: string;
  disputedInvoiceId: string;
  /** What the confirmation showed before the card was charged, line by line. */
  confirmed: string[][];
  /** What the receipt on the screen showed after it. */
  received: string[][];
};

type Dispute = { id: string; version: number; creditNote: { id: string } | null };
type Cast = { demo: Demonstration; payer: Page; ops: Page };

/**
 * A month of an account: a line is disputed and credited, one more is disputed and stays so, a basket pays one invoice
 * in part by card with the credit used first, and a part of its rest comes by BPAY.
 */
export async function playStory({ demo, payer, ops }: Cast): Promise<Story> {
  const { items } = await call<{ items: InvoiceSummary[] }>(payer, '/v1/invoices?limit=100&sort=-balance');
  const settled = items.find(({ balanceCents, status }) => balanceCents === 0 && status === 'paid');
  const [first, , third] = items.filter(
    ({ payableCents, balanceCents, pendingCents }) =>
      payableCents === balanceCents && balanceCents > 60_000 && pendingCents === 0,
  );
  const paidBefore =
    settled ?? (await call<{ items: InvoiceSummary[] }>(payer, '/v1/invoices?status=paid')).items[0];
  if (!paidBefore || !first || !third) throw new Error('The demonstration has too few invoices.');

  await chooseClient(ops, /Harbourview/);
  const creditNoteId = await creditLine({ payer, ops }, paidBefore.id, 12_345);
  await disputeLine(payer, third.id, 4_321);

  const { cardPaymentId, confirmed, received } = await payByCard({ demo, payer }, first);
  // Credited on what is paid already: it stays on the account.
  await creditLine({ payer, ops }, paidBefore.id, 1_111);
  const bpayPaymentId = await payByBpay({ demo, payer, ops }, first.id, 7_777);
  return {
    invoiceId: first.id,
    cardPaymentId,
    bpayPaymentId,
    creditNoteId,
    disputedInvoiceId: third.id,
    confirmed,
    received,
  };
}

async function disputeLine(payer: Page, invoiceId: string, amountCents: number): Promise<Dispute> {
  const invoice = await call<Invoice>(payer, `/v1/invoices/${invoiceId}`);
  const line = invoice.lines.find(({ netCents, gstCents }) => netCents + gstCents >= amountCents);
  if (!line) throw new Error(`No line of ${invoice.number} comes to ${amountCents}.`);
  return call<Dispute>(payer, '/v1/disputes', {
    json: {
      subject: { type: 'invoice_line', invoiceId, lineNo: line.lineNo },
      reasonCode: 'poor_quality',
      amountCents,
      description: 'The lobby was missed.',
    },
  });
}

/** The contractor offers the whole of it, and the client agrees. @returns the credit note's id */
async function creditLine(
  { payer, ops }: Pick<Cast, 'payer' | 'ops'>,
  invoiceId: string,
  amountCents: number,
): Promise<string> {
  let dispute = await disputeLine(payer, invoiceId, amountCents);
  const step = async (page: Page, name: string, more: object = {}) => {
    const path = `/v1/disputes/${dispute.id}/${name}`;
    dispute = await call<Dispute>(page, path, { json: { version: dispute.version, ...more } });
  };
  await step(ops, 'acknowledge');
  await step(ops, 'review');
  await step(ops, 'propose', { settledCents: amountCents, reason: 'It was missed.' });
  await step(payer, 'agree');
  if (!dispute.creditNote) throw new Error('No credit note came of it.');
  const note = await call<CreditNote>(payer, `/v1/credit-notes/${dispute.creditNote.id}`);
  return note.id;
}

/** By the screen: a part of the invoice, what credit there is first, the rest by card. */
async function payByCard(
  { demo, payer }: Pick<Cast, 'demo' | 'payer'>,
  invoice: InvoiceSummary,
): Promise<Pick<Story, 'cardPaymentId' | 'confirmed' | 'received'>> {
  const { totalCents } = await call<AvailableCredits>(payer, '/v1/credits');
  if (totalCents === 0) throw new Error('There is no credit to use.');
  await payer.goto(`${demo.portal}/invoices/${invoice.id}`);
  await payer.getByRole('button', { name: 'Pay this invoice' }).click();
  await payer.getByRole('group', { name: 'How to pay' }).waitFor();
  await payer
    .getByRole('textbox', { name: /^Amount for/ })
    .first()
    .fill('234.56');
  await payer.getByRole('radio', { name: /^Card/ }).check();
  await payer.getByRole('button', { name: 'Continue' }).click();
  await payer.getByRole('button', { name: /^Pay \$/ }).waitFor();
  const confirmed = await tableOf(payer, 'table.allocation');
  await payer.getByRole('button', { name: /^Pay \$/ }).click();
  await enterCard(payer, '4242424242424242');
  await paid(payer);
  // The balances come with the receipt.
  await payer.locator('foyer-ui-receipt table.allocation').filter({ hasNotText: '—' }).waitFor();
  const received = await tableOf(payer, 'table.allocation');
  const { items } = await call<{ items: Payment[] }>(payer, '/v1/payments?limit=1');
  return { cardPaymentId: items[0]?.id ?? '', confirmed, received };
}

async function payByBpay(
  { demo, payer, ops }: Cast,
  invoiceId: string,
  amountCents: number,
): Promise<string> {
  const json = { lines: [{ invoiceId, amountCents }], expectedTotalCents: amountCents, rail: 'bpay' };
  const { id, transfer } = await call<Payment>(payer, '/v1/payments', { json });
  if (transfer?.kind !== 'bpay') throw new Error('No BPAY reference came.');
  const bank = new SandboxBank(demo);
  await bank.pay({ ...transfer, payerName: 'HARBOURVIEW' });
  const { buffer } = await bank.statement();
  await importStatement(ops, buffer.toString());
  return id;
}

const importStatement = (ops: Page, text: string): Promise<void> =>
  ops.evaluate(async (body) => {
    const headers = {
      'content-type': 'text/xml',
      'foyer-client': 'e2e',
      'idempotency-key': crypto.randomUUID(),
    };
    const answer = await fetch('/v1/bank-statements', { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(await answer.text());
  }, text);

/** What a table on the screen says, row by row and cell by cell. */
export const tableOf = (page: Page, selector: string): Promise<string[][]> =>
  page
    .locator(`${selector} tr`)
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => (cell.textContent ?? '').trim())),
    );
