import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { clientIdOf } from './client-of.ts';
import { allocate, balanceOf, reverse } from './payments.model.ts';
import {
  insertAllocation,
  type LockedInvoice,
  listLiveAllocations,
  updateRefunded,
} from './payments.repository.ts';

type Booking = {
  tx: Tx;
  /** The house's scope, entered already. */
  scope: Scope;
  deps: Pick<Deps, 'ids'>;
  paymentId: string;
};

/** Spreads captured money over what was asked for. The caller holds the invoices' locks. */
export async function bookCapture(
  { tx, scope, deps, paymentId }: Booking,
  invoices: readonly (LockedInvoice & { amountCents: number })[],
  freshCents: number,
): Promise<void> {
  const balances = new Map(invoices.map((invoice) => [invoice.id, balanceOf(invoice)]));
  const lines = invoices.map(({ id, amountCents }) => ({ invoiceId: id, amountCents }));
  await Promise.all(
    allocate(lines, balances, freshCents).map((portion) =>
      insertAllocation(tx, clientIdOf(scope), {
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
export async function bookRefund(
  { tx, scope, deps, paymentId }: Booking,
  capturedCents: number,
  refundedCents: number,
): Promise<void> {
  const clientId = clientIdOf(scope);
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
