import { audit } from '../../db/audit.ts';
import type { Tx } from '../../db/db.ts';
import { publish } from '../../db/publish.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Jobs } from '../../ports/queue.ts';
import { clientIdOf } from './asker-side.ts';

type News = {
  action: string;
  dispute: { id: string; invoiceId: string; siteIds: readonly string[] };
  detail?: Record<string, string | number | null>;
  /** Who is written to, and of what; nobody when absent. */
  mail?: Pick<Jobs['send-dispute-mail'], 'kind' | 'to'>;
  creditNoteId?: string | null;
};

/** Last in a transaction: what was done is audited, whom it concerns is written to, and those who watch hear of it. */
export async function announceDispute(
  { tx, scope, deps }: { tx: Tx; scope: Scope; deps: Pick<Deps, 'queue' | 'ids'> },
  { action, dispute, detail, mail, creditNoteId }: News,
): Promise<void> {
  if (mail)
    await deps.queue.enqueue(tx, 'send-dispute-mail', {
      clientId: clientIdOf(scope),
      disputeId: dispute.id,
      mailId: deps.ids.next(),
      ...mail,
      traceId: scope.traceId,
    });
  await audit(tx, scope, {
    action,
    subjectType: 'dispute',
    subjectId: dispute.id,
    detail: { invoiceId: dispute.invoiceId, ...detail },
  });
  const common = { capability: 'invoices:read', siteIds: dispute.siteIds };
  if (creditNoteId)
    await publish(tx, scope, {
      topic: 'credit_note.changed',
      subjectType: 'credit_note',
      subjectId: creditNoteId,
      ...common,
    });
  await publish(tx, scope, {
    topic: 'invoice.changed',
    subjectType: 'invoice',
    subjectId: dispute.invoiceId,
    ...common,
  });
  await publish(tx, scope, {
    topic: 'dispute.changed',
    subjectType: 'dispute',
    subjectId: dispute.id,
    ...common,
  });
}
