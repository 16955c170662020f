import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { type InvoiceToCredit, issueCreditNote } from '../credit-notes/index.ts';
import { clientIdOf } from './asker-side.ts';
import { amountTooHigh, notDisputable } from './disputes.errors.ts';
import { outcomeOf, roomOf } from './disputes.model.ts';
import { type DisputeRow, endDispute, findLine, readTaken } from './disputes.repository.ts';

type Settlement = {
  tx: Tx;
  scope: Scope;
  deps: Pick<Deps, 'clock' | 'ids' | 'supplier'>;
  dispute: DisputeRow;
  /** Locked. */
  invoice: InvoiceToCredit;
  decision: { settledCents: number; reason: string };
};

/** Closes a dispute as decided: with a credit note, or with the reason why there is none. */
export async function settleDispute(settlement: Settlement): Promise<{ id: string; number: string } | null> {
  const { tx, scope, deps, dispute, decision } = settlement;
  const credit = decision.settledCents > 0 ? await credited(settlement) : null;
  await endDispute(tx, clientIdOf(scope), dispute.id, {
    status: 'closed',
    outcome: outcomeOf(decision.settledCents, dispute.amountCents),
    settledCents: decision.settledCents,
    reason: decision.reason,
    creditNoteId: credit?.id ?? null,
    at: deps.clock.now(),
  });
  return credit;
}

async function credited({ tx, scope, deps, dispute, invoice, decision }: Settlement) {
  const clientId = clientIdOf(scope);
  if (invoice.standing !== 'issued') throw notDisputable();
  const place = { invoiceId: invoice.id, lineNo: dispute.lineNo, exceptId: dispute.id };
  const taken = await readTaken(tx, clientId, place);
  // Credit notes of the core system may have corrected the invoice meanwhile: it never gives back more than it charged.
  const room = Math.min(
    roomOf(dispute.lineTotalCents, taken.settledCents),
    roomOf(invoice.totalCents, invoice.creditedCents),
  );
  if (decision.settledCents > room) throw amountTooHigh('settledCents', room);
  const line = await findLine(tx, clientId, invoice.id, dispute.lineNo);
  return issueCreditNote({
    tx,
    scope,
    clientId,
    deps,
    order: {
      invoice,
      amountCents: decision.settledCents,
      reason: `Dispute ${dispute.number}: ${decision.reason}`,
      line: {
        totalCents: dispute.lineTotalCents,
        gstCents: line?.gstCents ?? 0,
        gstCode: line?.gstCode ?? 'GST',
        description: `Line ${dispute.lineNo} of ${invoice.number}: ${dispute.lineDescription}`,
        siteId: dispute.site?.id ?? null,
        credited: { totalCents: taken.settledCents, gstCents: taken.settledGstCents },
      },
      causeId: dispute.id,
    },
  });
}
