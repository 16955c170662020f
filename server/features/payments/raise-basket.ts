import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { announcePayment } from './announce-payment.ts';
import { bookCredits, bookMoney } from './book-money.ts';
import { clientIdOf } from './client-of.ts';
import { issueReceipt } from './issue-receipt.ts';
import { heldCents, statusOfMoney } from './payments.model.ts';
import { listSites, lockInvoicesOf, lockPayment, updateStanding } from './payments.repository.ts';
import { findReceiptOf } from './receipts.repository.ts';
import { insertTransfers, type Transfer } from './transfers.repository.ts';

type Work = {
  tx: Tx;
  scope: Scope;
  deps: Pick<Deps, 'clock' | 'ids' | 'queue' | 'supplier'>;
  transfer: Transfer & { paymentId: string };
};

/**
 * Captures a transfer on the basket that announced it. Its credits come first, then its lines.
 * @returns false when the payment takes no transfer: it belongs to a vendor, or its money was taken back
 */
export async function raiseBasket({ tx, scope, deps, transfer }: Work): Promise<boolean> {
  const clientId = clientIdOf(scope);
  const { paymentId, amountCents, receivedOn, id } = transfer;
  const invoices = await lockInvoicesOf(tx, clientId, paymentId);
  const before = await lockPayment(tx, clientId, paymentId);
  if (!before || before.vendor !== null || before.dishonoured || before.refundedCents > 0) return false;
  const now = deps.clock.now();
  const isFirst = before.capturedCents === 0;
  const captured = { ...before, capturedCents: before.capturedCents + amountCents, failure: null };
  const next = { ...captured, status: statusOfMoney(captured) };
  const heldBefore = heldCents(before, before.surchargeCents);
  const held = heldCents(next, before.surchargeCents);
  await updateStanding(tx, clientId, paymentId, {
    ...next,
    vendorRef: null,
    feeCents: null,
    clearedAt: isFirst ? now : null,
    checkedAt: now,
  });
  await insertTransfers(tx, clientId, [{ id, paymentId, amountCents, receivedOn, reverses: null }]);
  const booking = { tx, scope, deps, paymentId };
  const afterCredits = isFirst ? await bookCredits(booking, invoices) : invoices;
  if (held > heldBefore)
    await bookMoney(booking, afterCredits, held - Math.max(heldBefore, before.allocatedCents));
  if (isFirst && (await findReceiptOf(tx, clientId, paymentId)) === null)
    await issueReceipt({ tx, scope, deps, payment: next, invoices });
  const [after, siteIds] = [
    await lockPayment(tx, clientId, paymentId),
    await listSites(tx, clientId, paymentId),
  ];
  if (after) await announcePayment(tx, scope, after, siteIds, invoices);
  return true;
}
