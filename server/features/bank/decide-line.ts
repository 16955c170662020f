import { audit } from '../../db/audit.ts';
import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { lineDecided, periodLocked } from './bank.errors.ts';
import {
  insertDecisions,
  listStandingParts,
  lockLine,
  type StandingLine,
  setStanding,
} from './decisions.repository.ts';
import { houseOf } from './house-of.ts';
import { findLock } from './statements.repository.ts';
import { nothingOf, reverseParts } from './take-line-back.ts';

type Deciding = Pick<Deps, 'db' | 'clock' | 'ids'>;
type Args = { ctx: Ctx; deps: Deciding; input: { id: string; reason: string } };

/** The line, locked, when its period is still open. */
export async function lockOpenLine(tx: Tx, id: string): Promise<StandingLine> {
  const line = await lockLine(tx, id);
  if (!line) throw notFound();
  const lockedThrough = await findLock(tx, line.accountId);
  if (lockedThrough !== null && line.bookedOn <= lockedThrough) throw periodLocked();
  return line;
}

const undecided = new Set(['suggested', 'unmatched']);
export const isUndecided = ({ matchStatus }: StandingLine): boolean => undecided.has(matchStatus);

/** A line that is no client's money: it is out of the way, with the reason. */
export async function excludeLine({ ctx, deps, input }: Args): Promise<void> {
  const scope = houseOf(ctx.scope, null);
  await deps.db.write(scope, async (tx) => {
    const line = await lockOpenLine(tx, input.id);
    if (!isUndecided(line)) throw lineDecided();
    await decide(tx, scope, deps, line, {
      decision: 'excluded',
      matchStatus: 'excluded',
      reason: input.reason,
    });
  });
}

/**
 * Takes a decision back: a suggestion is rejected, an exclusion lifted, and what was booked is taken out of the ledger by
 * a reversal event. What the bank itself took back stays so.
 */
export async function unmatchLine({ ctx, deps, input }: Args): Promise<void> {
  const scope = houseOf(ctx.scope, null);
  await deps.db.write(scope, async (tx) => {
    const line = await lockOpenLine(tx, input.id);
    const parts = await listStandingParts(tx, line.id, line.decisionNo);
    const isFinal = parts.some(
      ({ target, decision }) =>
        (target === 'reversal' && line.matchStatus === 'confirmed') ||
        (decision === 'reversed' && line.matchStatus === 'excluded'),
    );
    if (isFinal || line.matchStatus === 'imported' || line.matchStatus === 'unmatched') throw lineDecided();
    const wasBooked = line.matchStatus === 'confirmed' || line.matchStatus === 'split';
    await reverseParts({ tx, deps, scope, line, because: 'misplaced', on: line.bookedOn });
    await decide(tx, scope, deps, line, {
      decision: wasBooked ? 'reversed' : 'rejected',
      matchStatus: 'unmatched',
      reason: input.reason,
    });
  });
}

async function decide(
  tx: Tx,
  scope: Scope,
  deps: Deciding,
  line: StandingLine,
  to: {
    decision: 'excluded' | 'reversed' | 'rejected';
    matchStatus: 'excluded' | 'unmatched';
    reason: string;
  },
): Promise<void> {
  await insertDecisions(
    tx,
    [
      {
        ...nothingOf(line, deps.ids.next()),
        decision: to.decision,
        rule: 'person',
        score: 1,
        explanation: to.reason,
      },
    ],
    { id: scope.actor.id, name: scope.actor.name, at: deps.clock.now() },
  );
  await setStanding(tx, [{ lineId: line.id, matchStatus: to.matchStatus, decisionNo: line.decisionNo + 1 }]);
  await audit(tx, scope, {
    action: `bank_line.${to.decision}`,
    subjectType: 'bank_line',
    subjectId: line.id,
    detail: { was: line.matchStatus, reason: to.reason },
  });
}
