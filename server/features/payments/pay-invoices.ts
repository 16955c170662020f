import { audit } from '../../db/audit.ts';
import { enterScope, type Tx } from '../../db/db.ts';
import type { Ctx } from '../../ports/context.ts';
import type { Deps } from '../../ports/deps.ts';
import { dayIn, nameReference } from '../invoices/index.ts';
import { checkUse, findUser, type User } from '../payment-methods/index.ts';
import { publishInvoices, publishPayment } from './announce-payment.ts';
import { askVendor } from './ask-vendor.ts';
import { cancelRivals } from './cancel-rivals.ts';
import { type Checkpoint, passing } from './checkpoint.ts';
import { announceSuperseded, clearTheWay, followUp } from './clear-the-way.ts';
import { clientIdOf } from './client-of.ts';
import { lockRemainders } from './credits.repository.ts';
import { vendorOf } from './gateway-of.ts';
import { withHouseEyes } from './house-scope.ts';
import { payWithCredits } from './pay-with-credits.ts';
import { findPayerAddress, isPoRequired } from './payer.repository.ts';
import type { Payment, PaymentRequest } from './payments.contract.ts';
import {
  amountChanged,
  basketFault,
  paymentInProgress,
  paymentSuperseded,
  railNotOffered,
  surchargeChanged,
} from './payments.errors.ts';
import { basketProblem } from './payments.model.ts';
import {
  findPayment,
  insertAttempt,
  insertPayment,
  lockInvoices,
  type PaymentRow,
} from './payments.repository.ts';
import { offerRails } from './rail-offer.model.ts';
import { showPayment } from './show-payment.ts';

type Request = {
  ctx: Ctx;
  deps: Pick<Deps, 'db' | 'identityDb' | 'clock' | 'ids' | 'queue' | 'gateways' | 'rails' | 'supplier'>;
  input: {
    /** Of the payment to make: a repeat brings the same one and goes on from what stands. */
    id: string;
    request: PaymentRequest;
  };
  reached?: Checkpoint;
};

/**
 * Opens a payment of one or several invoices. The intent is committed before a vendor is called, and the vendor is called
 * with a key that follows from it: after a crash at any point the same request comes to the same payment. A transfer has
 * no vendor: the payer gets a reference. What credits pay whole is paid at once.
 */
export async function payInvoices({ ctx, deps, input, reached = passing }: Request): Promise<Payment> {
  await reached('request_accepted');
  const receiptEmail = input.request.receiptEmail ?? (await findPayerAddress(deps.identityDb, ctx.scope));
  const user = await findUser(deps.identityDb, ctx.scope);
  const payment = await deps.db.write(ctx.scope, (tx) =>
    openPayment({ ctx, deps, input, reached }, tx, { receiptEmail, user }),
  );
  await reached('payment_committed');
  if (payment.status === 'cancelled') throw paymentSuperseded();

  if (payment.vendor !== null && (payment.status === 'created' || payment.status === 'unknown')) {
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
  { receiptEmail, user }: { receiptEmail: string | null; user: User },
): Promise<PaymentRow> {
  const { scope } = ctx;
  const clientId = clientIdOf(scope);
  const standing = await findPayment(tx, clientId, input.id);
  if (standing) return standing;

  const { request } = input;
  const invoiceIds = [...new Set([...request.lines, ...request.credits].map(({ invoiceId }) => invoiceId))];
  const invoices = await lockInvoices(tx, clientId, invoiceIds);
  const problem = basketProblem(request, {
    invoices: new Map(invoices.map((row) => [row.id, row])),
    remainders: await lockRemainders(tx, clientId, request.credits),
    poRequired: await isPoRequired(tx, clientId),
  });
  if (problem) throw basketFault(problem);
  const surchargeCents = askedOnTop(deps, request);
  if (request.paymentMethodId !== null) {
    const numbers = new Map(invoices.map(({ id, poNumber }) => [id, poNumber]));
    await checkUse(tx, scope, {
      methodId: request.paymentMethodId,
      user,
      rail: request.rail,
      amountCents: request.expectedTotalCents + surchargeCents,
      poNumbers: request.lines.map(({ invoiceId, poNumber }) => poNumber ?? numbers.get(invoiceId) ?? null),
    });
  }

  const seeing = withHouseEyes(scope, clientId);
  await enterScope(tx, seeing);
  const superseded = await clearTheWay({ tx, scope: seeing, deps, invoiceIds, ownId: input.id });
  const now = deps.clock.now();
  const vendor = vendorOf(request.rail);
  const isNew = await insertPayment(tx, clientId, {
    id: input.id,
    rail: request.rail,
    vendor,
    status: request.rail === 'credit' ? 'succeeded' : vendor === null ? 'requires_action' : 'created',
    amountCents: request.expectedTotalCents + surchargeCents,
    surchargeCents,
    paymentMethodId: request.paymentMethodId,
    clientReference: request.clientReference,
    receiptEmail,
    requestedBy: scope.actor.kind === 'user' ? scope.actor.id : null,
    requestedByName: scope.actor.name,
    traceId: scope.traceId,
    createdAt: now,
    clearedAt: request.rail === 'credit' ? now : null,
    lines: request.lines,
    credits: request.credits,
  });
  await reached('payment_inserted');
  if (isNew && vendor !== null) {
    await insertAttempt(tx, clientId, input.id, { idempotencyKey: `foyer-${input.id}-1`, calledAt: now });
    await followUp(tx, deps, { clientId, paymentId: input.id, traceId: scope.traceId });
  }
  if (isNew && (request.rail === 'bpay' || request.rail === 'eft'))
    await nameReference(tx, deps.rails, clientId, { invoiceId: null, paymentId: input.id });
  if (isNew && request.rail === 'credit')
    await payWithCredits({ tx, scope: seeing, deps, paymentId: input.id });
  if (isNew) {
    await audit(tx, scope, {
      action: 'payment.requested',
      subjectType: 'payment',
      subjectId: input.id,
      detail: { rail: request.rail, amountCents: request.expectedTotalCents, invoices: invoiceIds },
    });
  }
  for (const id of superseded) await announceSuperseded(tx, seeing, id);
  if (isNew) await publishPayment(tx, seeing, input.id);
  if (isNew && request.rail === 'credit') await publishInvoices(tx, seeing, invoices);
  const payment = await findPayment(tx, clientId, input.id);
  if (!payment) throw new Error('a payment just written is gone');
  return payment;
}

/**
 * What the rail costs today, which is what the payer agreed to: the policy is dated, and its day may have come since.
 *
 * @throws Fault when the rail is not offered for this total, or for another surcharge, higher or lower, than was shown
 */
function askedOnTop(deps: Pick<Deps, 'rails' | 'supplier' | 'clock'>, request: PaymentRequest): number {
  const surchargeCents = surchargeToday(deps, request);
  if (surchargeCents !== (request.expectedSurchargeCents ?? 0)) throw surchargeChanged();
  return surchargeCents;
}

function surchargeToday(deps: Pick<Deps, 'rails' | 'supplier' | 'clock'>, request: PaymentRequest): number {
  if (request.rail === 'credit') return 0;
  const today = dayIn(deps.supplier.timeZone, deps.clock.now());
  const offer = offerRails(deps.rails, request.expectedTotalCents, today).find(
    ({ rail }) => rail === request.rail,
  );
  if (!offer?.offered) throw railNotOffered();
  return offer.surchargeCents;
}
