import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { announceDispute } from './announce-dispute.ts';
import { clientIdOf, sideOf } from './asker-side.ts';
import type { Dispute, DisputeMessageRequest } from './disputes.contract.ts';
import { forbidden, notFound, stepRefused } from './disputes.errors.ts';
import { isOpen, pathOf } from './disputes.model.ts';
import { insertEvent, insertMessage, moveDispute } from './disputes.repository.ts';
import { attachEvidence } from './evidence.repository.ts';
import { openForChange } from './open-dispute.ts';
import { readDispute } from './show-dispute.ts';

type Args = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'supplier'>;
  /** `messageId` is the same for every repeat of the request. */
  input: { id: string; messageId: string; request: DisputeMessageRequest };
};

/** Adds to the thread. What a client says while the contractor waits for it starts the clock again. */
export async function addMessage({ ctx, deps, input }: Args): Promise<Dispute> {
  const { scope } = ctx;
  const clientId = clientIdOf(scope);
  const side = sideOf(scope);
  if (side === null) throw forbidden();
  return deps.db.write(scope, async (tx) => {
    const { dispute, invoice } = await openForChange(tx, scope, { id: input.id, version: null });
    if (!isOpen(dispute.status)) throw stepRefused();
    const at = deps.clock.now();
    const actor = { side, actorId: scope.actor.id, actorName: scope.actor.name };
    const message = { id: input.messageId, disputeId: dispute.id, at, text: input.request.text, ...actor };
    if (!(await insertMessage(tx, clientId, message))) return readDispute({ tx, ctx, deps, input });
    const files = [...new Set(input.request.evidenceIds)];
    const to = { disputeId: dispute.id, messageId: message.id, actorId: scope.actor.id };
    if ((await attachEvidence(tx, clientId, files, to)) !== files.length) throw notFound();
    let from = dispute.status;
    for (const next of pathOf(dispute.status, 'answer', side) ?? []) {
      await insertEvent(tx, clientId, { disputeId: dispute.id, at, from, to: next, ...actor });
      await moveDispute(tx, clientId, dispute.id, next);
      from = next;
    }
    const answer = await readDispute({ tx, ctx, deps, input });
    await announceDispute(
      { tx, scope, deps },
      {
        action: 'dispute.message_added',
        dispute: { id: dispute.id, invoiceId: invoice.id, siteIds: invoice.siteIds },
        detail: { messageId: message.id, files: files.length },
        mail: { kind: 'message', to: side === 'client' ? 'contractor' : 'client' },
      },
    );
    return answer;
  });
}
