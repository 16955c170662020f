import { audit } from '../../db/audit.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { Fault } from '../../ports/fault.ts';
import { GatewayGone, type GatewayPayment, GatewayUnknown } from '../../ports/payment-gateway.ts';
import { publishPayment } from './announce-payment.ts';
import { askVendor, listSince } from './ask-vendor.ts';
import { type Checkpoint, passing } from './checkpoint.ts';
import { clientIdOf } from './client-of.ts';
import { gatewayOf, isOnDemand } from './gateway-of.ts';
import { isAbandoned, type Observation } from './payments.model.ts';
import {
  type Attempt,
  beginCapture,
  closeOrHold,
  closeUncaptured,
  concludeAttempt,
  findAttempt,
  findPayment,
  type PaymentRow,
} from './payments.repository.ts';
import { recordObservation } from './record-observation.ts';

type Work = {
  deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'gateways' | 'supplier'>;
  /** The house's eyes on the payment's client. */
  scope: Scope;
  paymentId: string;
  reached?: Checkpoint;
};

const minute = 60_000;
/** After this no first call can still be on its way: what is not at the vendor now was never made. */
const proofAfter = 10 * minute;
/** A payer who has not acted for a day has left. */
const abandonedAfter = 24 * 60 * minute;

/**
 * Learns from the vendor how a payment stands and records it. Throws `GatewayUnknown` when the vendor does not answer,
 * so that a job tries again later.
 */
export async function findOutcome({ deps, scope, paymentId, reached = passing }: Work): Promise<void> {
  const clientId = clientIdOf(scope);
  const { payment, attempt } = await deps.db.read(scope, async (tx) => ({
    payment: await findPayment(tx, clientId, paymentId),
    attempt: await findAttempt(tx, clientId, paymentId),
  }));
  if (!payment || !attempt) return;
  const work = { deps, scope, paymentId, reached };
  if (payment.vendorRef === null) return findCreation(work, payment, attempt);
  const seen = await readAtVendor(deps, payment, payment.vendorRef);
  await reached('vendor_read');
  if (!seen) return closeForgotten(work);
  if (seen.state === 'approved') return takeMoney(work, payment, payment.vendorRef);
  await record(work, await closeIfLeft(deps, payment, seen));
}

/** Null when the vendor has forgotten a payment of which it took no money, since nobody told it to. */
async function readAtVendor(
  deps: Work['deps'],
  payment: PaymentRow,
  vendorRef: string,
): Promise<GatewayPayment | null> {
  try {
    return (await gatewayOf(deps.gateways, payment).read(vendorRef)).payment;
  } catch (error) {
    const isUntouched = isOnDemand(deps.gateways, payment) && payment.status === 'requires_action';
    if (error instanceof GatewayGone && isUntouched) return null;
    throw error;
  }
}

async function closeForgotten({ deps, scope, paymentId }: Required<Work>): Promise<void> {
  const clientId = clientIdOf(scope);
  await deps.db.write(scope, async (tx) => {
    const to = { failure: null, checkedAt: deps.clock.now() };
    if (!(await closeUncaptured(tx, clientId, paymentId, to))) return;
    await audit(tx, scope, {
      action: 'payment.cancelled',
      subjectType: 'payment',
      subjectId: paymentId,
      detail: { reason: 'the vendor let it lapse' },
    });
    await publishPayment(tx, scope, paymentId);
  });
}

/** The vendor was asked and we do not know its answer, or the process that asked is gone. */
async function findCreation(work: Required<Work>, payment: PaymentRow, attempt: Attempt): Promise<void> {
  const { deps, scope, reached } = work;
  if (attempt.outcome === 'refused') return;
  const since = listSince(attempt.calledAt);
  const found = await gatewayOf(deps.gateways, payment).find({ paymentId: payment.id, since });
  await reached('vendor_read');
  if (found) return record(work, await closeIfLeft(deps, payment, found));
  const isProven = deps.clock.now().getTime() - attempt.calledAt.getTime() > proofAfter;
  if (isProven) return recordNeverMade(work);
  if (isAbandoned(payment.status)) throw new GatewayUnknown('too early to say that there is none');
  // The same key: should the first call arrive after all, the vendor makes one payment of the two.
  await askVendor({ deps, scope, payment, reached }).catch((error: unknown) => {
    if (!(error instanceof Fault)) throw error;
  });
}

/**
 * The payer agreed. That the money is being taken is committed before the vendor is asked, so that no cancellation and no
 * second request comes between; the key makes it one capture however often it is asked.
 */
async function takeMoney(work: Required<Work>, payment: PaymentRow, vendorRef: string): Promise<void> {
  const { deps, scope, reached } = work;
  const clientId = clientIdOf(scope);
  const begun =
    payment.status === 'processing' ||
    (await deps.db.write(scope, (tx) => beginCapture(tx, clientId, payment.id, deps.clock.now())));
  if (!begun) return;
  await reached('about_to_call');
  const seen = await gatewayOf(deps.gateways, payment).capture(vendorRef, `foyer-${payment.id}-capture`);
  await reached('vendor_answered');
  await record(work, await closeIfLeft(deps, { ...payment, status: 'processing' }, seen));
}

async function closeIfLeft(
  deps: Work['deps'],
  payment: PaymentRow,
  seen: GatewayPayment,
): Promise<GatewayPayment> {
  if (seen.state !== 'requires_action') return seen;
  const isLeft = deps.clock.now().getTime() - payment.createdAt.getTime() > abandonedAfter;
  // Declined while it was being cleared: the payer was told, and starts again with a new payment.
  const isDeclined = payment.status === 'processing' && seen.failure !== null;
  if (!isAbandoned(payment.status) && !isLeft && !isDeclined) return seen;
  const closed = await gatewayOf(deps.gateways, payment).cancel(payment.vendorRef ?? seen.vendorRef);
  return isDeclined && closed.state === 'cancelled'
    ? { ...closed, state: 'failed', failure: seen.failure }
    : closed;
}

async function record(
  { deps, scope, paymentId, reached }: Required<Work>,
  seen: Observation & { vendorRef: string },
): Promise<void> {
  await deps.db.write(scope, (tx) => recordObservation({ tx, scope, deps, paymentId, seen, reached }));
  await reached('outcome_recorded');
}

async function recordNeverMade({ deps, scope, paymentId }: Required<Work>): Promise<void> {
  const clientId = clientIdOf(scope);
  const at = deps.clock.now();
  await deps.db.write(scope, async (tx) => {
    const closed = await closeOrHold(tx, clientId, paymentId, ['created', 'unknown'], {
      status: 'failed',
      failure: 'vendor_refused',
      checkedAt: at,
    });
    await concludeAttempt(tx, clientId, paymentId, { outcome: 'refused', vendorRef: null, at });
    if (!closed) return;
    await audit(tx, scope, {
      action: 'payment.failed',
      subjectType: 'payment',
      subjectId: paymentId,
      detail: { reason: 'the vendor holds no such payment' },
    });
    await publishPayment(tx, scope, paymentId);
  });
}
