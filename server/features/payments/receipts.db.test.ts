import { PDFDocument } from 'pdf-lib';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '../../ports/context.ts';
import { type Mail, MailRefused } from '../../ports/mailer.ts';
import { getReceipt, getReceiptPdf } from './get-receipt.ts';
import { payInvoices } from './pay-invoices.ts';
import { paymentRequest, receipt as receiptSchema } from './payments.contract.ts';
import { fingerprint } from './receipt.model.ts';
import { findReceipt } from './receipts.repository.ts';
import { sendReceipt } from './send-receipt.ts';
import { settlePayment } from './settle-payment.ts';
import { createFakeGateway, type FakeGateway } from './testing/fake-gateway.ts';
import { createWorld, silent, type World } from './testing/world.ts';

let world: World<FakeGateway>;
let ctx: Ctx;
const sent: Mail[] = [];
let trouble: Error | null = null;
const mailer = {
  send: async (mail: Mail) => {
    if (trouble) throw trouble;
    sent.push(mail);
  },
};

beforeAll(async () => {
  world = await createWorld(createFakeGateway(), { mailer });
  ctx = await world.user();
});
afterAll(() => world.close());

async function paid() {
  const [whole, part] = [await world.invoice(), await world.invoice({ totalCents: 22_000 })];
  const request = paymentRequest.parse({
    lines: [
      { invoiceId: whole, amountCents: 11_000 },
      { invoiceId: part, amountCents: 5_500 },
    ],
    expectedTotalCents: 16_500,
    rail: 'card' as const,
    clientReference: 'PO <7741> & Co',
    receiptEmail: 'finance@client.example',
  });
  const { id } = await payInvoices({ ctx, deps: world.deps, input: { id: uuidv7(), request } });
  const ref = [...world.gateway.payments.values()].find((row) => row.paymentId === id)?.vendorRef ?? '';
  world.gateway.succeed(ref);
  const payment = await settlePayment({ ctx, deps: world.deps, input: { id } });
  return { payment, receiptId: payment.receipt?.id ?? '', whole, part };
}
const send = (paymentId: string) =>
  sendReceipt({
    deps: world.deps,
    log: silent,
    clientId: world.clients.a,
    paymentId,
    traceId: 'b'.repeat(32),
  });

describe('receipt', () => {
  it('E17 holds the allocation table, the trace, and a code that can be computed again', async () => {
    const { payment, receiptId, part } = await paid();
    const receipt = await getReceipt({ ctx, deps: world.deps, input: { id: receiptId } });
    expect(receiptSchema.strict().parse(receipt)).toEqual(receipt);
    expect(receipt).toMatchObject({
      paymentId: payment.id,
      amountCents: 16_500,
      unallocatedCents: 0,
      sentTo: 'finance@client.example',
      traceId: ctx.scope.traceId,
    });
    expect(receipt.lines.find((line) => line.invoiceId === part)).toMatchObject({
      totalCents: 22_000,
      gstCents: 2_000,
      allocatedCents: 5_500,
      balanceAfterCents: 16_500,
    });
    const row = await world.db.read(ctx.scope, (tx) => findReceipt(tx, world.clients.a, receiptId));
    expect(row && fingerprint(row.content)).toBe(receipt.sha256);
  });

  it('prints as a PDF of one page', async () => {
    const { receiptId } = await paid();
    const { filename, bytes } = await getReceiptPdf({ ctx, deps: world.deps, input: { id: receiptId } });
    expect(filename).toMatch(/^R-\d+\.pdf$/);
    const document = await PDFDocument.load(bytes);
    expect(document.getPageCount()).toBe(1);
    expect(document.getTitle()).toMatch(/^Receipt R-/);
  });

  it('S40 is not there for another client', async () => {
    const { receiptId } = await paid();
    const stranger = await world.user({ clientId: world.clients.b });
    await expect(
      getReceipt({ ctx: stranger, deps: world.deps, input: { id: receiptId } }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      getReceiptPdf({ ctx: stranger, deps: world.deps, input: { id: receiptId } }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('I4 is mailed once with the PDF, and a second run sends nothing', async () => {
    const { payment, receiptId } = await paid();
    const before = sent.length;
    await send(payment.id);
    await send(payment.id);
    expect(sent).toHaveLength(before + 1);
    const mail = sent.at(-1);
    expect(mail).toMatchObject({
      to: 'finance@client.example',
      messageId: `<receipt-${receiptId}@portal.example>`,
    });
    expect(mail?.attachments?.[0]).toMatchObject({ contentType: 'application/pdf' });
    expect(mail?.html).toContain('PO &lt;7741&gt; &amp; Co');
    for (const figure of ['$165.00', '$110.00', '$55.00', '$15.00']) {
      expect(mail?.text).toContain(figure);
      expect(mail?.html).toContain(figure);
    }
    const [row] = await world.sql`select sent_at is not null as sent from receipt where id = ${receiptId}`;
    expect(row).toEqual({ sent: true });
  });

  it('F29 tries again after trouble with the same message id, and gives up when the address refuses', async () => {
    const { payment, receiptId } = await paid();
    trouble = new Error('451 try later');
    await expect(send(payment.id)).rejects.toThrow('451');
    trouble = new MailRefused('550 no such user');
    await send(payment.id);
    trouble = null;
    const actions = await world.sql`select action from audit_log where subject_id = ${receiptId}`;
    expect(actions.map((row) => row.action)).toEqual(['receipt.mail_refused']);
  });
});
