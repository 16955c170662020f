import type { Aging, Invoice, InvoicePage } from '../../server/features/invoices/invoices.contract.ts';
import type {
  AvailableCredits,
  Payment,
  PaymentOptions,
  PaymentPage,
  PaymentRequestBody,
  Receipt,
} from '../../server/features/payments/payments.contract.ts';
import type { FoyerSession } from '../kit/session/session.ts';
import { type Filters, toQuery } from './model/filters.ts';

/** Every call of the widget. Each throws `FoyerProblem`, or an `AbortError` when its signal was aborted. */
export class InvoicePayApi {
  readonly session: Pick<FoyerSession, 'request'>;

  constructor(session: Pick<FoyerSession, 'request'>) {
    this.session = session;
  }

  invoices(filters: Filters, siteIds: readonly string[], cursor?: string, signal?: AbortSignal) {
    const query = toQuery(filters, siteIds, cursor);
    return this.session.request<InvoicePage>('/v1/invoices', { query, signal });
  }

  aging(siteIds: readonly string[], signal?: AbortSignal) {
    const query = { siteId: siteIds.length > 0 ? siteIds.join(',') : undefined };
    return this.session.request<Aging>('/v1/receivables/aging', { query, signal });
  }

  invoice(id: string, signal?: AbortSignal) {
    return this.session.request<Invoice>(`/v1/invoices/${encodeURIComponent(id)}`, { signal });
  }

  invoicePdf(id: string) {
    return this.pdf(`/v1/invoices/${encodeURIComponent(id)}/pdf`);
  }

  payments(cursor?: string, signal?: AbortSignal) {
    return this.session.request<PaymentPage>('/v1/payments', { query: { limit: 25, cursor }, signal });
  }

  payment(id: string, signal?: AbortSignal) {
    return this.session.request<Payment>(`/v1/payments/${encodeURIComponent(id)}`, { signal });
  }

  /** What can be paid with besides money, oldest first. */
  credits(signal?: AbortSignal) {
    return this.session.request<AvailableCredits>('/v1/credits', { signal });
  }

  /** The rails for a total in whole cents. */
  paymentOptions(totalCents: number, signal?: AbortSignal) {
    return this.session.request<PaymentOptions>('/v1/payment-options', { query: { totalCents }, signal });
  }

  /** The same key with the same basket is the same payment, however often it is sent. */
  pay(body: PaymentRequestBody, idempotencyKey: string) {
    return this.session.request<Payment>('/v1/payments', {
      method: 'POST',
      body,
      idempotencyKey,
      // The server asks the vendor before it answers.
      timeoutMs: 30_000,
    });
  }

  /** Has the server read the outcome from the vendor again; asking twice changes nothing. */
  settle(id: string, idempotencyKey: string) {
    return this.act(id, 'settle', idempotencyKey);
  }

  cancel(id: string, idempotencyKey: string) {
    return this.act(id, 'cancel', idempotencyKey);
  }

  receipt(id: string, signal?: AbortSignal) {
    return this.session.request<Receipt>(`/v1/receipts/${encodeURIComponent(id)}`, { signal });
  }

  receiptPdf(id: string) {
    return this.pdf(`/v1/receipts/${encodeURIComponent(id)}/pdf`);
  }

  private act(id: string, verb: 'settle' | 'cancel', idempotencyKey: string) {
    const path = `/v1/payments/${encodeURIComponent(id)}/${verb}`;
    return this.session.request<Payment>(path, { method: 'POST', idempotencyKey, timeoutMs: 30_000 });
  }

  private pdf(path: string) {
    return this.session.request<Blob>(path, { as: 'blob', timeoutMs: 60_000 });
  }
}
