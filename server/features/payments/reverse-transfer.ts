import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { announcePayment } from './announce-payment.ts';
import { takeBack } from './book-money.ts';
import { clientIdOf } from './client-of.ts';
import { heldCents, statusOfMoney } from './payments.model.ts';
import { listSites, lockInvoicesOf, lockPayment, updateStanding } from './payments.repository.ts';
import { findTransfer, insertTransfers, sumTransfers } from './transfers.repository.ts';

type Work = {
  tx: Tx;
  /** The house's, entered, with the client. */
  scope: Scope;
  deps: Pick<Deps, 'clock' | 'ids'>;
  input: {
    /** Of the transfer that goes. */
    transferId: string;
    /** Of the event that takes it back. */
    reversalId: string;
    on: string;
    /** `dishonoured`: the bank took it back. `misplaced`: it came, but was somebody else's. */
    because: 'dishonoured' | 'misplaced';
  };
};

/**
 * Takes a transfer back out of its payment: money that was never allocated first, then the newest allocations. A payment
 * that loses its only transfer to the bank is dishonoured; one whose money was another's is as if it had never come.
 * @returns false when there is no such transfer or it was taken back before
 */
export async function reverseTransfer({ tx, scope, deps, input }: Work): Promise<boolean> {
  const clientId = clientIdOf(scope);
  const found = await findTransfer(tx, clientId, input.transferId);
  if (!found || found.isReversed) return false;
  const { paymentId } = found;
  const invoices = await lockInvoicesOf(tx, clientId, paymentId);
  const before = await lockPayment(tx, clientId, paymentId);
  if (!before) return false;
  await insertTransfers(tx, clientId, [
    {
      id: input.reversalId,
      paymentId,
      amountCents: -found.amountCents,
      receivedOn: input.on,
      reverses: found.id,
    },
  ]);
  const leftCents = await sumTransfers(tx, clientId, paymentId);
  const isBounced = leftCents === 0 && input.because === 'dishonoured';
  // A dishonour takes everything back and leaves on record what had come.
  const money = isBounced
    ? { ...before, dishonoured: true }
    : { ...before, capturedCents: leftCents, refundedCents: Math.min(before.refundedCents, leftCents) };
  const next = {
    ...money,
    status: leftCents === 0 && !isBounced ? ('cancelled' as const) : statusOfMoney(money),
  };
  const held = heldCents(next, before.surchargeCents);
  if (held < before.allocatedCents) await takeBack({ tx, scope, deps, paymentId }, held);
  await updateStanding(tx, clientId, paymentId, {
    ...next,
    vendorRef: null,
    feeCents: null,
    clearedAt: null,
    checkedAt: deps.clock.now(),
  });
  const [after, siteIds] = [
    await lockPayment(tx, clientId, paymentId),
    await listSites(tx, clientId, paymentId),
  ];
  if (after) await announcePayment(tx, scope, after, siteIds, invoices);
  return true;
}
