import type { Payment } from '../../../server/features/payments/payments.contract.ts';

/** What a payment did for one invoice, in whole cents. */
export type Settled = {
  readonly invoiceId: string;
  readonly invoiceNumber: string;
  readonly moneyCents: number;
  readonly creditCents: number;
  readonly poNumber: string | null;
  readonly costCentre: string | null;
};

/** Money and credits of a payment, invoice by invoice: an invoice that credits paid whole has no line of money. */
export function allocationsOf(payment: Payment): readonly Settled[] {
  const settled = new Map<string, Settled>();
  for (const { invoiceId, invoiceNumber, allocatedCents, poNumber, costCentre } of payment.lines) {
    settled.set(invoiceId, {
      invoiceId,
      invoiceNumber,
      moneyCents: allocatedCents,
      creditCents: 0,
      poNumber,
      costCentre,
    });
  }
  for (const { invoiceId, invoiceNumber, allocatedCents } of payment.credits) {
    const none = {
      invoiceId,
      invoiceNumber,
      moneyCents: 0,
      creditCents: 0,
      poNumber: null,
      costCentre: null,
    };
    const one = settled.get(invoiceId) ?? none;
    settled.set(invoiceId, { ...one, creditCents: one.creditCents + allocatedCents });
  }
  return [...settled.values()];
}

/** The numbers of the invoices that a payment is for, each once. */
export function invoicesOf({ lines, credits }: Payment): readonly string[] {
  return [...new Set([...lines, ...credits].map(({ invoiceNumber }) => invoiceNumber))];
}

export function creditCents({ credits }: Payment): number {
  return credits.reduce((sum, { allocatedCents }) => sum + allocatedCents, 0);
}
