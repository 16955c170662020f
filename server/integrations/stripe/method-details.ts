import type Stripe from 'stripe';
import type { MethodDetails } from '../../ports/payment-method-vault.ts';

const nothing: MethodDetails = {
  brand: null,
  last4: null,
  bsbMasked: null,
  payIdMasked: null,
  holder: null,
  expiresOn: null,
};

/** What may be shown of a method; more never leaves the adapter. */
export function detailsOf(method: Stripe.PaymentMethod | null): MethodDetails {
  if (!method) return nothing;
  const holder = method.billing_details.name;
  if (method.card) {
    const { brand, last4, exp_year: year, exp_month: month } = method.card;
    return { ...nothing, holder, brand, last4, expiresOn: lastDayOf(year, month) };
  }
  if (method.au_becs_debit) {
    const { bsb_number: bsb, last4 = null } = method.au_becs_debit;
    return { ...nothing, holder, last4, bsbMasked: maskBsb(bsb) };
  }
  if (method.payto) {
    const { bsb_number: bsb, last4, pay_id: payId } = method.payto;
    return { ...nothing, holder, last4, bsbMasked: maskBsb(bsb), payIdMasked: maskPayId(payId) };
  }
  return nothing;
}

/** A card is good to the end of the month that it names. */
const lastDayOf = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/** The bank and the state show, the branch does not. */
export const maskBsb = (bsb: string | null | undefined): string | null =>
  bsb ? `${bsb.replace(/\D/g, '').slice(0, 3)}-•••` : null;

/** `as•••@client.example`, `•••• ••• 123` */
export function maskPayId(payId: string | null | undefined): string | null {
  if (!payId) return null;
  const [name = '', host] = payId.split('@');
  if (host) return `${name.slice(0, 2)}•••@${host}`;
  return `•••• ••• ${payId.replace(/\D/g, '').slice(-3)}`;
}
