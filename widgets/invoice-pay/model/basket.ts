import type { InvoiceSummary } from '../../../server/features/invoices/invoices.contract.ts';
import type { PaymentRequestBody } from '../../../server/features/payments/payments.contract.ts';
import { payableCents } from './invoice-list.ts';

/** One payment takes at most this many invoices (`paymentRequest.lines`). */
export const MAX_LINES = 100;

export type BasketLine = {
  readonly invoice: InvoiceSummary;
  /** What a person typed, kept letter by letter; `null` while they left the amount at all that is due. */
  readonly typed: string | null;
  /** Whole cents of `typed`; `null` when it is no amount of money. */
  readonly typedCents: number | null;
  /** Set when the balance changed under the basket, to be said beside the amount until the next edit. */
  readonly balanceWas: number | null;
};

export type Basket = {
  readonly lines: readonly BasketLine[];
  readonly clientReference: string;
  readonly receiptEmail: string;
};

export type AmountProblem = 'missing' | 'not_money' | 'not_positive' | 'above_balance' | 'not_payable';

export const emptyBasket: Basket = { lines: [], clientReference: '', receiptEmail: '' };

export function lineOf(invoice: InvoiceSummary): BasketLine {
  return { invoice, typed: null, typedCents: null, balanceWas: null };
}

export function lineCents(line: BasketLine): number {
  return line.typed === null ? payableCents(line.invoice) : (line.typedCents ?? 0);
}

export function amountProblem(line: BasketLine): AmountProblem | null {
  const payable = payableCents(line.invoice);
  if (payable === 0) return 'not_payable';
  if (line.typed === null) return null;
  if (line.typed.trim() === '') return 'missing';
  if (line.typedCents === null) return 'not_money';
  if (line.typedCents <= 0) return 'not_positive';
  return line.typedCents > payable ? 'above_balance' : null;
}

export function isPartial(line: BasketLine): boolean {
  return lineCents(line) < payableCents(line.invoice);
}

/** The sum of the lines that could be paid as they stand. */
export function totalCents(basket: Basket): number {
  return basket.lines.reduce((sum, line) => (amountProblem(line) ? sum : sum + lineCents(line)), 0);
}

export function isPayable(basket: Basket): boolean {
  return basket.lines.length > 0 && basket.lines.every((line) => amountProblem(line) === null);
}

export function has(basket: Basket, invoiceId: string): boolean {
  return basket.lines.some((line) => line.invoice.id === invoiceId);
}

/** Adds what can be paid and is not in it yet, up to the most that one payment takes. */
export function add(basket: Basket, invoices: readonly InvoiceSummary[]): Basket {
  const fresh = invoices.filter((invoice) => payableCents(invoice) > 0 && !has(basket, invoice.id));
  if (fresh.length === 0) return basket;
  return { ...basket, lines: [...basket.lines, ...fresh.map(lineOf)].slice(0, MAX_LINES) };
}

export function remove(basket: Basket, invoiceIds: readonly string[]): Basket {
  const lines = basket.lines.filter((line) => !invoiceIds.includes(line.invoice.id));
  return lines.length === basket.lines.length ? basket : { ...basket, lines };
}

/** `cents` is what the money field read from `text`, `null` when that is no amount. */
export function setAmount(basket: Basket, invoiceId: string, text: string, cents: number | null): Basket {
  return onLine(basket, invoiceId, (line) => ({
    ...line,
    typed: text,
    typedCents: cents,
    balanceWas: null,
  }));
}

export function payInFull(basket: Basket, invoiceId: string): Basket {
  return onLine(basket, invoiceId, (line) => ({
    ...line,
    typed: null,
    typedCents: null,
    balanceWas: null,
  }));
}

/**
 * Takes a fresh reading of an invoice. An amount that was left at all that is due follows the balance; an amount that
 * somebody typed stays as it was typed, and says so when it no longer fits.
 */
export function withReading(basket: Basket, invoice: InvoiceSummary): Basket {
  return onLine(basket, invoice.id, (line) => {
    if (line.invoice.version > invoice.version) return line;
    const before = payableCents(line.invoice);
    const moved = before !== payableCents(invoice);
    return { ...line, invoice, balanceWas: moved ? (line.balanceWas ?? before) : line.balanceWas };
  });
}

/** Line amounts and the total that the button showed; the server refuses a sum that differs. */
export function toRequest(basket: Basket): PaymentRequestBody {
  return {
    lines: basket.lines.map((line) => ({ invoiceId: line.invoice.id, amountCents: lineCents(line) })),
    expectedTotalCents: totalCents(basket),
    rail: 'card',
    clientReference: basket.clientReference.trim() || null,
    receiptEmail: basket.receiptEmail.trim() || null,
  };
}

/** Good enough to catch a slip; the server's own check decides. */
export function emailLooksWrong(email: string): boolean {
  const text = email.trim();
  return text !== '' && (text.length > 254 || !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text));
}

function onLine(basket: Basket, invoiceId: string, change: (line: BasketLine) => BasketLine): Basket {
  const at = basket.lines.findIndex((line) => line.invoice.id === invoiceId);
  const line = basket.lines[at];
  if (!line) return basket;
  const next = change(line);
  return next === line ? basket : { ...basket, lines: basket.lines.with(at, next) };
}
