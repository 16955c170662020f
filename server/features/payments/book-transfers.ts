import { audit } from '../../db/audit.ts';
import type { Tx } from '../../db/db.ts';
import { publish } from '../../db/publish.ts';
import type { Scope } from '../../db/scope.ts';
import type { Deps } from '../../ports/deps.ts';
import { publishInvoices, publishPayment } from './announce-payment.ts';
import { clientIdOf } from './client-of.ts';
import { receiptContent } from './issue-receipt.ts';
import { allocate, balanceOf, type Portion } from './payments.model.ts';
import { type LockedInvoice, lockInvoices } from './payments.repository.ts';
import { raiseBasket } from './raise-basket.ts';
import { fingerprint } from './receipt.model.ts';
import { findClientParty } from './receipts.repository.ts';
import {
  insertAllocations,
  insertReceipts,
  insertTransferPayments,
  insertTransfers,
  listBasketLines,
  listBooked,
  listInvoicesOfBaskets,
  nextReceiptNumbers,
  type Transfer,
  type TransferPayment,
} from './transfers.repository.ts';

export type { Transfer } from './transfers.repository.ts';
/** On which payment a transfer went. */
export type BookedTransfer = { id: string; paymentId: string };

type Work = {
  tx: Tx;
  /** The house's, entered, with the client. */
  scope: Scope;
  deps: Pick<Deps, 'clock' | 'ids' | 'queue' | 'supplier'>;
  transfers: readonly Transfer[];
};

/** With more payments than this their readers hear once that much is new. */
const announcedOneByOne = 20;

/**
 * Books what a bank brought for one client, in the caller's transaction. A basket has captured what its transfers come
 * to: less than asked goes to its lines in their order, what is over stays as credit on account; captured money outranks a
 * cancellation. Every other transfer becomes a payment of its own, all of them in a few statements. Telling a transfer
 * twice changes nothing.
 */
export async function bookTransfers({ tx, scope, deps, transfers }: Work): Promise<BookedTransfer[]> {
  const clientId = clientIdOf(scope);
  const ids = transfers.map(({ id }) => id);
  const done = await listBooked(tx, clientId, ids);
  const fresh = transfers.filter(({ id }) => !done.has(id));
  if (fresh.length === 0) return [];
  const basketIds = [...new Set(fresh.flatMap(({ paymentId }) => paymentId ?? []))];
  // All at once and in one order, whatever follows.
  await lockInvoices(tx, clientId, [
    ...new Set([...invoiceIdsOf(fresh), ...(await listInvoicesOfBaskets(tx, clientId, basketIds))]),
  ]);

  const booked: BookedTransfer[] = [];
  const own: Transfer[] = [];
  for (const transfer of fresh) {
    const { paymentId } = transfer;
    if (paymentId === null) own.push(transfer);
    else if (await raiseBasket({ tx, scope, deps, transfer: { ...transfer, paymentId } }))
      booked.push({ id: transfer.id, paymentId });
    else own.push({ ...transfer, lines: await listBasketLines(tx, clientId, paymentId) });
  }
  booked.push(...(await bookOwn({ tx, scope, deps, transfers: own })));
  await audit(tx, scope, {
    action: 'bank.transfers_booked',
    subjectType: 'client',
    subjectId: clientId,
    detail: {
      transfers: fresh.length,
      amountCents: fresh.reduce((sum, { amountCents }) => sum + amountCents, 0),
      payments: booked.slice(0, 100).map(({ paymentId }) => paymentId),
    },
  });
  return booked;
}

const invoiceIdsOf = (transfers: readonly Transfer[]): string[] => [
  ...new Set(transfers.flatMap(({ lines }) => lines.map(({ invoiceId }) => invoiceId))),
];

async function bookOwn({ tx, scope, deps, transfers }: Work): Promise<BookedTransfer[]> {
  if (transfers.length === 0) return [];
  const clientId = clientIdOf(scope);
  const now = deps.clock.now();
  const invoices = await lockInvoices(tx, clientId, invoiceIdsOf(transfers));
  const payments = transfers.map(
    ({ newPaymentId, rail, amountCents, receivedOn, lines }): TransferPayment => ({
      id: newPaymentId,
      rail,
      amountCents,
      receivedOn,
      lines: fitting(lines, amountCents),
    }),
  );
  await insertTransferPayments(tx, clientId, payments, { traceId: scope.traceId, now });
  const booked = transfers.map(({ id, newPaymentId }) => ({ id, paymentId: newPaymentId }));
  await insertTransfers(
    tx,
    clientId,
    transfers.map(({ id, newPaymentId, amountCents, receivedOn }) => ({
      id,
      paymentId: newPaymentId,
      amountCents,
      receivedOn,
      reverses: null,
    })),
  );

  const byId = new Map(invoices.map((invoice) => [invoice.id, invoice]));
  const balances = new Map(invoices.map((invoice) => [invoice.id, balanceOf(invoice)]));
  const given = payments.map((payment) => {
    const before = payment.lines.flatMap(({ invoiceId, amountCents }) => {
      const invoice = byId.get(invoiceId);
      if (!invoice) return [];
      const allocatedCents = invoice.totalCents - (balances.get(invoiceId) ?? 0);
      return [{ ...invoice, allocatedCents, amountCents, linePoNumber: null, costCentre: null }];
    });
    const portions = allocate(payment.lines, balances, payment.amountCents);
    for (const { invoiceId, amountCents } of portions)
      balances.set(invoiceId, (balances.get(invoiceId) ?? 0) - amountCents);
    return { payment, portions, before };
  });
  await insertAllocations(
    tx,
    clientId,
    scope.actor.id,
    given.flatMap(({ payment, portions }) =>
      portions.map((portion) => ({ id: deps.ids.next(), paymentId: payment.id, ...portion })),
    ),
  );

  const [client, numbers] = await Promise.all([
    findClientParty(tx, clientId),
    nextReceiptNumbers(tx, payments.length),
  ]);
  if (!client) throw new Error(`client ${clientId} is not there`);
  await insertReceipts(
    tx,
    clientId,
    given.map(({ payment, portions, before }, place) => {
      const content = receiptContent({
        payment: standingOf(payment, scope.traceId),
        invoices: before,
        allocations: portions,
        credits: [],
        client,
        number: numbers[place] ?? '',
        deps,
      });
      return { id: deps.ids.next(), content, sha256: fingerprint(content) };
    }),
  );
  await announce(tx, scope, payments, invoices);
  return booked;
}

/** Lines as far as the money reaches: a payment asks for no more than it has. */
const fitting = (lines: readonly Portion[], amountCents: number): Portion[] =>
  allocate(lines, new Map(lines.map((line) => [line.invoiceId, line.amountCents])), amountCents);

/** As the database holds it from its first moment on. */
const standingOf = ({ id, rail, amountCents }: TransferPayment, traceId: string) => ({
  id,
  rail,
  status: 'succeeded' as const,
  capturedCents: amountCents,
  refundedCents: 0,
  dispute: 'none' as const,
  disputedCents: 0,
  dishonoured: false,
  failure: null,
  vendorRef: null,
  surchargeCents: 0,
  clientReference: null,
  receiptEmail: null,
  requestedByName: null,
  traceId,
});

async function announce(
  tx: Tx,
  scope: Scope,
  payments: readonly { id: string }[],
  invoices: readonly LockedInvoice[],
): Promise<void> {
  if (payments.length > announcedOneByOne) {
    await publish(tx, scope, {
      topic: 'sync.completed',
      subjectType: 'client',
      subjectId: clientIdOf(scope),
      capability: 'invoices:read',
      siteIds: [],
    });
    return;
  }
  for (const { id } of payments) await publishPayment(tx, scope, id);
  await publishInvoices(tx, scope, invoices);
}
