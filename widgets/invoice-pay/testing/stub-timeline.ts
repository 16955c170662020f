import type {
  PaymentMovement,
  PaymentTimeline,
} from '../../../server/features/payments/payment-timeline.contract.ts';
import type { Payment } from '../../../server/features/payments/payments.contract.ts';

const asOf = '2026-11-22T03:17:00.000Z';

/** A movement with facts that say which it is. */
export function movement(
  kind: PaymentMovement['kind'],
  amountCents: number,
  facts: Partial<PaymentMovement> = {},
): PaymentMovement {
  return {
    at: asOf,
    kind,
    amountCents,
    invoiceId: null,
    invoiceNumber: null,
    document: null,
    by: null,
    ...facts,
  };
}

/** The history of a payment of the stub, as far as it has come. */
export function timelineOf(payment: Payment, facts: Partial<PaymentTimeline> = {}): PaymentTimeline {
  const { id, currency, amountCents, surchargeCents, lines, credits, receipt, createdAt, requestedBy } =
    payment;
  const document = receipt && { kind: 'receipt' as const, ...receipt };
  const isPaid = payment.clearedAt !== null;
  const moneyCents = isPaid ? amountCents - surchargeCents : 0;
  const items = [
    movement('initiated', amountCents, { at: createdAt, by: requestedBy }),
    ...(isPaid && amountCents > 0 ? [movement('capture', amountCents, { document })] : []),
    ...(isPaid && surchargeCents > 0 ? [movement('surcharge', -surchargeCents, { document })] : []),
    ...(isPaid ? lines : []).map(({ invoiceId, invoiceNumber, allocatedCents }) =>
      movement('allocated', allocatedCents, { invoiceId, invoiceNumber, document }),
    ),
    ...(isPaid ? credits : []).map(({ id: credit, kind, number, invoiceId, invoiceNumber, allocatedCents }) =>
      movement('credit_used', allocatedCents, {
        invoiceId,
        invoiceNumber,
        document: { kind: kind === 'payment' ? 'receipt' : kind, id: credit, number },
      }),
    ),
  ];
  const allocatedCents = isPaid ? lines.reduce((sum, line) => sum + line.allocatedCents, 0) : 0;
  return {
    paymentId: id,
    currency,
    items,
    heldCents: moneyCents,
    allocatedCents,
    unallocatedCents: moneyCents - allocatedCents,
    hiddenCents: 0,
    asOf,
    ...facts,
  };
}
