import type { Scope } from '../../db/scope.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { type Checkpoint, passing } from './checkpoint.ts';
import { clientIdOf } from './client-of.ts';
import { findOutcome } from './find-outcome.ts';
import { withHouseEyes } from './house-scope.ts';
import type { Payment } from './payments.contract.ts';
import { isVendorTrouble } from './payments.errors.ts';
import { isOpen } from './payments.model.ts';
import { findPayment } from './payments.repository.ts';
import { showPayment } from './show-payment.ts';

type Request = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'gateways' | 'rails' | 'supplier'>;
  input: { id: string };
  reached?: Checkpoint;
};

/** Reads the outcome from the vendor now, without waiting for its webhook. Asking twice changes nothing. */
export async function settlePayment({ ctx, deps, input, reached = passing }: Request): Promise<Payment> {
  const clientId = clientIdOf(ctx.scope);
  const payment = await deps.db.read(ctx.scope, (tx) => findPayment(tx, clientId, input.id));
  if (!payment) throw notFound();
  const isAnothersCall = payment.status === 'created';
  if (isOpen(payment.status) && !isAnothersCall) {
    const scope: Scope = withHouseEyes(ctx.scope, clientId);
    try {
      await findOutcome({ deps, scope, paymentId: input.id, reached });
    } catch (error) {
      // The sweep asks again; meanwhile the payment is shown as it was last seen.
      if (!isVendorTrouble(error)) throw error;
      ctx.log.warn({ paymentId: input.id, err: error }, 'the vendor did not answer');
    }
  }
  return showPayment({ ctx, deps, id: input.id });
}
