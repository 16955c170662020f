/** An invoice's detail came on the screen, by a click or by the deep link. */
export type InvoiceOpenedDetail = { readonly invoiceId: string; readonly number: string };

/** The money is there and allocated. Fired once per payment, whichever way the outcome became known. */
export type InvoicePaidDetail = {
  readonly paymentId: string;
  readonly receiptNumber: string | null;
  /** Whole cents, AUD. */
  readonly amountCents: number;
  readonly invoiceIds: readonly string[];
};

export type PaymentFailedDetail = {
  readonly paymentId: string | null;
  /** A failure code of the payment contract, or the code of the problem that stopped it. */
  readonly code: string;
  readonly requestId?: string;
};

/** A person moved to another view; a host that has an address bar can show it there. */
export type ViewChangedDetail = { readonly view: string; readonly invoiceId: string | null };

/** Events of `<foyer-invoice-pay>` beside those that every widget has. All bubble and are composed. */
export type InvoicePayEvents = {
  'foyer-invoice-opened': InvoiceOpenedDetail;
  'foyer-invoice-paid': InvoicePaidDetail;
  'foyer-payment-failed': PaymentFailedDetail;
  'foyer-view-changed': ViewChangedDetail;
};

declare global {
  interface HTMLElementEventMap {
    'foyer-invoice-opened': CustomEvent<InvoiceOpenedDetail>;
    'foyer-invoice-paid': CustomEvent<InvoicePaidDetail>;
    'foyer-payment-failed': CustomEvent<PaymentFailedDetail>;
    'foyer-view-changed': CustomEvent<ViewChangedDetail>;
  }
}
