import type { Logger } from 'pino';
import { audit } from '../../db/audit.ts';
import { houseScope } from '../../db/scope.ts';
import { writeNoticeMail } from '../../email/notice-mail.ts';
import type { Deps } from '../../ports/deps.ts';
import { MailRefused } from '../../ports/mailer.ts';
import { type Notice, wordsOf } from './notice.model.ts';
import { findPayment, listInvoiceNumbers } from './payments.repository.ts';
import { abn, money, railName } from './receipt-words.ts';

type Work = {
  deps: Pick<Deps, 'db' | 'mailer' | 'supplier' | 'origin'>;
  log: Logger;
  clientId: string;
  paymentId: string;
  notice: Notice;
  traceId: string;
};

/**
 * Mails what became of a payment that takes its time. A crash between sending and noting it sends once more with the same
 * message id. An initiation that was overtaken meanwhile is not told any more: the receipt says it better.
 */
export async function sendNotice({ deps, log, clientId, paymentId, notice, traceId }: Work): Promise<void> {
  const scope = houseScope('send-notice', traceId, clientId);
  const { payment, numbers } = await deps.db.read(scope, async (tx) => ({
    payment: await findPayment(tx, clientId, paymentId),
    numbers: await listInvoiceNumbers(tx, clientId, paymentId),
  }));
  if (!payment?.receiptEmail) return;
  if (notice === 'initiated' && payment.status !== 'processing') return;
  const { supplier, origin } = deps;
  const amount = money(payment.amountCents);
  const mail = await writeNoticeMail({
    ...wordsOf(notice, { amount, rail: payment.rail, failure: payment.failure }),
    facts: [
      ['Amount', amount],
      ['Method', railName(payment.rail)],
      ['Invoices', numbers.join(', ')],
      ...(payment.clientReference ? [['Your reference', payment.clientReference] as const] : []),
    ],
    supplierName: supplier.legalName,
    supplierLine: `ABN ${abn(supplier.abn)} · ${supplier.phone} · ${supplier.email}`,
    portalUrl: origin,
  });
  const messageId = `<payment-${paymentId}-${notice}@${new URL(origin).hostname}>`;
  const subject = { subjectType: 'payment', subjectId: paymentId, detail: { notice } };
  try {
    await deps.mailer.send({ ...mail, to: payment.receiptEmail, messageId });
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    log.warn({ paymentId, err: error }, 'the notice was refused by the mail server');
    await deps.db.write(scope, (tx) => audit(tx, scope, { action: 'payment.notice_refused', ...subject }));
    return;
  }
  await deps.db.write(scope, (tx) => audit(tx, scope, { action: 'payment.notice_sent', ...subject }));
}
