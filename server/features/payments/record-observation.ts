import { audit } from '../../db/audit.ts';
import type { Tx } from '../../db/db.ts';
import { type OutboxEvent, publish } from '../../db/publish.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { type Checkpoint, passing } from './checkpoint.ts';
import { issueReceipt } from './issue-receipt.ts';
import { advance, allocate, balanceOf, isSame, type Observation, reverse } from './payments.model.ts';
import {
  concludeAttempt,
  insertAllocation,
  type LockedInvoice,
  listLiveAllocations,
  listSites,
  lockInvoicesOf,
  lockPayment,
  type PaymentRow,
  updateChecked,
  updateRefunded,
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
  seen: Observation & { vendorRef: string };
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
  const clientId = clientOf(scope);
  const invoices = await lockInvoicesOf(tx, clientId, paymentId);
  const before = await lockPayment(tx, clientId, paymentId);
  if (!before) return { kind: 'missing' };
  if (before.vendorRef !== null && before.vendorRef !== seen.vendorRef) return { kind: 'mismatched' };
  await reached('payment_locked');

  const now = deps.clock.now();
  const next = advance(before, seen);
  if (isSame(before, next) && before.vendorRef !== null) {
    await updateChecked(tx, clientId, paymentId, now);
    return { kind: 'unchanged', payment: before };
  }
  const captured = next.capturedCents > before.capturedCents;
  // Statements that do not need each other's answers go out together: they run in this order all the same.
  await Promise.all([
    updateStanding(tx, clientId, paymentId, {
      ...next,
      vendorRef: seen.vendorRef,
      clearedAt: captured ? now : null,
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

  const booking: Booking = { tx, scope, deps, paymentId };
  if (captured) {
    const freshCents = next.capturedCents - before.refundedCents - before.allocatedCents;
    await bookCapture(booking, invoices, freshCents);
    await reached('allocations_written');
  }
  if (next.refundedCents > before.refundedCents)
    await bookRefund(booking, next.capturedCents, next.refundedCents);
  if (captured && before.capturedCents === 0) {
    await issueReceipt({
      tx,
      scope,
      deps,
      payment: { ...before, ...next, vendorRef: seen.vendorRef },
      invoices,
    });
    await reached('receipt_written');
  }
  const [after, siteIds] = await Promise.all([
    lockPayment(tx, clientId, paymentId),
    listSites(tx, clientId, paymentId),
  ]);
  if (!after) throw new Error('a locked payment is gone');
  const isMoney = captured || after.refundedCents > before.refundedCents;
  await announce(tx, scope, after, siteIds, isMoney ? invoices : []);
  await reached('about_to_commit');
  return { kind: 'applied', payment: after };
}

type Booking = Pick<Work, 'tx' | 'scope' | 'deps' | 'paymentId'>;

async function bookCapture(
  { tx, scope, deps, paymentId }: Booking,
  invoices: readonly (LockedInvoice & { amountCents: number })[],
  freshCents: number,
): Promise<void> {
  const balances = new Map(invoices.map((invoice) => [invoice.id, balanceOf(invoice)]));
  const lines = invoices.map(({ id, amountCents }) => ({ invoiceId: id, amountCents }));
  await Promise.all(
    allocate(lines, balances, freshCents).map((portion) =>
      insertAllocation(tx, clientOf(scope), {
        id: deps.ids.next(),
        paymentId,
        ...portion,
        reverses: null,
        actor: scope.actor.id,
      }),
    ),
  );
}

/** Money that was never allocated goes back first, then the newest allocations. */
async function bookRefund(
  { tx, scope, deps, paymentId }: Booking,
  capturedCents: number,
  refundedCents: number,
): Promise<void> {
  const clientId = clientOf(scope);
  const live = await listLiveAllocations(tx, clientId, paymentId);
  const allocatedCents = live.reduce((sum, { amountCents }) => sum + amountCents, 0);
  for (const reversal of reverse(live, allocatedCents - (capturedCents - refundedCents))) {
    const common = { invoiceId: reversal.invoiceId, paymentId, actor: scope.actor.id };
    await insertAllocation(tx, clientId, {
      ...common,
      id: deps.ids.next(),
      amountCents: -reversal.amountCents,
      reverses: reversal.id,
    });
    if (reversal.keepCents === 0) continue;
    await insertAllocation(tx, clientId, {
      ...common,
      id: deps.ids.next(),
      amountCents: reversal.keepCents,
      reverses: null,
    });
  }
  await updateRefunded(tx, clientId, paymentId, refundedCents);
}

/** Last, and in one go: from the first of these on, other transactions of the client wait for this one's commit. */
async function announce(
  tx: Tx,
  scope: Scope,
  payment: PaymentRow,
  siteIds: readonly string[],
  invoices: readonly LockedInvoice[],
): Promise<void> {
  await Promise.all([
    audit(tx, scope, {
      action: `payment.${payment.status}`,
      subjectType: 'payment',
      subjectId: payment.id,
      detail: {
        vendorRef: payment.vendorRef,
        capturedCents: payment.capturedCents,
        refundedCents: payment.refundedCents,
        allocatedCents: payment.allocatedCents,
        failure: payment.failure,
      },
    }),
    publish(tx, scope, paymentChanged(payment.id, siteIds)),
    ...invoices.map((invoice) =>
      publish(tx, scope, {
        topic: 'invoice.changed',
        subjectType: 'invoice',
        subjectId: invoice.id,
        capability: 'invoices:read',
        siteIds: invoice.siteIds,
      }),
    ),
  ]);
}

/** Who may see the payment may hear of it; the sites are those of everything that it pays. */
export async function publishPayment(tx: Tx, scope: Scope, paymentId: string): Promise<void> {
  await publish(tx, scope, paymentChanged(paymentId, await listSites(tx, clientOf(scope), paymentId)));
}

const paymentChanged = (paymentId: string, siteIds: readonly string[]): OutboxEvent => ({
  topic: 'payment.changed',
  subjectType: 'payment',
  subjectId: paymentId,
  capability: 'invoices:read',
  siteIds,
});

function clientOf(scope: Scope): string {
  if (scope.clientId === null) throw new Error('a payment belongs to a client');
  return scope.clientId;
}
