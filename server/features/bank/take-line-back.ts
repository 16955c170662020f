import { enterScope, type Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { reverseTransfer } from '../payments/index.ts';
import { releaseRemittance } from '../remittances/index.ts';
import { listBookedParts } from './booked-parts.repository.ts';
import {
  insertDecisions,
  lockLine,
  type ReversalToBook,
  type StandingLine,
  setStanding,
} from './decisions.repository.ts';
import { houseOf } from './house-of.ts';

type Work = {
  tx: Tx;
  deps: Pick<Deps, 'clock' | 'ids'>;
  scope: Scope;
  reversal: ReversalToBook;
};

/** The bank took a line back: what was booked of it is dishonoured, and its money waits for nobody any more. */
export async function takeLineBack({ tx, deps, scope, reversal }: Work): Promise<void> {
  // The older line first, whoever asks.
  const original = await lockLine(tx, reversal.reversesLineId);
  const line = await lockLine(tx, reversal.lineId);
  if (!original || line?.matchStatus !== 'auto_matched') return;
  await reverseParts({ tx, deps, scope, line: original, because: 'dishonoured', on: reversal.bookedOn });
  if (original.matchStatus !== 'excluded') {
    await insertDecisions(
      tx,
      [
        {
          ...nothingOf(original, deps.ids.next()),
          decision: 'reversed',
          rule: 'reversal',
          score: 1,
          explanation: `The bank took it back on ${reversal.bookedOn}.`,
        },
      ],
      { id: scope.actor.id, name: scope.actor.name, at: deps.clock.now() },
    );
    await setStanding(tx, [
      { lineId: original.id, matchStatus: 'excluded', decisionNo: original.decisionNo + 1 },
    ]);
  }
  await setStanding(tx, [{ lineId: line.id, matchStatus: 'confirmed', decisionNo: line.decisionNo }]);
}

export const nothingOf = (line: StandingLine, id: string) => ({
  id,
  lineId: line.id,
  decisionNo: line.decisionNo + 1,
  partNo: 1,
  target: 'none' as const,
  clientId: null,
  paymentId: null,
  vendorRef: null,
  reversesLineId: null,
  remittanceId: null,
  allocations: [],
  amountCents: line.amountCents,
});

type Parts = {
  tx: Tx;
  deps: Pick<Deps, 'clock' | 'ids'>;
  scope: Scope;
  line: StandingLine;
  because: 'dishonoured' | 'misplaced';
  on: string;
};

/** Takes what was booked of a line out of the ledger again, client by client; leaves the asker with the house's eyes. */
export async function reverseParts({ tx, deps, scope, line, because, on }: Parts): Promise<void> {
  if (line.matchStatus !== 'confirmed' && line.matchStatus !== 'split') return;
  for (const { id, clientId } of await listBookedParts(tx, line.id)) {
    const own = houseOf(scope, clientId);
    await enterScope(tx, own);
    await reverseTransfer({
      tx,
      scope: own,
      deps,
      input: { transferId: id, reversalId: deps.ids.next(), on, because },
    });
    await releaseRemittance(tx, clientId, id);
  }
  await enterScope(tx, houseOf(scope, null));
}
