import type { Logger } from 'pino';
import { audit } from '../../db/audit.ts';
import { houseScope } from '../../db/scope.ts';
import { type DisputeMail, writeDisputeMail } from '../../email/dispute-mail.ts';
import { messagesOf } from '../../email/messages.ts';
import { abnText, momentText, moneyText } from '../../pdf/words.ts';
import type { Deps } from '../../ports/deps.ts';
import { MailRefused } from '../../ports/mailer.ts';
import type { Jobs } from '../../ports/queue.ts';
import { findAddress, findClientName } from './addresses.repository.ts';
import { type DisputeRow, findDispute } from './disputes.repository.ts';
import { readClocks } from './read-clock.ts';
import type { Clock } from './sla.model.ts';

type Work = {
  deps: Pick<Deps, 'db' | 'identityDb' | 'clock' | 'mailer' | 'supplier' | 'origin'>;
  log: Logger;
  payload: Jobs['send-dispute-mail'];
};

/** Writes to the contractor's accounts address, or to the person who raised the dispute. Sent twice it shows once. */
export async function sendDisputeMail({ deps, log, payload }: Work): Promise<void> {
  const { clientId, disputeId, traceId } = payload;
  const scope = houseScope('send-dispute-mail', traceId, clientId);
  const found = await deps.db.read(scope, async (tx) => {
    const dispute = await findDispute(tx, clientId, disputeId);
    if (!dispute) return null;
    const time = { now: deps.clock.now(), timeZone: deps.supplier.timeZone };
    const clocks = await readClocks(tx, [dispute], time);
    return { dispute, clock: clocks.get(disputeId), clientName: await findClientName(tx, clientId) };
  });
  if (!found) return;
  const to =
    payload.to === 'contractor'
      ? deps.supplier.email
      : await findAddress(deps.identityDb, scope, found.dispute.raisedBy);
  if (!to) return;
  const { supplier } = deps;
  const mail = await writeDisputeMail({
    kind: payload.kind,
    number: found.dispute.number,
    supplierName: supplier.legalName,
    supplierLine: `ABN ${abnText(supplier.abn)} · ${supplier.phone} · ${supplier.email}`,
    clientName: found.clientName,
    facts: factsOf(found.dispute, found.clock, supplier.timeZone),
    url: `${deps.origin}/invoices/${found.dispute.invoiceId}`,
  });
  const messageId = `<dispute-${payload.mailId}@${new URL(deps.origin).hostname}>`;
  const subject = { subjectType: 'dispute', subjectId: disputeId };
  try {
    await deps.mailer.send({ to, ...mail, messageId });
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    log.warn({ disputeId, err: error }, 'a mail about a dispute was refused by the mail server');
    await deps.db.write(scope, (tx) => audit(tx, scope, { action: 'dispute.mail_refused', ...subject }));
  }
}

function factsOf(dispute: DisputeRow, clock: Clock | undefined, timeZone: string): DisputeMail['facts'] {
  const words = messagesOf('en-AU');
  const facts: [string, string | null][] = [
    [words.invoice, dispute.invoiceNumber],
    [words.disputedLine, `${dispute.lineNo}: ${dispute.lineDescription}`],
    [words.disputedAmount, moneyText(dispute.amountCents)],
    [
      words.proposedCredit,
      dispute.status === 'proposed' && dispute.proposedCents !== null
        ? moneyText(dispute.proposedCents)
        : null,
    ],
    [words.settledCredit, settledText(dispute, words.notCredited)],
    [words.creditNote, dispute.creditNote?.number ?? null],
    [words.settlementReason, dispute.settlementReason],
    [words.answerDue, clock?.respondBy ? momentText(clock.respondBy, timeZone) : null],
    [words.settlementDue, clock?.resolveBy ? momentText(clock.resolveBy, timeZone) : null],
  ];
  return facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

function settledText({ outcome, settledCents }: DisputeRow, rejected: string): string | null {
  if (outcome === null || outcome === 'withdrawn') return null;
  return settledCents ? moneyText(settledCents) : rejected;
}
