import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { clientIdOf } from './client-of.ts';
import { listPlannedCredits, lockRemainders } from './credits.repository.ts';
import { allocate, balanceOf, fitCredits, reverse } from './payments.model.ts';
import { type BasketInvoice, insertAllocation, listLiveAllocations } from './payments.repository.ts';

type Booking = {
  tx: Tx;
  /** The house's scope, entered already. */
  scope: Scope;
  deps: Pick<Deps, 'ids'>;
  paymentId: string;
};

/**
 * Uses the credits that the basket planned, as far as they and the invoices have room by now. The caller holds the
 * invoices' locks.
 * @returns the invoices as they are afterwards
 */
export async function bookCredits(
  { tx, scope, deps, paymentId }: Booking,
  invoices: readonly BasketInvoice[],
): Promise<BasketInvoice[]> {
  const clientId = clientIdOf(scope);
  const planned = await listPlannedCredits(tx, clientId, paymentId);
  if (planned.length === 0) return [...invoices];
  const balances = new Map(invoices.map((invoice) => [invoice.id, balanceOf(invoice)]));
  const used = fitCredits(planned, balances, await lockRemainders(tx, clientId, planned));
  for (const credit of used) {
    await insertAllocation(tx, clientId, {
      id: deps.ids.next(),
      invoiceId: credit.invoiceId,
      paymentId: credit.kind === 'payment' ? credit.id : null,
      creditNoteId: credit.kind === 'credit_note' ? credit.id : null,
      amountCents: credit.amountCents,
      reverses: null,
      basketId: paymentId,
      actor: scope.actor.id,
    });
  }
  return invoices.map((invoice) => ({
    ...invoice,
    allocatedCents: used
      .filter(({ invoiceId }) => invoiceId === invoice.id)
      .reduce((sum, { amountCents }) => sum + amountCents, invoice.allocatedCents),
  }));
}

/**
 * Spreads money over what was asked for and not met yet. What no invoice takes stays with the payment, as credit on
 * account. The caller holds the invoices' locks.
 */
export async function bookMoney(
  { tx, scope, deps, paymentId }: Booking,
  invoices: readonly BasketInvoice[],
  freshCents: number,
): Promise<void> {
  const clientId = clientIdOf(scope);
  const met = new Map<string, number>();
  for (const { invoiceId, amountCents } of await listLiveAllocations(tx, clientId, paymentId))
    met.set(invoiceId, (met.get(invoiceId) ?? 0) + amountCents);
  const balances = new Map(invoices.map((invoice) => [invoice.id, balanceOf(invoice)]));
  const lines = invoices.map(({ id, amountCents }) => ({
    invoiceId: id,
    amountCents: amountCents - (met.get(id) ?? 0),
  }));
  await Promise.all(
    allocate(lines, balances, freshCents).map((portion) =>
      insertAllocation(tx, clientId, {
        id: deps.ids.next(),
        paymentId,
        ...portion,
        reverses: null,
        basketId: paymentId,
        actor: scope.actor.id,
      }),
    ),
  );
}

/**
 * Takes back what the payment no longer holds: refunded, withdrawn or dishonoured. Money that was never allocated goes
 * first, then the newest allocations.
 */
export async function takeBack(
  { tx, scope, deps, paymentId }: Booking,
  heldCents: number,
): Promise<{ invoiceIds: string[] }> {
  const clientId = clientIdOf(scope);
  const live = await listLiveAllocations(tx, clientId, paymentId);
  const allocatedCents = live.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const reversals = reverse(live, allocatedCents - heldCents);
  for (const { id, invoiceId, amountCents, keepCents, basketId } of reversals) {
    const common = { invoiceId, paymentId, basketId, actor: scope.actor.id };
    await insertAllocation(tx, clientId, {
      ...common,
      id: deps.ids.next(),
      amountCents: -amountCents,
      reverses: id,
    });
    if (keepCents === 0) continue;
    await insertAllocation(tx, clientId, {
      ...common,
      id: deps.ids.next(),
      amountCents: keepCents,
      reverses: null,
    });
  }
  return { invoiceIds: [...new Set(reversals.map(({ invoiceId }) => invoiceId))] };
}
