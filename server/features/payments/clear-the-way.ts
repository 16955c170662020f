import { audit } from '../../db/audit.ts';
import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Jobs } from '../../ports/queue.ts';
import { publishPayment } from './announce-payment.ts';
import { clientIdOf } from './client-of.ts';
import { paymentInProgress } from './payments.errors.ts';
import { isUnderWay } from './payments.model.ts';
import { closeOrHold, lockRivals, type PaymentRow } from './payments.repository.ts';

type Way = {
  tx: Tx;
  /** With the house's eyes: rivals may be payments that the asker cannot see. */
  scope: Scope;
  deps: Pick<Deps, 'queue' | 'clock'>;
  /** Locked by the caller. */
  invoiceIds: readonly string[];
  /** The payment that the way is cleared for. */
  ownId: string;
};

/**
 * Money on its way to one of the invoices stops the request. A payment that has not reached the vendor's answer yet
 * is taken out here; its own request finds that out when the answer comes.
 * @returns the payments taken out, to be announced when everything else is written
 */
export async function clearTheWay({ tx, scope, deps, invoiceIds, ownId }: Way): Promise<string[]> {
  const clientId = clientIdOf(scope);
  const rivals = (await lockRivals(tx, clientId, invoiceIds)).filter(({ id }) => id !== ownId);
  if (rivals.some(({ status }) => isUnderWay(status))) throw paymentInProgress();
  const superseded: string[] = [];
  // A transfer that was announced and not seen yet gives way too: should it come, it is credit on account.
  const givesWay = ({ status, vendor }: PaymentRow) =>
    status === 'created' || (status === 'requires_action' && vendor === null);
  for (const { id, status, vendor, traceId } of rivals.filter(givesWay)) {
    const to = { status: 'cancelled', failure: 'superseded', checkedAt: deps.clock.now() } as const;
    if (!(await closeOrHold(tx, clientId, id, [status], to))) continue;
    if (vendor !== null)
      await followUp(tx, deps, { clientId, paymentId: id, traceId: traceId ?? scope.traceId });
    superseded.push(id);
  }
  return superseded;
}

export async function announceSuperseded(tx: Tx, scope: Scope, paymentId: string): Promise<void> {
  await audit(tx, scope, {
    action: 'payment.cancelled',
    subjectType: 'payment',
    subjectId: paymentId,
    detail: { failure: 'superseded' },
  });
  await publishPayment(tx, scope, paymentId);
}

/** Whatever becomes of this process, somebody asks the vendor in a minute how the payment stands. */
export async function followUp(
  tx: Tx,
  deps: Pick<Deps, 'queue' | 'clock'>,
  payload: Jobs['settle-payment'],
): Promise<void> {
  await deps.queue.enqueue(tx, 'settle-payment', payload, {
    key: `settle-payment:${payload.paymentId}`,
    runAt: new Date(deps.clock.now().getTime() + 60_000),
    maxAttempts: 20,
  });
}
