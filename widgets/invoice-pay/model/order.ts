import type { PaymentMethod } from '../../../server/features/payment-methods/payment-methods.contract.ts';
import type {
  PaymentOptions,
  PaymentRequestBody,
  Rail,
} from '../../../server/features/payments/payments.contract.ts';
import { type AmountProblem, amountProblem, type Basket, type BasketLine, lineCents } from './basket.ts';
import { type Credit, type PlannedShare, planCredits } from './credit-plan.ts';
import { payableCents } from './invoice-list.ts';
import { type MethodOffer, methodOf, offerMethods } from './saved-method.ts';

export type RailOffer = PaymentOptions['items'][number];

export type OrderLine = {
  readonly line: BasketLine;
  /** What can be paid of the invoice, before credits. */
  readonly payableCents: number;
  readonly creditCents: number;
  /** What money pays; 0 while the amount is no use. */
  readonly moneyCents: number;
  /** What stays to be paid afterwards. */
  readonly leftCents: number;
  readonly problem: AmountProblem | null;
};

/** What a basket comes to: the same figures on the basket, the confirmation and in the request. */
export type Order = {
  readonly lines: readonly OrderLine[];
  readonly credits: readonly PlannedShare[];
  readonly moneyCents: number;
  readonly creditCents: number;
  readonly rail: Rail;
  /** The client's saved methods, each with whether it can pay this. */
  readonly methods: readonly MethodOffer[];
  /** The saved method that pays; `null` when details are entered, or none are needed. */
  readonly method: PaymentMethod | null;
  readonly surchargeCents: number;
  /** What the rail is asked for. */
  readonly chargedCents: number;
  readonly isPayable: boolean;
};

/**
 * @param credits what the client can pay with besides money, oldest first
 * @param offers the rails for the order's total; empty while they are not known, which leaves the card
 * @param saved the client's saved methods
 */
export function orderOf(
  basket: Basket,
  credits: readonly Credit[],
  offers: readonly RailOffer[],
  saved: readonly PaymentMethod[] = [],
): Order {
  const plan = planCredits(basket, credits, (line) => payableCents(line.invoice));
  const lines = basket.lines.map((line) => orderLine(line, plan));
  const moneyCents = sum(lines.map((line) => line.moneyCents));
  const creditCents = sum(lines.map((line) => line.creditCents));
  const hasEveryPo = lines.every(({ line, moneyCents: cents }) => cents === 0 || poOf(line) !== null);
  const methods = offerMethods(saved, { moneyCents, offers, hasEveryPo });
  const isOfCredit = moneyCents === 0 && creditCents > 0;
  const method = isOfCredit ? null : methodOf(methods, basket.paymentMethodId, basket.rail === null);
  const rail = isOfCredit ? 'credit' : (method?.kind ?? railOf(basket.rail, offers));
  const surchargeCents = offers.find((offer) => offer.rail === rail)?.surchargeCents ?? 0;
  const isSound =
    lines.every(({ problem }) => problem === null) && plan.every(({ problem }) => problem === null);
  return {
    lines,
    credits: plan,
    moneyCents,
    creditCents,
    rail,
    methods,
    method,
    surchargeCents,
    chargedCents: moneyCents + surchargeCents,
    isPayable: isSound && moneyCents + creditCents > 0,
  };
}

function orderLine(line: BasketLine, plan: readonly PlannedShare[]): OrderLine {
  const creditCents = sum(
    plan.filter(({ invoiceId }) => invoiceId === line.invoice.id).map(({ cents }) => cents),
  );
  const problem = amountProblem(line, creditCents);
  const payable = payableCents(line.invoice);
  const moneyCents = problem === null ? lineCents(line, creditCents) : 0;
  return {
    line,
    payableCents: payable,
    creditCents,
    moneyCents,
    leftCents: payable - creditCents - moneyCents,
    problem,
  };
}

/** The chosen rail while it is offered; a total that moved may have closed it. */
function railOf(chosen: Rail | null, offers: readonly RailOffer[]): Rail {
  const offered = offers.filter((offer) => offer.offered);
  const kept = offered.find(({ rail }) => rail === chosen) ?? offered[0];
  return kept?.rail ?? chosen ?? 'card';
}

/** Amounts as the screen showed them; the server refuses a total that comes to another. */
export function toRequest(basket: Basket, order: Order): PaymentRequestBody {
  const money = order.lines.filter(({ moneyCents }) => moneyCents > 0);
  return {
    lines: money.map(({ line, moneyCents }) => ({
      invoiceId: line.invoice.id,
      amountCents: moneyCents,
      poNumber: poOf(line),
      costCentre: line.costCentre.trim() || null,
    })),
    credits: merged(order.credits),
    expectedTotalCents: order.moneyCents,
    rail: order.rail,
    expectedSurchargeCents: order.surchargeCents,
    paymentMethodId: order.method?.id ?? null,
    clientReference: basket.clientReference.trim() || null,
    receiptEmail: basket.receiptEmail.trim() || null,
  };
}

function poOf({ poNumber, invoice }: BasketLine): string | null {
  return poNumber.trim() || invoice.poNumber;
}

/** One entry per credit and invoice, however many rows somebody made of it. */
function merged(plan: readonly PlannedShare[]): NonNullable<PaymentRequestBody['credits']> {
  const uses = new Map<string, NonNullable<PaymentRequestBody['credits']>[number]>();
  for (const { kind, id, invoiceId, cents } of plan) {
    if (cents === 0) continue;
    const key = `${id} ${invoiceId}`;
    uses.set(key, { kind, id, invoiceId, amountCents: (uses.get(key)?.amountCents ?? 0) + cents });
  }
  return [...uses.values()];
}

function sum(list: readonly number[]): number {
  return list.reduce((total, cents) => total + cents, 0);
}
