/** Which view is on the screen. The payment's own steps are in `model/payment-phase.ts`. */
export type View =
  | { readonly name: 'list' }
  | { readonly name: 'invoice'; readonly invoiceId: string }
  | { readonly name: 'payments' }
  | { readonly name: 'account'; readonly section: AccountSection }
  | { readonly name: 'dispute'; readonly disputeId: string }
  /** Basket, confirmation, vendor's form and outcome: one place, by the payment's phase. */
  | { readonly name: 'pay' };

export const accountSections = [
  'aging',
  'statements',
  'credits',
  'disputes',
  'remittances',
  'methods',
] as const;
export type AccountSection = (typeof accountSections)[number];

export const listView: View = { name: 'list' };

/** @param invoiceId of the `invoice-id` attribute, which goes before `view`. */
export function viewOf(name: string | null, invoiceId: string | null): View {
  if (invoiceId) return { name: 'invoice', invoiceId };
  if (name === 'payments') return { name: 'payments' };
  const section = accountSections.find((one) => one === name);
  return section ? { name: 'account', section } : listView;
}

export function sameView(a: View, b: View): boolean {
  return wordsOf(a).join() === wordsOf(b).join();
}

export function invoiceOf(view: View): string | null {
  return view.name === 'invoice' ? view.invoiceId : null;
}

/** What a host would show in its address: the section of the account is a view of its own there. */
export function nameOf(view: View): string {
  return view.name === 'account' ? view.section : view.name;
}

function wordsOf(view: View): readonly string[] {
  return Object.values(view);
}
