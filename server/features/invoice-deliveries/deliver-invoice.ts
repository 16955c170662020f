import { audit } from '../../db/audit.ts';
import type { Ctx } from '../../ports/context.ts';
import { MailRefused } from '../../ports/mailer.ts';
import { printInvoice, showInvoice } from '../invoices/index.ts';
import type { DeliveryDeps } from './deliver-invoices.ts';
import { insertDelivery } from './deliveries.repository.ts';
import { writeInvoiceMail } from './invoice-mail.ts';
import { type Member, recipientsOf } from './recipients.model.ts';

type Args = { ctx: Ctx; deps: DeliveryDeps; input: { id: string; members: readonly Member[] } };

/**
 * Mails one invoice to each who pays it. A crash between sending and noting it sends once more with the same message
 * ids, which mail programs show as one. An address that refuses is left out; anything else throws and is tried again.
 * @returns whether somebody was told
 */
export async function deliverInvoice({ ctx, deps, input }: Args): Promise<boolean> {
  const { scope, log } = ctx;
  const invoice = await showInvoice({ ctx, deps, input });
  const recipients = recipientsOf(
    input.members,
    invoice.sites.map(({ id }) => id),
  );
  let told = 0;
  if (recipients.length > 0) {
    const mail = await writeInvoiceMail({ invoice, supplier: deps.supplier, origin: deps.origin });
    const { name, bytes } = await printInvoice({ ctx, deps, input });
    const attachments = [{ filename: name, content: bytes, contentType: 'application/pdf' }];
    for (const { userId, email } of recipients) {
      const messageId = `<invoice-${invoice.id}-${userId}@${new URL(deps.origin).hostname}>`;
      try {
        await deps.mailer.send({ ...mail, to: email, messageId, attachments });
        told += 1;
      } catch (error) {
        if (!(error instanceof MailRefused)) throw error;
        log.warn({ invoiceId: invoice.id, userId, err: error }, 'the invoice was refused by the mail server');
      }
    }
  }
  await deps.db.write(scope, async (tx) => {
    const row = { invoiceId: invoice.id, at: deps.clock.now(), recipients: told };
    if (!(await insertDelivery(tx, scope.clientId ?? '', row))) return;
    await audit(tx, scope, {
      action: 'invoice.delivered',
      subjectType: 'invoice',
      subjectId: invoice.id,
      detail: { recipients: told },
    });
  });
  return told > 0;
}
