import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { lockInvoiceToCredit } from '../credit-notes/index.ts';
import { announceDispute } from './announce-dispute.ts';
import { clientIdOf } from './asker-side.ts';
import type { Dispute, DisputeRequest } from './disputes.contract.ts';
import { amountTooHigh, notDisputable, notFound } from './disputes.errors.ts';
import { roomOf } from './disputes.model.ts';
import { findDispute, findLine, insertDispute, insertEvent, readTaken } from './disputes.repository.ts';
import { attachEvidence } from './evidence.repository.ts';
import { readDispute } from './show-dispute.ts';

type Args = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'supplier'>;
  /** `id` is the same for every repeat of the request. */
  input: { id: string; request: DisputeRequest };
};

/** A client's person disputes part or all of what a line of an invoice came to. */
export async function raiseDispute({ ctx, deps, input: { id, request } }: Args): Promise<Dispute> {
  const { scope } = ctx;
  const clientId = clientIdOf(scope);
  const { invoiceId, lineNo } = request.subject;
  return deps.db.write(scope, async (tx) => {
    const invoice = await lockInvoiceToCredit(tx, clientId, invoiceId);
    const line = invoice && (await findLine(tx, clientId, invoiceId, lineNo));
    if (!invoice || !line) throw notFound();
    if (await findDispute(tx, clientId, id)) return readDispute({ tx, ctx, deps, input: { id } });
    if (invoice.standing !== 'issued') throw notDisputable();
    const taken = await readTaken(tx, clientId, { invoiceId, lineNo, exceptId: id });
    const room = roomOf(line.totalCents, taken.openCents + taken.settledCents);
    const elsewhere = line.remainderLineNo === lineNo ? null : line.remainderLineNo;
    if (request.amountCents > room) throw amountTooHigh('amountCents', room, elsewhere);
    const now = deps.clock.now();
    await insertDispute(tx, clientId, {
      id,
      invoiceId,
      lineNo,
      line,
      reasonCode: request.reasonCode,
      amountCents: request.amountCents,
      description: request.description,
      raisedBy: scope.actor.id,
      raisedByName: scope.actor.name,
      raisedAt: now,
    });
    await insertEvent(tx, clientId, {
      disputeId: id,
      at: now,
      from: null,
      to: 'raised',
      side: 'client',
      actorId: scope.actor.id,
      actorName: scope.actor.name,
    });
    const files = [...new Set(request.evidenceIds)];
    const to = { disputeId: id, messageId: null, actorId: scope.actor.id };
    if ((await attachEvidence(tx, clientId, files, to)) !== files.length) throw notFound();
    const answer = await readDispute({ tx, ctx, deps, input: { id } });
    await announceDispute(
      { tx, scope, deps },
      {
        action: 'dispute.raised',
        dispute: { id, invoiceId, siteIds: invoice.siteIds },
        detail: { lineNo, amountCents: request.amountCents, reasonCode: request.reasonCode },
        mail: { kind: 'raised', to: 'contractor' },
      },
    );
    return answer;
  });
}
