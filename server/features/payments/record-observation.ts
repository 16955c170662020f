import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { announcePayment, publishPayment } from './announce-payment.ts';
import { bookCredits, bookMoney, takeBack } from './book-money.ts';
import { type Checkpoint, passing } from './checkpoint.ts';
import { clientIdOf } from './client-of.ts';
import { issueReceipt } from './issue-receipt.ts';
import { noticeOf } from './notice.model.ts';
import { advance, heldCents, isSame, type Observation } from './payments.model.ts';
import {
  concludeAttempt,
  listSites,
  lockInvoicesOf,
  lockPayment,
  type PaymentRow,
  updateChecked,
  updateStanding,
} from './payments.repository.ts';

export type RecordDeps = Pick<Deps, 'clock' | 'ids' | 'queue' | 'supplier'>;

export type Recorded =
  | { kind: 'applied' | 'unchanged'; payment: PaymentRow }
  /** The row speaks of another payment of the vendor. */
  | { kind: 'mismatched' }
  | { kind: 'missing' };

type Work = {
  tx: Tx;
  /** The house's scope, entered already, with the payment's client. */
  scope: Scope;
  deps: RecordDeps;
  paymentId: string;
  seen: Observation & { vendorRef: string; feeCents?: number | null };
  reached?: Checkpoint;
};

/**
 * Writes what the vendor was seen to say, with everything that follows from it: allocations, receipt, its mail, audit,
 * outbox. All in the caller's transaction. Saying it twice changes nothing.
 */
export async function recordObservation({
  tx,
  scope,
  deps,
  paymentId,
  seen,
  reached = passing,
}: Work): Promise<Recorded> {
  const clientId = clientIdOf(scope);
  const invoices = await lockInvoicesOf(tx, clientId, paymentId);
  const before = await lockPayment(tx, clientId, paymentId);
  if (!before) return { kind: 'missing' };
  if (before.vendorRef !== null && before.vendorRef !== seen.vendorRef) return { kind: 'mismatched' };
  await reached('payment_locked');

  const now = deps.clock.now();
  const next = advance(before, seen);
  if (isSame(before, next) && before.vendorRef !== null) {
    await updateChecked(tx, clientId, paymentId, now, seen.feeCents ?? null);
    await closeDeclined({ tx, deps, clientId, scope }, before, seen);
    if (isRefusedByBank(before, seen)) await publishPayment(tx, scope, paymentId);
    return { kind: 'unchanged', payment: before };
  }
  const heldBefore = heldCents(before, before.surchargeCents);
  const held = heldCents(next, before.surchargeCents);
  const isFirstCapture = before.capturedCents === 0 && next.capturedCents > 0;
  const booking = { tx, scope, deps, paymentId };
  if (held < before.allocatedCents) await takeBack(booking, held);
  // Statements that do not need each other's answers go out together: they run in this order all the same.
  await Promise.all([
    updateStanding(tx, clientId, paymentId, {
      ...next,
      vendorRef: seen.vendorRef,
      feeCents: seen.feeCents ?? null,
      clearedAt: isFirstCapture ? now : null,
      checkedAt: now,
    }),
    ...(before.vendorRef === null
      ? [
          concludeAttempt(tx, clientId, paymentId, {
            outcome: 'answered',
            vendorRef: seen.vendorRef,
            at: now,
          }),
        ]
      : []),
  ]);
  await reached('standing_written');

  if (held > heldBefore) {
    const afterCredits = isFirstCapture ? await bookCredits(booking, invoices) : invoices;
    await bookMoney(booking, afterCredits, held - Math.max(heldBefore, before.allocatedCents));
    await reached('allocations_written');
  }
  if (isFirstCapture) {
    await issueReceipt({
      tx,
      scope,
      deps,
      payment: { ...before, ...next, vendorRef: seen.vendorRef },
      invoices,
    });
    await reached('receipt_written');
  }
  const notice = noticeOf(before.rail, before, next);
  if (notice && before.receiptEmail)
    await deps.queue.enqueue(
      tx,
      'send-notice',
      { clientId, paymentId, notice, traceId: before.traceId ?? scope.traceId },
      { key: `send-notice:${notice}:${paymentId}`, maxAttempts: 12 },
    );
  const [after, siteIds] = await Promise.all([
    lockPayment(tx, clientId, paymentId),
    listSites(tx, clientId, paymentId),
  ]);
  if (!after) throw new Error('a locked payment is gone');
  await announcePayment(tx, scope, after, siteIds, held === heldBefore ? [] : invoices);
  await reached('about_to_commit');
  return { kind: 'applied', payment: after };
}

/**
 * The payer said no in the app of their bank, or their bank did. Nothing changed here, yet a page that waits for the
 * answer hears it by nothing else.
 */
const isRefusedByBank = ({ rail, status }: PaymentRow, { state, failure }: Observation): boolean =>
  rail === 'payto' && status === 'requires_action' && state === 'requires_action' && failure !== null;

/**
 * A debit that was under way and came back leaves the vendor's payment open for another try, and nobody is there to try: it
 * is looked at now, and closed there and here, rather than when the sweep comes by.
 */
async function closeDeclined(
  { tx, deps, clientId, scope }: Pick<Work, 'tx' | 'deps' | 'scope'> & { clientId: string },
  payment: PaymentRow,
  seen: Observation,
): Promise<void> {
  if (payment.status !== 'processing' || seen.state !== 'requires_action' || seen.failure === null) return;
  await deps.queue.enqueue(
    tx,
    'settle-payment',
    { clientId, paymentId: payment.id, traceId: payment.traceId ?? scope.traceId },
    { key: `settle-payment:${payment.id}`, maxAttempts: 20 },
  );
}
