import type { InvoiceSummary } from '../../../server/features/invoices/invoices.contract.ts';
import type { Rail } from '../../../server/features/payments/payments.contract.ts';
import { payableCents, undisputedCents } from './invoice-list.ts';

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
  /** Typed by the payer; empty leaves it at the invoice's own. */
  readonly poNumber: string;
  readonly costCentre: string;
  /** What is disputed is withheld until somebody asks to pay it all the same. */
  readonly payDisputed: boolean;
};

/** A part of a credit for one invoice, as a person set it. */
export type CreditShare = {
  readonly kind: 'credit_note' | 'payment';
  readonly id: string;
  readonly invoiceId: string;
  readonly typed: string;
  /** Whole cents of `typed`; `null` when it is no amount of money. */
  readonly cents: number | null;
};

export type Basket = {
  readonly lines: readonly BasketLine[];
  /** `null` while the suggestion stands: see `suggestCredits`. */
  readonly credits: readonly CreditShare[] | null;
  /** `null` takes the first rail that is offered. */
  readonly rail: Rail | null;
  /** A saved method of that rail; `null` with a rail enters another, and without one takes the default. */
  readonly paymentMethodId: string | null;
  readonly clientReference: string;
  readonly receiptEmail: string;
};

export type AmountProblem = 'missing' | 'not_money' | 'not_positive' | 'above_balance' | 'not_payable';

export const emptyBasket: Basket = {
  lines: [],
  credits: null,
  rail: null,
  paymentMethodId: null,
  clientReference: '',
  receiptEmail: '',
};

export function lineOf(invoice: InvoiceSummary): BasketLine {
  return {
    invoice,
    typed: null,
    typedCents: null,
    balanceWas: null,
    poNumber: '',
    costCentre: '',
    payDisputed: false,
  };
}

/** What money pays of a line whose credits pay `creditCents`. */
export function lineCents(line: BasketLine, creditCents = 0): number {
  if (line.typed !== null) return line.typedCents ?? 0;
  const wanted = line.payDisputed ? payableCents(line.invoice) : undisputedCents(line.invoice);
  return Math.max(0, wanted - creditCents);
}

export function amountProblem(line: BasketLine, creditCents = 0): AmountProblem | null {
  const payable = payableCents(line.invoice);
  if (payable === 0) return 'not_payable';
  if (line.typed === null) return null;
  if (line.typed.trim() === '') return 'missing';
  if (line.typedCents === null) return 'not_money';
  if (line.typedCents < 0 || (line.typedCents === 0 && creditCents === 0)) return 'not_positive';
  return line.typedCents > payable - creditCents ? 'above_balance' : null;
}

/** The sum of the lines that could be paid as they stand, before any credit. */
export function totalCents(basket: Basket): number {
  return basket.lines.reduce((sum, line) => (amountProblem(line) ? sum : sum + lineCents(line)), 0);
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

/** Pays the disputed part too, or withholds it again; an amount that was typed gives way to the question. */
export function setPayDisputed(basket: Basket, invoiceId: string, payDisputed: boolean): Basket {
  return payInFull(
    onLine(basket, invoiceId, (line) => ({ ...line, payDisputed })),
    invoiceId,
  );
}

export function setFact(
  basket: Basket,
  invoiceId: string,
  name: 'poNumber' | 'costCentre',
  text: string,
): Basket {
  return onLine(basket, invoiceId, (line) => ({ ...line, [name]: text }));
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
