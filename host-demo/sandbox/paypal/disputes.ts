import { type Call, emit, find, stamp } from './account.ts';
import { unprocessable } from './errors.ts';
import { newId } from './ids.ts';
import type { Dispute } from './objects.ts';
import { giveBack } from './refunds.ts';
import { disputeView } from './views.ts';

/** The payer complains: PayPal holds the amount until somebody is right. */
export function openDispute(call: Call, captureId: string, reason: string, amountCents?: number): Dispute {
  const { account } = call;
  const capture = find(account, 'capture', captureId);
  const at = stamp(account);
  const dispute = account.store.put('dispute', {
    id: `PP-R-${newId(3)}-${newId(8)}`,
    capture: captureId,
    reason,
    status: 'OPEN',
    outcome: null,
    amountCents: amountCents ?? capture.amountCents,
    created: at,
    updated: at,
  });
  tell(call, 'CREATED', dispute);
  return dispute;
}

/** Lost: PayPal takes the amount back out of the capture. Won: the hold ends. */
export function closeDispute(call: Call, id: string, outcome: 'won' | 'lost'): Dispute {
  const { account } = call;
  const dispute = find(account, 'dispute', id);
  if (dispute.status === 'RESOLVED') throw unprocessable('ALREADY_RESOLVED', 'The dispute is resolved.');
  if (outcome === 'lost')
    giveBack(call, dispute.capture, { amountCents: dispute.amountCents, note: null, isReversal: true });
  const closed = account.store.put('dispute', {
    ...dispute,
    status: 'RESOLVED',
    outcome: outcome === 'won' ? 'RESOLVED_SELLER_FAVOUR' : 'RESOLVED_BUYER_FAVOUR',
    updated: stamp(account),
  });
  tell(call, 'RESOLVED', closed);
  return closed;
}

function tell(call: Call, what: 'CREATED' | 'RESOLVED', dispute: Dispute): void {
  emit(call, `CUSTOMER.DISPUTE.${what}`, {
    type: 'dispute',
    version: '1.0',
    resource: disputeView(call.account, dispute),
    summary: `A dispute was ${what.toLowerCase()}`,
  });
}
