/** Which view is on the screen. The payment's own steps are in `model/payment-phase.ts`. */
export type View =
  | { readonly name: 'list' }
  | { readonly name: 'invoice'; readonly invoiceId: string }
  | { readonly name: 'payments' }
  /** Basket, confirmation, vendor's form and outcome: one place, by the payment's phase. */
  | { readonly name: 'pay' };

export const listView: View = { name: 'list' };

/** @param invoiceId of the `invoice-id` attribute, which goes before `view`. */
export function viewOf(name: string | null, invoiceId: string | null): View {
  if (invoiceId) return { name: 'invoice', invoiceId };
  return name === 'payments' ? { name: 'payments' } : listView;
}

export function sameView(a: View, b: View): boolean {
  return a.name === b.name && invoiceOf(a) === invoiceOf(b);
}

export function invoiceOf(view: View): string | null {
  return view.name === 'invoice' ? view.invoiceId : null;
}
