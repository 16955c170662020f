import type { Tx } from '../../db/db.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { clientIdOf, sideOf } from './asker-side.ts';
import type { Dispute, Evidence } from './disputes.contract.ts';
import { notFound } from './disputes.errors.ts';
import { actionsOf, outcomeOf } from './disputes.model.ts';
import { type DisputeRow, findDispute, readHistory, readMessages } from './disputes.repository.ts';
import { type EvidenceRow, readEvidence } from './evidence.repository.ts';
import { toDisputeSummary } from './list-disputes.ts';
import { readClocks } from './read-clock.ts';

type Args = { ctx: Ctx; deps: Pick<Deps, 'db' | 'clock' | 'supplier'>; input: { id: string } };

/** A dispute with its thread, its files, its history, and what the asker may do now. */
export const showDispute = ({ ctx, deps, input }: Args): Promise<Dispute> =>
  deps.db.read(ctx.scope, (tx) => readDispute({ tx, ctx, deps, input }));

export async function readDispute({ tx, ctx, deps, input }: Args & { tx: Tx }): Promise<Dispute> {
  const clientId = clientIdOf(ctx.scope);
  const now = deps.clock.now();
  const row = await findDispute(tx, clientId, input.id);
  if (!row) throw notFound();
  const [clocks, history, messages, files] = await Promise.all([
    readClocks(tx, [row], { now, timeZone: deps.supplier.timeZone }),
    readHistory(tx, clientId, input.id),
    readMessages(tx, clientId, input.id),
    readEvidence(tx, clientId, input.id),
  ]);
  const filesOf = (messageId: string | null): Evidence[] =>
    files.filter((file) => file.messageId === messageId).map(toEvidence);
  return {
    ...toDisputeSummary(row, clocks.get(row.id)),
    description: row.description,
    evidence: filesOf(null),
    messages: messages.map(({ id, at, side, actorName, text }) => ({
      id,
      at: at.toISOString(),
      side,
      by: actorName,
      text,
      evidence: filesOf(id),
    })),
    proposal: proposalOf(row),
    settlementReason: row.settlementReason,
    history: history.map(({ at, from, to, side, actorName }) => ({
      at: at.toISOString(),
      from,
      to,
      side,
      by: actorName,
    })),
    actions: actionsOf(row.status, sideOf(ctx.scope)),
    asOf: now.toISOString(),
  };
}

export const toEvidence = ({ messageId: _, ...file }: EvidenceRow): Evidence => ({
  ...file,
  uploadedAt: file.uploadedAt.toISOString(),
});

const proposalOf = (row: DisputeRow): Dispute['proposal'] =>
  row.proposedCents === null || row.proposedAt === null
    ? null
    : {
        settledCents: row.proposedCents,
        outcome: outcomeOf(row.proposedCents, row.amountCents),
        reason: row.proposedReason ?? '',
        at: row.proposedAt.toISOString(),
        by: row.proposedByName ?? '',
      };
