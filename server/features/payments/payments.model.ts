import type { GatewayFailure, GatewayState } from '../../ports/payment-gateway.ts';
import type { PaymentStatus } from './payments.contract.ts';

export type FailureCode = GatewayFailure | 'superseded';
export type Dispute = 'none' | 'open' | 'won' | 'lost';

/** How a payment stands with us. */
export type Standing = {
  status: PaymentStatus;
  capturedCents: number;
  refundedCents: number;
  dispute: Dispute;
  disputedCents: number;
  dishonoured: boolean;
  failure: FailureCode | null;
};

/** What the vendor was seen to say, now or at the time of an event; observations come in any order. */
export type Observation = {
  state: GatewayState;
  capturedCents: number;
  refundedCents: number;
  dispute: Dispute;
  disputedCents: number;
  dishonoured: boolean;
  failure: FailureCode | null;
};

/**
 * States only ever climb. An event that comes late finds the payment further up and changes nothing. Captured money
 * outranks a failure or a cancellation: what was paid was paid. Once money was captured the status follows from the
 * money alone.
 */
const ranks: Record<PaymentStatus, number> = {
  created: 0,
  unknown: 1,
  requires_action: 2,
  processing: 3,
  failed: 4,
  cancelled: 5,
  succeeded: 6,
  refunded_part: 6,
  refunded: 6,
  disputed: 6,
  charged_back: 6,
  dishonoured: 6,
};

/** A success without an amount is still being booked at the vendor; an approval waits for us to take the money. */
const statusWithoutMoney: Record<GatewayState, PaymentStatus> = {
  requires_action: 'requires_action',
  approved: 'requires_action',
  processing: 'processing',
  succeeded: 'processing',
  failed: 'failed',
  cancelled: 'cancelled',
};

const disputeRanks: Record<Dispute, number> = { none: 0, open: 1, won: 2, lost: 3 };

/**
 * The standing after an observation. The higher rank and the larger amounts win, so the same observations lead to the
 * same standing in whatever order and however often they come.
 */
export function advance(now: Standing, seen: Observation): Standing {
  const capturedCents = Math.max(now.capturedCents, seen.capturedCents);
  const money = {
    capturedCents,
    refundedCents: Math.min(Math.max(now.refundedCents, seen.refundedCents), capturedCents),
    dispute: disputeRanks[seen.dispute] > disputeRanks[now.dispute] ? seen.dispute : now.dispute,
    disputedCents: Math.max(now.disputedCents, seen.disputedCents),
    dishonoured: now.dishonoured || seen.dishonoured,
  };
  if (capturedCents > 0) return { ...money, status: statusOfMoney(money), failure: null };
  const seenStatus = statusWithoutMoney[seen.state];
  if (ranks[seenStatus] < ranks[now.status]) return { ...now, ...money };
  // The vendor's own event may come before the call that knows why.
  const failure = isAbandoned(seenStatus) ? seen.failure : null;
  if (seenStatus === now.status) return { ...now, ...money, failure: now.failure ?? failure };
  return { ...money, status: seenStatus, failure };
}

/** Of captured money. */
export function statusOfMoney(money: Omit<Standing, 'status' | 'failure'>): PaymentStatus {
  if (money.dishonoured) return 'dishonoured';
  if (money.dispute === 'lost') return 'charged_back';
  if (money.dispute === 'open') return 'disputed';
  if (money.refundedCents >= money.capturedCents) return 'refunded';
  return money.refundedCents > 0 ? 'refunded_part' : 'succeeded';
}

/**
 * What invoices may take of a payment: the rule of `app.held_cents` in the database, which holds every row to it.
 * @param surchargeCents goes to the rail and pays no invoice
 */
export function heldCents(money: Omit<Standing, 'status' | 'failure'>, surchargeCents: number): number {
  if (money.dishonoured) return 0;
  const withdrawn = money.dispute === 'open' || money.dispute === 'lost' ? money.disputedCents : 0;
  return Math.max(0, money.capturedCents - money.refundedCents - withdrawn - surchargeCents);
}

export const isSame = (a: Standing, b: Standing): boolean =>
  a.status === b.status &&
  a.capturedCents === b.capturedCents &&
  a.refundedCents === b.refundedCents &&
  a.dispute === b.dispute &&
  a.disputedCents === b.disputedCents &&
  a.dishonoured === b.dishonoured &&
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

export type LiveAllocation = { id: string; invoiceId: string; amountCents: number; basketId: string | null };

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
export type CreditUse = {
  kind: 'credit_note' | 'payment';
  id: string;
  invoiceId: string;
  amountCents: number;
};
export type PayableInvoice = { id: string; standing: string; totalCents: number; allocatedCents: number };

export type BasketProblem =
  | { code: 'duplicate_invoice'; line: number }
  | { code: 'amount_changed' }
  | { code: 'invoice_missing'; line: number }
  | { code: 'invoice_not_payable'; line: number }
  | { code: 'amount_above_balance'; line: number }
  | { code: 'duplicate_credit'; credit: number }
  | { code: 'credit_missing'; credit: number }
  | { code: 'credit_above_remainder'; credit: number }
  | { code: 'invoice_not_payable'; credit: number }
  | { code: 'amount_above_balance'; credit: number }
  | { code: 'po_number_missing'; line: number };

/** Money and credits that a basket means for invoices, against what is owed and what the credits still hold. */
export type Basket = {
  lines: readonly (BasketLine & { poNumber: string | null })[];
  credits: readonly CreditUse[];
  expectedTotalCents: number;
};
export type BasketFacts = {
  invoices: ReadonlyMap<string, PayableInvoice & { poNumber: string | null }>;
  /** What each credit still holds, by its id. */
  remainders: ReadonlyMap<string, number>;
  /** The client pays nothing without a purchase order's number. */
  poRequired: boolean;
};

/** The first reason why a basket cannot be paid, or null. */
export function basketProblem(
  { lines, credits, expectedTotalCents }: Basket,
  { invoices, remainders, poRequired }: BasketFacts,
): BasketProblem | null {
  const seen = new Set<string>();
  for (const [line, { invoiceId, poNumber }] of lines.entries()) {
    if (seen.has(invoiceId)) return { code: 'duplicate_invoice', line };
    seen.add(invoiceId);
    const invoice = invoices.get(invoiceId);
    if (!invoice) return { code: 'invoice_missing', line };
    if (poRequired && !poNumber && !invoice.poNumber) return { code: 'po_number_missing', line };
  }
  if (sumOf(lines) !== expectedTotalCents) return { code: 'amount_changed' };
  const rooms = new Map([...invoices].map(([id, invoice]) => [id, balanceOf(invoice)]));
  return creditProblem(credits, rooms, remainders) ?? lineProblem(lines, rooms);
}

/** Takes what the credits use out of the invoices' rooms. */
function creditProblem(
  credits: readonly CreditUse[],
  rooms: Map<string, number>,
  remainders: ReadonlyMap<string, number>,
): BasketProblem | null {
  const left = new Map(remainders);
  const seen = new Set<string>();
  for (const [credit, { id, invoiceId, amountCents }] of credits.entries()) {
    if (seen.has(`${id} ${invoiceId}`)) return { code: 'duplicate_credit', credit };
    seen.add(`${id} ${invoiceId}`);
    const remainder = left.get(id);
    const room = rooms.get(invoiceId);
    if (remainder === undefined || room === undefined) return { code: 'credit_missing', credit };
    if (amountCents > remainder) return { code: 'credit_above_remainder', credit };
    if (room <= 0) return { code: 'invoice_not_payable', credit };
    if (amountCents > room) return { code: 'amount_above_balance', credit };
    left.set(id, remainder - amountCents);
    rooms.set(invoiceId, room - amountCents);
  }
  return null;
}

function lineProblem(lines: readonly BasketLine[], rooms: ReadonlyMap<string, number>): BasketProblem | null {
  for (const [line, { invoiceId, amountCents }] of lines.entries()) {
    const room = rooms.get(invoiceId) ?? 0;
    if (room <= 0) return { code: 'invoice_not_payable', line };
    if (amountCents > room) return { code: 'amount_above_balance', line };
  }
  return null;
}

const sumOf = (lines: readonly { amountCents: number }[]): number =>
  lines.reduce((sum, { amountCents }) => sum + amountCents, 0);

/** How much of each planned credit can be used now, in the order of the plan. */
export function fitCredits<Planned extends CreditUse>(
  planned: readonly Planned[],
  balances: ReadonlyMap<string, number>,
  remainders: ReadonlyMap<string, number>,
): Planned[] {
  const rooms = new Map(balances);
  const left = new Map(remainders);
  const fitted: Planned[] = [];
  for (const credit of planned) {
    const remainder = left.get(credit.id) ?? 0;
    const room = rooms.get(credit.invoiceId) ?? 0;
    const amountCents = Math.min(credit.amountCents, remainder, room);
    if (amountCents <= 0) continue;
    left.set(credit.id, remainder - amountCents);
    rooms.set(credit.invoiceId, room - amountCents);
    fitted.push({ ...credit, amountCents });
  }
  return fitted;
}

/** What is still owed; nothing on an invoice that was voided or written off. */
export const balanceOf = (invoice: Omit<PayableInvoice, 'id'>): number =>
  invoice.standing === 'issued' ? invoice.totalCents - invoice.allocatedCents : 0;
