import type { GatewayFailure, GatewayState } from '../../ports/payment-gateway.ts';
import type { PaymentStatus } from './payments.contract.ts';

export type FailureCode = GatewayFailure | 'superseded';

/** How a payment stands with us. */
export type Standing = {
  status: PaymentStatus;
  capturedCents: number;
  refundedCents: number;
  failure: FailureCode | null;
};

/** What the vendor was seen to say, now or at the time of an event; observations come in any order. */
export type Observation = {
  state: GatewayState;
  capturedCents: number;
  refundedCents: number;
  failure: FailureCode | null;
};

/**
 * States only ever climb. An event that comes late finds the payment further up and changes nothing. Captured money
 * outranks a failure or a cancellation: what was paid was paid.
 */
const ranks: Record<PaymentStatus, number> = {
  created: 0,
  unknown: 1,
  requires_action: 2,
  processing: 3,
  failed: 4,
  cancelled: 5,
  succeeded: 6,
  refunded_part: 7,
  refunded: 8,
};

/**
 * The standing after an observation. The higher rank and the larger amounts win, so the same observations lead to the
 * same standing in whatever order and however often they come.
 */
export function advance(now: Standing, seen: Observation): Standing {
  const capturedCents = Math.max(now.capturedCents, seen.capturedCents);
  const refundedCents = Math.min(Math.max(now.refundedCents, seen.refundedCents), capturedCents);
  if (capturedCents > 0) {
    return {
      status: statusOfMoney(capturedCents, refundedCents),
      capturedCents,
      refundedCents,
      failure: null,
    };
  }
  // A success without an amount is a payment that is still being booked at the vendor.
  const seenStatus: PaymentStatus = seen.state === 'succeeded' ? 'processing' : seen.state;
  if (ranks[seenStatus] < ranks[now.status]) return { ...now, capturedCents, refundedCents };
  // The vendor's own event may come before the call that knows why.
  const failure = isAbandoned(seenStatus) ? seen.failure : null;
  if (seenStatus === now.status)
    return { ...now, capturedCents, refundedCents, failure: now.failure ?? failure };
  return { status: seenStatus, capturedCents, refundedCents, failure };
}

function statusOfMoney(capturedCents: number, refundedCents: number): PaymentStatus {
  if (refundedCents >= capturedCents) return 'refunded';
  return refundedCents > 0 ? 'refunded_part' : 'succeeded';
}

export const isSame = (a: Standing, b: Standing): boolean =>
  a.status === b.status &&
  a.capturedCents === b.capturedCents &&
  a.refundedCents === b.refundedCents &&
  a.failure === b.failure;

const openStatuses: readonly PaymentStatus[] = ['created', 'requires_action', 'processing', 'unknown'];
export const isOpen = (status: PaymentStatus): boolean => openStatuses.includes(status);

/** Closed without money: whatever the vendor still holds open for it has to be closed there too. */
export const isAbandoned = (status: PaymentStatus): boolean => status === 'cancelled' || status === 'failed';

/** Money may be on its way: nobody is asked to pay the same invoice meanwhile. */
export const isUnderWay = (status: PaymentStatus): boolean => status === 'processing' || status === 'unknown';

export type Portion = { invoiceId: string; amountCents: number };

/**
 * Spreads captured money over what was asked for, in the order of the lines. An invoice that something else settled
 * meanwhile takes no more than its balance; the rest stays with the payment as credit on account.
 */
export function allocate(
  lines: readonly Portion[],
  balances: ReadonlyMap<string, number>,
  availableCents: number,
): Portion[] {
  let left = availableCents;
  const portions: Portion[] = [];
  for (const { invoiceId, amountCents } of lines) {
    const amount = Math.min(amountCents, Math.max(0, balances.get(invoiceId) ?? 0), left);
    if (amount <= 0) continue;
    left -= amount;
    portions.push({ invoiceId, amountCents: amount });
  }
  return portions;
}

export type LiveAllocation = { id: string; invoiceId: string; amountCents: number };

/** An allocation to take back whole, and what of it is booked again: the ledger knows no partial reversal. */
export type Reversal = LiveAllocation & { keepCents: number };

/**
 * Which allocations a refund takes back.
 * @param newestFirst allocations that nothing has reversed yet
 * @param cents how much has to go; money that was never allocated goes first and is not counted here
 */
export function reverse(newestFirst: readonly LiveAllocation[], cents: number): Reversal[] {
  let left = cents;
  const reversals: Reversal[] = [];
  for (const allocation of newestFirst) {
    if (left <= 0) break;
    const taken = Math.min(allocation.amountCents, left);
    left -= taken;
    reversals.push({ ...allocation, keepCents: allocation.amountCents - taken });
  }
  return reversals;
}

export type BasketLine = { invoiceId: string; amountCents: number };
export type PayableInvoice = { id: string; standing: string; totalCents: number; allocatedCents: number };

export type BasketProblem =
  | { code: 'duplicate_invoice'; line: number }
  | { code: 'amount_changed' }
  | { code: 'invoice_missing'; line: number }
  | { code: 'invoice_not_payable'; line: number }
  | { code: 'amount_above_balance'; line: number };

/** The first reason why a basket cannot be paid, or null. */
export function basketProblem(
  lines: readonly BasketLine[],
  expectedTotalCents: number,
  invoices: ReadonlyMap<string, PayableInvoice>,
): BasketProblem | null {
  const seen = new Set<string>();
  for (const [line, { invoiceId }] of lines.entries()) {
    if (seen.has(invoiceId)) return { code: 'duplicate_invoice', line };
    seen.add(invoiceId);
    if (!invoices.has(invoiceId)) return { code: 'invoice_missing', line };
  }
  if (lines.reduce((sum, { amountCents }) => sum + amountCents, 0) !== expectedTotalCents) {
    return { code: 'amount_changed' };
  }
  for (const [line, { invoiceId, amountCents }] of lines.entries()) {
    const invoice = invoices.get(invoiceId);
    if (!invoice || balanceOf(invoice) <= 0) return { code: 'invoice_not_payable', line };
    if (amountCents > balanceOf(invoice)) return { code: 'amount_above_balance', line };
  }
  return null;
}

/** What is still owed; nothing on an invoice that was voided or written off. */
export const balanceOf = (invoice: Omit<PayableInvoice, 'id'>): number =>
  invoice.standing === 'issued' ? invoice.totalCents - invoice.allocatedCents : 0;
