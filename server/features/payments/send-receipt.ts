import type { Logger } from 'pino';
import { audit } from '../../db/audit.ts';
import { houseScope } from '../../db/scope.ts';
import { writeReceiptMail } from '../../email/receipt-mail.ts';
import type { Deps } from '../../ports/deps.ts';
import { MailRefused } from '../../ports/mailer.ts';
import { sumsOf } from './receipt.model.ts';
import { abn, moment, money, railName } from './receipt-words.ts';
import { findReceiptOf, markReceiptSent, type ReceiptRow } from './receipts.repository.ts';

type Work = {
  deps: Pick<Deps, 'db' | 'clock' | 'mailer' | 'origin'>;
  log: Logger;
  clientId: string;
  paymentId: string;
  traceId: string;
};

/**
 * Mails a receipt. A crash between sending and noting it sends once more with the same message id, which mail programs
 * show as one. An address that refuses is noted and not tried again; anything else throws and is tried again.
 */
export async function sendReceipt({ deps, log, clientId, paymentId, traceId }: Work): Promise<void> {
  const scope = houseScope('send-receipt', traceId, clientId);
  const receipt = await deps.db.read(scope, (tx) => findReceiptOf(tx, clientId, paymentId));
  if (!receipt?.sentTo || receipt.sentAt) return;
  const subject = { subjectType: 'receipt', subjectId: receipt.id };
  try {
    await deps.mailer.send(await compose(deps, receipt, receipt.sentTo));
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    log.warn({ receiptId: receipt.id, err: error }, 'the receipt was refused by the mail server');
    await deps.db.write(scope, (tx) => audit(tx, scope, { action: 'receipt.mail_refused', ...subject }));
    return;
  }
  await deps.db.write(scope, async (tx) => {
    await markReceiptSent(tx, clientId, receipt.id, deps.clock.now());
    await audit(tx, scope, { action: 'receipt.sent', ...subject });
  });
}

async function compose(deps: Pick<Deps, 'origin'>, { id, content, sha256 }: ReceiptRow, to: string) {
  const { drawReceipt } = await import('./draw-receipt.ts');
  const sums = sumsOf(content);
  const { subject, html, text } = await writeReceiptMail({
    number: content.number,
    supplierName: content.supplier.legalName,
    supplierLine: `ABN ${abn(content.supplier.abn)} · ${content.supplier.phone} · ${content.supplier.email}`,
    clientName: content.client.legalName,
    receivedAt: moment(content.issuedAt, content.supplier.timeZone),
    method: railName(content.rail),
    clientReference: content.clientReference,
    amount: money(content.amountCents),
    gst: money(sums.gstCents),
    isByCredits: content.rail === 'credit',
    credits: sums.creditCents > 0 ? money(sums.creditCents) : null,
    surcharge: content.surchargeCents ? money(content.surchargeCents) : null,
    credit: content.unallocatedCents > 0 ? money(content.unallocatedCents) : null,
    lines: content.lines.map((line) => ({
      invoiceNumber: line.invoiceNumber,
      total: money(line.totalCents),
      credit: line.creditCents ? money(line.creditCents) : null,
      paid: money(line.allocatedCents),
      balance: money(line.balanceAfterCents),
    })),
    sha256,
    traceId: content.traceId,
    portalUrl: deps.origin,
  });
  return {
    to,
    subject,
    html,
    text,
    messageId: `<receipt-${id}@${new URL(deps.origin).hostname}>`,
    attachments: [
      {
        filename: `${content.number}.pdf`,
        content: await drawReceipt(content, sha256),
        contentType: 'application/pdf',
      },
    ],
  };
}
