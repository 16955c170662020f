import { audit } from '../../db/audit.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import {
  type GatewayHandover,
  type GatewayPayment,
  GatewayRefused,
  GatewayUnknown,
} from '../../ports/payment-gateway.ts';
import { findSaved } from '../payment-methods/index.ts';
import { publishPayment } from './announce-payment.ts';
import type { Checkpoint } from './checkpoint.ts';
import { clientIdOf } from './client-of.ts';
import { gatewayOf, vendorRailOf } from './gateway-of.ts';
import { withHouseEyes } from './house-scope.ts';
import { isVendorTrouble, paymentSuperseded } from './payments.errors.ts';
import { isAbandoned } from './payments.model.ts';
import {
  closeOrHold,
  concludeAttempt,
  findAttempt,
  listInvoiceNumbers,
  type PaymentRow,
} from './payments.repository.ts';
import { recordObservation } from './record-observation.ts';

type Work = {
  deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'gateways' | 'supplier'>;
  scope: Scope;
  payment: PaymentRow;
  reached: Checkpoint;
};

/** The vendor's lists may lag behind its own answers, and clocks differ. */
const clockToleranceMs = 10 * 60_000;

/** From when on to look for a payment in the vendor's list. */
export const listSince = (calledAt: Date): Date => new Date(calledAt.getTime() - clockToleranceMs);

/**
 * Has the vendor make the payment and records the answer. Every call for one payment carries one key, so the vendor
 * makes it once. No answer is no failure: the payment is `unknown` until a job has found out.
 * @returns what the payer's browser needs; null when the vendor refused or did not answer
 */
export async function askVendor({
  deps,
  scope: asking,
  payment,
  reached,
}: Work): Promise<GatewayHandover | null> {
  const clientId = clientIdOf(asking);
  const scope = withHouseEyes(asking, clientId);
  const { attempt, numbers, saved } = await deps.db.read(scope, async (tx) => ({
    attempt: await findAttempt(tx, clientId, payment.id),
    numbers: await listInvoiceNumbers(tx, clientId, payment.id),
    saved: payment.paymentMethodId ? await findSaved(tx, clientId, payment.paymentMethodId) : null,
  }));
  if (!attempt) throw new Error('a payment without an attempt');
  if (payment.paymentMethodId && !saved) throw new Error('a payment by a method that was never saved');
  await reached('about_to_call');
  const gateway = gatewayOf(deps.gateways, payment);
  const answer = await gateway
    .create({
      clientId,
      paymentId: payment.id,
      rail: vendorRailOf(payment.rail),
      saved,
      // Of the record and not of the caller: a repeat sends the very same under the same key.
      payerPresent: payment.requestedBy !== null,
      amountCents: payment.amountCents,
      description: describe(numbers),
      idempotencyKey: attempt.idempotencyKey,
      traceId: payment.traceId ?? asking.traceId,
    })
    .catch((error: unknown) => {
      if (error instanceof GatewayRefused || error instanceof GatewayUnknown) return error;
      throw error;
    });
  await reached('vendor_answered');
  if (answer instanceof GatewayRefused || answer instanceof GatewayUnknown) {
    const made = await recordUnlessMade({ deps, scope, payment }, answer, attempt.calledAt);
    if (!made) return null;
    await deps.db.write(scope, (tx) =>
      recordObservation({ tx, scope, deps, paymentId: payment.id, seen: made, reached }),
    );
    return null;
  }
  const recorded = await deps.db.write(scope, (tx) =>
    recordObservation({ tx, scope, deps, paymentId: payment.id, seen: answer.payment, reached }),
  );
  await reached('answer_recorded');
  if (recorded.kind === 'missing' || recorded.kind === 'mismatched')
    throw new Error(`payment ${recorded.kind}`);
  if (!isAbandoned(recorded.payment.status)) return answer.handover;
  // A saved method was declined: there is nothing to hand over, and the payment says why.
  if (answer.payment.state === 'failed') return null;
  // Another request took its place while the vendor was asked. Nobody has seen the secret, so nobody can pay it; the
  // job that was enqueued with the cancellation closes it should this call fail.
  await gateway.cancel(answer.payment.vendorRef).catch(() => {});
  throw paymentSuperseded();
}

/**
 * The vendor's last word on the key was no answer. What its list does not hold then can be ended at once: should it turn up
 * after all, nobody has its secret and nobody can pay it.
 * @returns the payment that the vendor made all the same
 */
async function recordUnlessMade(
  { deps, scope, payment }: Pick<Work, 'deps' | 'scope' | 'payment'>,
  error: GatewayRefused | GatewayUnknown,
  calledAt: Date,
): Promise<GatewayPayment | null> {
  const isLastWord = error instanceof GatewayUnknown && error.isFinal;
  if (!isLastWord) {
    await recordNoPayment({ deps, scope, payment }, error);
    return null;
  }
  try {
    const made = await gatewayOf(deps.gateways, payment).find({
      paymentId: payment.id,
      since: listSince(calledAt),
    });
    if (made) return made;
  } catch (trouble) {
    if (!isVendorTrouble(trouble)) throw trouble;
    await recordNoPayment({ deps, scope, payment }, error);
    return null;
  }
  await recordNoPayment({ deps, scope, payment }, new GatewayRefused(error.message, { cause: error }));
  return null;
}

async function recordNoPayment(
  { deps, scope, payment }: Pick<Work, 'deps' | 'scope' | 'payment'>,
  error: GatewayRefused | GatewayUnknown,
): Promise<void> {
  const clientId = clientIdOf(scope);
  const refused = error instanceof GatewayRefused;
  const now = deps.clock.now();
  await deps.db.write(scope, async (tx) => {
    const changed = await closeOrHold(
      tx,
      clientId,
      payment.id,
      refused ? ['created', 'unknown'] : ['created'],
      {
        status: refused ? 'failed' : 'unknown',
        failure: refused ? 'vendor_refused' : null,
        checkedAt: now,
      },
    );
    await concludeAttempt(tx, clientId, payment.id, {
      outcome: refused ? 'refused' : 'unknown',
      vendorRef: null,
      at: now,
    });
    if (!refused) {
      await deps.queue.enqueue(
        tx,
        'settle-payment',
        { clientId, paymentId: payment.id, traceId: payment.traceId ?? scope.traceId },
        {
          key: `settle-payment:${payment.id}`,
          runAt: new Date(now.getTime() + 3_000),
          maxAttempts: 20,
        },
      );
    }
    if (!changed) return;
    await audit(tx, scope, {
      action: refused ? 'payment.failed' : 'payment.unknown',
      subjectType: 'payment',
      subjectId: payment.id,
      detail: { reason: error.message.slice(0, 200) },
    });
    await publishPayment(tx, scope, payment.id);
  });
}

function describe(numbers: readonly string[]): string {
  const shown = numbers.slice(0, 10).join(', ');
  return numbers.length > 10 ? `Invoices ${shown} and ${numbers.length - 10} more` : `Invoices ${shown}`;
}
