import { Fault } from '../../ports/fault.ts';
import { GatewayRefused, GatewayUnknown } from '../../ports/payment-gateway.ts';
import type { BasketProblem } from './payments.model.ts';

const seconds = (retryAfterSeconds: number, cause?: unknown) => ({ retryAfterSeconds, cause });

export const paymentInProgress = (): Fault => new Fault('payment_in_progress', undefined, seconds(30));
export const paymentSuperseded = (): Fault => new Fault('payment_superseded');
export const paymentNotCancellable = (): Fault => new Fault('payment_not_cancellable');
export const amountChanged = (): Fault => new Fault('amount_changed');
export const surchargeChanged = (): Fault => new Fault('surcharge_changed');
export const railNotOffered = (): Fault => new Fault('rail_not_offered');
export const vendorUnavailable = (cause: unknown): Fault =>
  new Fault('vendor_unavailable', undefined, seconds(5, cause));
export const signatureInvalid = (cause: unknown): Fault =>
  new Fault('signature_invalid', undefined, { cause });
export const bodyTooLarge = (): Fault => new Fault('payload_too_large');

/** The caller hears which line of the basket it was. An invoice of somebody else is one that does not exist. */
export function basketFault(problem: BasketProblem): Fault {
  if (problem.code === 'amount_changed') return amountChanged();
  if (problem.code === 'invoice_missing' || problem.code === 'credit_missing') return new Fault('not_found');
  const place = 'line' in problem ? `lines/${problem.line}` : `credits/${problem.credit}`;
  const path = `${place}/${fields[problem.code]}`;
  if (problem.code === 'duplicate_invoice' || problem.code === 'duplicate_credit') {
    return new Fault('invalid_request', undefined, {
      errors: [{ path, code: problem.code, message: 'It is in the basket already' }],
    });
  }
  const fault = new Fault(problem.code);
  return new Fault(problem.code, undefined, {
    errors: [{ path, code: problem.code, message: fault.message }],
  });
}

const fields = {
  duplicate_invoice: 'invoiceId',
  duplicate_credit: 'id',
  invoice_not_payable: 'invoiceId',
  amount_above_balance: 'amountCents',
  credit_above_remainder: 'amountCents',
  po_number_missing: 'poNumber',
} as const;

/** About a payment that exists a refusal is as little of an answer as silence: a wrong key, a vendor's mistake. */
export const isVendorTrouble = (error: unknown): boolean =>
  error instanceof GatewayUnknown || error instanceof GatewayRefused;
