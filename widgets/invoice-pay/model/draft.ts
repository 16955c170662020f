import type { PageStorage } from '../../kit/page-storage.ts';
import type { Basket, BasketLine, CreditShare } from './basket.ts';

/** What survives a reload or the vendor's redirect: no amounts of others, no card facts, only what was chosen and typed. */
export type Draft = {
  readonly lines: readonly (Pick<BasketLine, 'typed' | 'poNumber' | 'costCentre' | 'payDisputed'> & {
    readonly invoiceId: string;
  })[];
  readonly credits: readonly CreditShare[] | null;
  readonly rail: Basket['rail'];
  readonly paymentMethodId: string | null;
  readonly clientReference: string;
  readonly receiptEmail: string;
  /** The key under which the basket was sent, and what it held then: a repeat of the same basket is the same payment. */
  readonly attempt: { readonly key: string; readonly fingerprint: string } | null;
  /** The payment that waits for the payer or its outcome. */
  readonly paymentId: string | null;
};

export function draftKey(userId: string, clientId: string): string {
  return `foyer.invoice-pay.3:${userId}:${clientId}`;
}

export function draftOf(basket: Basket, attempt: Draft['attempt'], paymentId: string | null): Draft {
  return {
    lines: basket.lines.map(({ invoice, typed, poNumber, costCentre, payDisputed }) => ({
      invoiceId: invoice.id,
      typed,
      poNumber,
      costCentre,
      payDisputed,
    })),
    credits: basket.credits,
    rail: basket.rail,
    paymentMethodId: basket.paymentMethodId,
    clientReference: basket.clientReference,
    receiptEmail: basket.receiptEmail,
    attempt,
    paymentId,
  };
}

/** A page may forbid storage, and a full one throws: a draft is a kindness, so neither is an error. */
export function saveDraft(store: PageStorage | undefined, key: string, draft: Draft): void {
  const empty = draft.lines.length === 0 && draft.paymentId === null && draft.attempt === null;
  try {
    if (empty) store?.removeItem(key);
    else store?.setItem(key, JSON.stringify(draft));
  } catch {
    // The basket stays in memory.
  }
}

/** Reads what an earlier version, or another script of the page, may have left there: whatever does not fit is nothing. */
export function loadDraft(store: PageStorage | undefined, key: string): Draft | null {
  try {
    const value: unknown = JSON.parse(store?.getItem(key) ?? 'null');
    return isDraft(value) ? value : null;
  } catch {
    return null;
  }
}

function isDraft(value: unknown): value is Draft {
  if (!isObject(value)) return false;
  return (
    Array.isArray(value.lines) &&
    value.lines.length <= 100 &&
    value.lines.every(isDraftLine) &&
    (value.credits === null || (Array.isArray(value.credits) && value.credits.every(isShare))) &&
    (value.rail === null || isRail(value.rail)) &&
    (value.paymentMethodId === null || typeof value.paymentMethodId === 'string') &&
    typeof value.clientReference === 'string' &&
    typeof value.receiptEmail === 'string' &&
    (value.attempt === null || isAttempt(value.attempt)) &&
    (value.paymentId === null || typeof value.paymentId === 'string')
  );
}

function isDraftLine(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value.invoiceId === 'string' &&
    (value.typed === null || typeof value.typed === 'string') &&
    typeof value.poNumber === 'string' &&
    typeof value.costCentre === 'string' &&
    typeof value.payDisputed === 'boolean'
  );
}

function isShare(value: unknown): value is CreditShare {
  return (
    isObject(value) &&
    (value.kind === 'credit_note' || value.kind === 'payment') &&
    typeof value.id === 'string' &&
    typeof value.invoiceId === 'string' &&
    typeof value.typed === 'string' &&
    (value.cents === null || Number.isSafeInteger(value.cents))
  );
}

const known = [
  'card',
  'becs',
  'payto',
  'paypal',
  'bpay',
  'eft',
  'credit',
] as const satisfies Basket['rail'][];

function isRail(value: unknown): value is Basket['rail'] {
  return known.some((rail) => rail === value);
}

function isAttempt(value: unknown): boolean {
  return isObject(value) && typeof value.key === 'string' && typeof value.fingerprint === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
