import type { GatewayPayment, GatewayState } from '../../ports/payment-gateway.ts';
import type { CaptureWire, DisputeWire, OrderWire, RefundWire } from './wire.ts';

/**
 * PayPal's words for a payment in ours.
 * @param disputes about the order's capture; they are not part of an order
 */
export function paymentOfOrder(order: OrderWire, disputes: readonly DisputeWire[] = []): GatewayPayment {
  const [unit] = order.purchase_units;
  const capture = unit?.payments?.captures.at(-1);
  const state = capture ? stateOfCapture(capture) : stateOfOrder(order.status);
  const capturedCents = capture && state === 'succeeded' ? capture.amount : 0;
  const money = withdrawn(unit?.payments?.refunds ?? [], disputes, capturedCents);
  return {
    vendorRef: order.id,
    state,
    amountCents: unit?.amount ?? 0,
    capturedCents,
    ...money,
    dishonoured: false,
    feeCents: capture?.seller_receivable_breakdown?.paypal_fee ?? null,
    failure: state === 'failed' ? 'vendor_refused' : null,
    ...ownIds(unit?.custom_id),
  };
}

/** A capture on its own names its order, and says nothing of what went back since. */
export function paymentOfCapture(capture: CaptureWire, orderId: string): GatewayPayment {
  const state = stateOfCapture(capture);
  return {
    vendorRef: orderId,
    state,
    amountCents: capture.amount,
    capturedCents: state === 'succeeded' ? capture.amount : 0,
    refundedCents: 0,
    dispute: 'none',
    disputedCents: 0,
    dishonoured: false,
    feeCents: capture.seller_receivable_breakdown?.paypal_fee ?? null,
    failure: state === 'failed' ? 'vendor_refused' : null,
    ...ownIds(capture.custom_id),
  };
}

/** A state that a later version of the API adds is one that we cannot act on: it is under way. */
function stateOfOrder(status: string): GatewayState {
  if (status === 'CREATED' || status === 'SAVED' || status === 'PAYER_ACTION_REQUIRED')
    return 'requires_action';
  if (status === 'APPROVED') return 'approved';
  return status === 'VOIDED' ? 'cancelled' : 'processing';
}

const captureStates: Readonly<Record<string, GatewayState>> = {
  COMPLETED: 'succeeded',
  PARTIALLY_REFUNDED: 'succeeded',
  REFUNDED: 'succeeded',
  PENDING: 'processing',
  DECLINED: 'failed',
  FAILED: 'failed',
};
const stateOfCapture = ({ status }: CaptureWire): GatewayState => captureStates[status] ?? 'processing';

type Withdrawn = Pick<GatewayPayment, 'refundedCents' | 'dispute' | 'disputedCents'>;

/**
 * What was given back and what a complaint holds. PayPal takes the money of a lost complaint out of the capture as one
 * more refund: one of the complaint's very amount, made after it began, is the complaint's and is not counted twice.
 */
function withdrawn(
  refunds: readonly RefundWire[],
  disputes: readonly DisputeWire[],
  capturedCents: number,
): Withdrawn {
  const left = refunds.filter(({ status }) => status === 'COMPLETED');
  const standings = disputes.map((dispute) => ({ dispute, standing: standingOf(dispute) }));
  let disputedCents = 0;
  for (const { dispute, standing } of standings) {
    if (standing === 'won') continue;
    const cents = dispute.dispute_outcome?.amount_refunded ?? dispute.dispute_amount ?? capturedCents;
    disputedCents += cents;
    const reversal = left.findIndex(
      (refund) => refund.amount === cents && isSince(refund.create_time, dispute.create_time),
    );
    if (reversal >= 0) left.splice(reversal, 1);
  }
  const refundedCents = left.reduce((sum, { amount }) => sum + amount, 0);
  const has = (wanted: Withdrawn['dispute']) => standings.some(({ standing }) => standing === wanted);
  return {
    refundedCents,
    dispute: has('lost') ? 'lost' : has('open') ? 'open' : has('won') ? 'won' : 'none',
    disputedCents: Math.min(disputedCents, Math.max(0, capturedCents - refundedCents)),
  };
}

const buyerWins = ['RESOLVED_BUYER_FAVOUR', 'RESOLVED_BUYER_FAVOR', 'ACCEPTED'];

function standingOf({ status, dispute_outcome: outcome }: DisputeWire): 'open' | 'won' | 'lost' {
  if (status !== 'RESOLVED') return 'open';
  return outcome && buyerWins.includes(outcome.outcome_code) ? 'lost' : 'won';
}

const isSince = (later: string | undefined, earlier: string | undefined): boolean =>
  later === undefined || earlier === undefined || Date.parse(later) >= Date.parse(earlier);

/**
 * `custom_id` is `<client>.<payment>`, as we gave it; it travels with the order, its capture and its refunds. A refund's
 * may hold letters, digits and `-_.,` alone (Payments v2, `refund.custom_id`).
 */
export const customIdOf = (ids: { clientId: string; paymentId: string }): string =>
  `${ids.clientId}.${ids.paymentId}`;

function ownIds(customId: string | undefined): Pick<GatewayPayment, 'clientId' | 'paymentId'> {
  const [clientId, paymentId] = (customId ?? '').split('.');
  return clientId && paymentId ? { clientId, paymentId } : { clientId: null, paymentId: null };
}
