import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Jobs } from '../../ports/queue.ts';
import { announceDispute } from './announce-dispute.ts';
import { clientIdOf, sideOf } from './asker-side.ts';
import type { Dispute } from './disputes.contract.ts';
import { amountTooHigh, forbidden, stepRefused } from './disputes.errors.ts';
import { pathOf, type Step } from './disputes.model.ts';
import {
  type DisputeRow,
  endDispute,
  insertEvent,
  insertMessage,
  moveDispute,
  writeProposal,
} from './disputes.repository.ts';
import { openForChange } from './open-dispute.ts';
import { settleDispute } from './settle-dispute.ts';
import { readDispute } from './show-dispute.ts';

/** What each step brings along. */
export type StepInput =
  | { step: 'acknowledge' | 'review' | 'agree' | 'escalate' | 'mediate' | 'withdraw'; version: number }
  | { step: 'ask'; version: number; text: string }
  | { step: 'propose' | 'determine'; version: number; settledCents: number; reason: string };

type Args = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'supplier'>;
  input: { id: string } & StepInput;
};

const mails: Partial<Record<Step, Pick<Jobs['send-dispute-mail'], 'kind' | 'to'>>> = {
  ask: { kind: 'asked', to: 'client' },
  propose: { kind: 'answered', to: 'client' },
  mediate: { kind: 'answered', to: 'client' },
  agree: { kind: 'settled', to: 'client' },
  determine: { kind: 'settled', to: 'client' },
  escalate: { kind: 'escalated', to: 'contractor' },
  withdraw: { kind: 'withdrawn', to: 'contractor' },
};

/**
 * Moves a dispute on by one step of one side, as the asker saw it. The step that closes it has its effects in the same
 * transaction: the credit note, its use on the invoice, the event.
 */
export async function takeStep({ ctx, deps, input }: Args): Promise<Dispute> {
  const { scope } = ctx;
  const clientId = clientIdOf(scope);
  const side = sideOf(scope);
  if (side === null) throw forbidden();
  return deps.db.write(scope, async (tx) => {
    const { dispute, invoice } = await openForChange(tx, scope, input);
    const path = pathOf(dispute.status, input.step, side);
    if (path === null) throw stepRefused();
    const now = deps.clock.now();
    const actor = { side, actorId: scope.actor.id, actorName: scope.actor.name };
    if ('settledCents' in input && input.settledCents > dispute.amountCents)
      throw amountTooHigh('settledCents', dispute.amountCents);

    let from = dispute.status;
    for (const to of path) {
      await insertEvent(tx, clientId, { disputeId: dispute.id, at: now, from, to, ...actor });
      if (to !== 'closed' && to !== 'withdrawn') await moveDispute(tx, clientId, dispute.id, to);
      from = to;
    }
    if (input.step === 'ask')
      await insertMessage(tx, clientId, {
        id: deps.ids.next(),
        disputeId: dispute.id,
        at: now,
        text: input.text,
        ...actor,
      });
    if (input.step === 'propose')
      await writeProposal(tx, clientId, dispute.id, { ...input, byName: scope.actor.name, at: now });
    if (input.step === 'withdraw')
      await endDispute(tx, clientId, dispute.id, {
        status: 'withdrawn',
        outcome: 'withdrawn',
        settledCents: 0,
        reason: null,
        creditNoteId: null,
        at: now,
      });
    const decision = decisionOf(input, dispute);
    const credit = decision && (await settleDispute({ tx, scope, deps, dispute, invoice, decision }));
    const answer = await readDispute({ tx, ctx, deps, input });
    await announceDispute(
      { tx, scope, deps },
      {
        action: `dispute.${from}`,
        dispute: { id: dispute.id, invoiceId: invoice.id, siteIds: invoice.siteIds },
        detail: {
          step: input.step,
          settledCents: decision?.settledCents ?? null,
          creditNoteId: credit?.id ?? null,
        },
        creditNoteId: credit?.id ?? null,
        ...(mails[input.step] ? { mail: mails[input.step] } : {}),
      },
    );
    return answer;
  });
}

/** What a closing step decides; null for every other. */
function decisionOf(input: StepInput, dispute: DisputeRow): { settledCents: number; reason: string } | null {
  if (input.step === 'determine') return { settledCents: input.settledCents, reason: input.reason };
  if (input.step !== 'agree') return null;
  if (dispute.proposedCents === null) throw stepRefused();
  return { settledCents: dispute.proposedCents, reason: dispute.proposedReason ?? '' };
}
