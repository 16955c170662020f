import type { Logger } from 'pino';
import { audit } from '../../db/audit.ts';
import type { Scope } from '../../db/scope.ts';
import { writeNoticeMail } from '../../email/notice-mail.ts';
import type { Deps } from '../../ports/deps.ts';
import { MailRefused } from '../../ports/mailer.ts';
import { money } from '../payments/index.ts';
import { addDays, mostTries, payDay } from './autopay.model.ts';
import { type DueInvoice, findRule, insertRun, listDue, type RuleRow } from './autopay.repository.ts';

type Work = {
  deps: Pick<Deps, 'db' | 'clock' | 'mailer' | 'supplier' | 'origin'>;
  log: Logger;
  /** The house's, with the client. */
  scope: Scope;
  today: string;
};

/**
 * Says the day before what will be paid. An invoice that is not announced is not paid: the mail goes out before the rows are
 * written, with a message id of its day, so a crash in between tells it once more and pays nothing untold.
 * @returns how many invoices will be paid tomorrow
 */
export async function announceAutopay({ deps, log, scope, today }: Work): Promise<number> {
  const clientId = scope.clientId ?? '';
  const tomorrow = addDays(today, 1);
  const found = await deps.db.read(scope, async (tx) => {
    const rule = await findRule(tx, clientId);
    if (!rule?.enabled) return null;
    const dueBy = addDays(tomorrow, rule.daysBeforeDue);
    return { rule, due: await listDue(tx, clientId, rule, { dueBy, today, mostTries }) };
  });
  if (!found) return 0;
  const { rule } = found;
  const due = found.due.filter(({ dueOn }) => payDay(dueOn, rule.daysBeforeDue, today) === tomorrow);
  if (due.length === 0) return 0;
  await tell({ deps, log, clientId }, rule, due, tomorrow);
  await deps.db.write(scope, async (tx) => {
    const at = deps.clock.now();
    for (const { id, balanceCents } of due)
      await insertRun(tx, clientId, { invoiceId: id, payOn: tomorrow, amountCents: balanceCents, at });
    await audit(tx, scope, {
      action: 'autopay.announced',
      subjectType: 'autopay_rule',
      subjectId: clientId,
      detail: { payOn: tomorrow, invoices: due.map(({ id }) => id) },
    });
  });
  return due.length;
}

async function tell(
  { deps, log, clientId }: Pick<Work, 'deps' | 'log'> & { clientId: string },
  rule: RuleRow,
  due: readonly DueInvoice[],
  payOn: string,
): Promise<void> {
  if (!rule.noticeEmail) return;
  const total = due.reduce((sum, { balanceCents }) => sum + balanceCents, 0);
  const mail = await writeNoticeMail({
    subject: `Autopay pays ${money(total)} on ${day(payOn)}`,
    heading: `Autopay pays ${due.length === 1 ? 'an invoice' : `${due.length} invoices`} tomorrow`,
    paragraphs: [
      `By the rule that ${rule.setByName} set, these are paid on ${day(payOn)}. To stop one, dispute it or switch autopay off before then.`,
    ],
    facts: [
      ...due.map(({ number, balanceCents }) => [`Invoice ${number}`, money(balanceCents)] as const),
      ['Total', money(total)],
    ],
    supplierName: deps.supplier.legalName,
    supplierLine: `${deps.supplier.phone} · ${deps.supplier.email}`,
    portalUrl: deps.origin,
  });
  const messageId = `<autopay-${clientId}-${payOn}@${new URL(deps.origin).hostname}>`;
  try {
    await deps.mailer.send({ ...mail, to: rule.noticeEmail, messageId });
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    log.warn({ err: error }, 'the notice was refused by the mail server');
  }
}

const day = (date: string): string =>
  new Intl.DateTimeFormat('en-AU', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(date));
