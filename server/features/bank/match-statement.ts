import { inPortions } from '../../db/in-portions.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Match } from './bank-facts.model.ts';
import { decideLines, type LineDecision } from './decisions.repository.ts';
import { matchLines } from './match-lines.model.ts';
import { listImported, listReversible, lockMatching, readFacts } from './matching.repository.ts';
import { advanceStatement, lockStatement } from './statements.repository.ts';

type Work = { deps: Pick<Deps, 'db' | 'clock' | 'ids'>; scope: Scope; statementId: string };

/** Finds out what each new line of a statement is, in one transaction: all of it stands or nothing. */
export async function matchStatement({ deps, scope, statementId }: Work): Promise<void> {
  await deps.db.write(scope, async (tx) => {
    await lockMatching(tx);
    const statement = await lockStatement(tx, statementId);
    if (statement?.status !== 'imported') return;
    const [lines, facts] = await Promise.all([listImported(tx, statementId), readFacts(tx, scope)]);
    const takenBack = lines.filter(({ reversal, amountCents }) => reversal && amountCents < 0);
    const booked = await listReversible(
      tx,
      statement.accountId,
      takenBack.map(({ amountCents }) => -amountCents),
    );
    const by = { id: 'bank-matching', name: 'Matching', at: deps.clock.now() };
    const decide = (match: Match) => toDecision(match, () => deps.ids.next());
    await inPortions(matchLines(lines, { ...facts, booked }), (matches) =>
      decideLines(tx, matches.map(decide), by),
    );
    await advanceStatement(tx, statementId, { status: 'matched', finishedAt: null });
  });
}

/** A payout's payments are booked already: there is nothing left to do. */
function statusOf({ decision, target }: Match) {
  if (decision !== 'matched') return decision;
  return target === 'vendor_payout' ? 'confirmed' : 'auto_matched';
}

/** The payment that an invoice's transfer becomes has its id from here on: booking twice makes one. */
function toDecision(match: Match, newId: () => string): LineDecision {
  const makesPayment = match.decision === 'matched' && match.target === 'invoice';
  return {
    id: newId(),
    lineId: match.lineId,
    matchStatus: statusOf(match),
    decisionNo: 1,
    partNo: 1,
    decision: match.decision,
    rule: match.rule,
    score: match.score,
    explanation: match.explanation,
    target: match.target,
    clientId: match.clientId,
    paymentId: makesPayment ? newId() : match.paymentId,
    allocations: match.allocations,
    vendorRef: match.vendorRef,
    reversesLineId: match.reversesLineId,
    remittanceId: match.remittanceId,
    amountCents: match.amountCents,
  };
}
