import { audit } from '../../db/audit.ts';
import { enterScope, type Tx } from '../../db/db.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { publishPayment } from './announce-payment.ts';
import { askVendor } from './ask-vendor.ts';
import { cancelRivals } from './cancel-rivals.ts';
import { type Checkpoint, passing } from './checkpoint.ts';
import { announceSuperseded, clearTheWay, followUp } from './clear-the-way.ts';
import { clientIdOf } from './client-of.ts';
import { withHouseEyes } from './house-scope.ts';
import { findPayerAddress } from './payer.repository.ts';
import type { Payment, PaymentRequest } from './payments.contract.ts';
import { amountChanged, basketFault, paymentInProgress, paymentSuperseded } from './payments.errors.ts';
import { basketProblem } from './payments.model.ts';
import {
  findPayment,
  insertAttempt,
  insertPayment,
  lockInvoices,
  type PaymentRow,
} from './payments.repository.ts';
import { showPayment } from './show-payment.ts';

type Request = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'identityDb' | 'clock' | 'ids' | 'queue' | 'gateway' | 'supplier'>;
  input: {
    /** Of the payment to make: a repeat brings the same one and goes on from what stands. */
    id: string;
    request: PaymentRequest;
  };
  reached?: Checkpoint;
};

/**
 * Opens a card payment of one or several invoices. The intent is committed before the vendor is called, and the
 * vendor is called with a key that follows from it: after a crash at any point the same request comes to the same
 * payment.
 */
export async function payInvoices({ ctx, deps, input, reached = passing }: Request): Promise<Payment> {
  await reached('request_accepted');
  const receiptEmail = input.request.receiptEmail ?? (await findPayerAddress(deps.identityDb, ctx.scope));
  const payment = await deps.db.write(ctx.scope, (tx) =>
    openPayment({ ctx, deps, input, reached }, tx, receiptEmail),
  );
  await reached('payment_committed');
  if (payment.status === 'cancelled') throw paymentSuperseded();

  if (payment.status === 'created' || payment.status === 'unknown') {
    const clash = await cancelRivals({ ctx, deps, paymentId: payment.id });
    if (clash === 'captured') throw amountChanged();
    if (clash === 'processing') throw paymentInProgress();
    await reached('rivals_cancelled');
    const handover = await askVendor({ deps, scope: ctx.scope, payment, reached });
    // The vendor's event may have come although its answer did not: then the way on is asked for, as for any reader.
    return showPayment({ ctx, deps, id: payment.id, ...(handover && { handover }) });
  }
  return showPayment({ ctx, deps, id: payment.id });
}

async function openPayment(
  { ctx, deps, input, reached }: Required<Request>,
  tx: Tx,
  receiptEmail: string | null,
): Promise<PaymentRow> {
  const { scope } = ctx;
  const clientId = clientIdOf(scope);
  const standing = await findPayment(tx, clientId, input.id);
  if (standing) return standing;

  const { lines, expectedTotalCents, clientReference } = input.request;
  const invoiceIds = lines.map(({ invoiceId }) => invoiceId);
  const invoices = await lockInvoices(tx, clientId, invoiceIds);
  const problem = basketProblem(lines, expectedTotalCents, new Map(invoices.map((row) => [row.id, row])));
  if (problem) throw basketFault(problem);

  const seeing = withHouseEyes(scope, clientId);
  await enterScope(tx, seeing);
  const superseded = await clearTheWay({ tx, scope: seeing, deps, invoiceIds, ownId: input.id });
  const now = deps.clock.now();
  const isNew = await insertPayment(tx, clientId, {
    id: input.id,
    vendor: deps.gateway.vendor,
    amountCents: expectedTotalCents,
    clientReference,
    receiptEmail,
    requestedBy: scope.actor.kind === 'user' ? scope.actor.id : null,
    requestedByName: scope.actor.name,
    traceId: scope.traceId,
    createdAt: now,
    lines,
  });
  await reached('payment_inserted');
  if (isNew) {
    await insertAttempt(tx, clientId, input.id, { idempotencyKey: `foyer-${input.id}-1`, calledAt: now });
    await followUp(tx, deps, { clientId, paymentId: input.id, traceId: scope.traceId });
    await audit(tx, scope, {
      action: 'payment.requested',
      subjectType: 'payment',
      subjectId: input.id,
      detail: { amountCents: expectedTotalCents, invoices: invoiceIds },
    });
  }
  for (const id of superseded) await announceSuperseded(tx, seeing, id);
  if (isNew) await publishPayment(tx, seeing, input.id);
  const payment = await findPayment(tx, clientId, input.id);
  if (!payment) throw new Error('a payment just written is gone');
  return payment;
}
