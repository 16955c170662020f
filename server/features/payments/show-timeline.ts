import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { notFound } from '../../ports/fault.ts';
import { clientIdOf } from './client-of.ts';
import type { PaymentMovement, PaymentTimeline } from './payment-timeline.contract.ts';
import { findTimeline } from './payment-timeline.repository.ts';

type Request = { ctx: Ctx; deps: Pick<Deps, 'db' | 'clock'>; input: { id: string } };

/** The history of a payment's money; of its allocations those whose invoices the reader sees. */
export async function showTimeline({ ctx, deps, input }: Request): Promise<PaymentTimeline> {
  const found = await deps.db.read(ctx.scope, (tx) => findTimeline(tx, clientIdOf(ctx.scope), input.id));
  if (!found) throw notFound();
  return {
    paymentId: input.id,
    currency: 'AUD',
    ...found,
    unallocatedCents: found.heldCents - found.allocatedCents,
    hiddenCents: found.allocatedCents - seenCents(found.items),
    asOf: deps.clock.now().toISOString(),
  };
}

const seenCents = (items: readonly PaymentMovement[]): number =>
  items.reduce(
    (sum, { kind, amountCents }) => sum + (kind === 'allocated' || kind === 'reversed' ? amountCents : 0),
    0,
  );
