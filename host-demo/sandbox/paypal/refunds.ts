import type { JsonObject } from '../json.ts';
import { type Call, emit, find, stamp } from './account.ts';
import { unprocessable } from './errors.ts';
import { newId } from './ids.ts';
import { centsOf, readMoney } from './money.ts';
import type { Refund } from './objects.ts';
import { refundView } from './views.ts';

/** `POST /v2/payments/captures/{id}/refund`; without an amount everything that is left. */
export function refundCapture(call: Call, captureId: string, body: JsonObject): Refund {
  const left = leftOf(call, captureId);
  const amountCents = body.amount === undefined ? left : centsOf(readMoney(body.amount, '/amount'));
  const note = typeof body.note_to_payer === 'string' ? body.note_to_payer : null;
  if (left === 0)
    throw unprocessable('CAPTURE_FULLY_REFUNDED', 'The capture has already been fully refunded');
  if (amountCents > left)
    throw unprocessable(
      'REFUND_AMOUNT_EXCEEDED',
      'The refund amount must be less than or equal to the capture amount that has not yet been refunded.',
    );
  return giveBack(call, captureId, { amountCents, note, isReversal: false });
}

/** Takes money out of a capture and tells of it; a reversal is one by PayPal itself. */
export function giveBack(
  call: Call,
  captureId: string,
  { amountCents, note, isReversal }: { amountCents: number; note: string | null; isReversal: boolean },
): Refund {
  const { account } = call;
  const { store } = account;
  const capture = find(account, 'capture', captureId);
  const at = stamp(account);
  const isAll = amountCents >= leftOf(call, captureId);
  const refund = store.put('refund', {
    id: newId(),
    capture: captureId,
    amountCents,
    isReversal,
    note,
    created: at,
  });
  store.put('capture', { ...capture, status: isAll ? 'REFUNDED' : 'PARTIALLY_REFUNDED', updated: at });
  const verb = isReversal ? 'REVERSED' : 'REFUNDED';
  emit(call, `PAYMENT.CAPTURE.${verb}`, {
    type: 'refund',
    resource: refundView(account, refund),
    summary: `An AUD ${(amountCents / 100).toFixed(2)} capture payment was ${verb.toLowerCase()}`,
  });
  return refund;
}

function leftOf({ account }: Call, captureId: string): number {
  const capture = find(account, 'capture', captureId);
  if (capture.status === 'PENDING' || capture.status === 'DECLINED')
    throw unprocessable('CAPTURE_NOT_COMPLETED', 'Only a completed capture can be refunded.');
  const taken = account.store
    .all('refund')
    .filter((refund) => refund.capture === captureId)
    .reduce((sum, { amountCents }) => sum + amountCents, 0);
  return capture.amountCents - taken;
}
