import type {
  Appearance,
  Stripe,
  StripeElements,
  StripeError,
  StripePaymentElement,
} from '@stripe/stripe-js';
import type { VendorHandover } from '../../../server/features/payments/payments.contract.ts';
import type { Locale } from '../../kit/locale.ts';
import { loadVendorScript } from './vendor-script.ts';

export type StripeOutcome =
  /** The vendor is done, or nobody knows: the server has the outcome. */
  | { readonly kind: 'ask_server' }
  /** Nothing was charged; the form stays. `incomplete` is shown by the form itself. */
  | { readonly kind: 'refused'; readonly code: string; readonly said: string | undefined };

const locales: Record<Locale, 'en-AU' | 'zh' | 'ar'> = { 'en-AU': 'en-AU', 'zh-Hans': 'zh', ar: 'ar' };

/** One form of Stripe's, for a card, an account or a PayID, in our place and our colours. */
export class StripePayment {
  private readonly stripe: Stripe;
  private readonly elements: StripeElements;
  private readonly form: StripePaymentElement;

  private constructor(stripe: Stripe, elements: StripeElements) {
    this.stripe = stripe;
    this.elements = elements;
    this.form = elements.create('payment', { layout: 'tabs' });
  }

  /** Rejects with `VendorScriptError`, or with whatever the vendor's script throws. */
  static async open(
    handover: Extract<VendorHandover, { vendor: 'stripe' }>,
    appearance: Appearance,
    locale: Locale,
  ): Promise<StripePayment> {
    const stripe = await stripeOf(handover, locale);
    return new StripePayment(
      stripe,
      stripe.elements({ clientSecret: handover.clientSecret, appearance, locale: locales[locale] }),
    );
  }

  /**
   * Has the bank ask the payer about a saved card that is being charged. What came of it is the server's to say.
   * Rejects as `open` does.
   */
  static async authenticate(
    handover: Extract<VendorHandover, { vendor: 'stripe' }>,
    locale: Locale,
  ): Promise<void> {
    const stripe = await stripeOf(handover, locale);
    await stripe.handleNextAction({ clientSecret: handover.clientSecret });
  }

  /** Resolves when the form can be typed into; rejects when the vendor could not load it. */
  mount(place: HTMLElement): Promise<void> {
    return new Promise((resolve, reject) => {
      this.form.on('ready', () => resolve());
      this.form.on('loaderror', (event) => reject(new Error(event.error.message ?? event.error.type)));
      this.form.mount(place);
    });
  }

  /** Hands what was entered to the vendor, who may show the bank's question, wait for the bank's app, or leave the page. */
  async confirm(returnUrl: string): Promise<StripeOutcome> {
    const { error } = await this.stripe.confirmPayment({
      elements: this.elements,
      redirect: 'if_required',
      confirmParams: { return_url: returnUrl },
    });
    return error ? outcomeOf(error) : { kind: 'ask_server' };
  }

  destroy(): void {
    this.form.destroy();
  }
}

async function stripeOf(
  { scriptUrl, publishableKey }: Extract<VendorHandover, { vendor: 'stripe' }>,
  locale: Locale,
): Promise<Stripe> {
  if (!window.Stripe) await loadVendorScript(scriptUrl);
  if (!window.Stripe) throw new Error('The script of Stripe did not bring Stripe.');
  return window.Stripe(publishableKey, { locale: locales[locale] });
}

/** Stripe's errors in the house's list of codes. */
export function outcomeOf(
  error: Pick<StripeError, 'type' | 'code' | 'decline_code' | 'message'>,
): StripeOutcome {
  // The answer was lost on the way, or the payment moved on in another tab: only the server knows.
  if (error.type === 'api_connection_error' || error.code === 'payment_intent_unexpected_state') {
    return { kind: 'ask_server' };
  }
  if (error.type === 'validation_error') return { kind: 'refused', code: 'incomplete', said: undefined };
  return { kind: 'refused', code: codeOf(error), said: undefined };
}

function codeOf({
  type,
  code,
  decline_code: decline,
}: Pick<StripeError, 'type' | 'code' | 'decline_code'>): string {
  if (code === 'payment_intent_authentication_failure') return 'authentication_failed';
  // The payer said no in the app of their bank, or the request ran out there.
  if (code === 'payment_method_customer_decline' || code === 'payment_intent_mandate_invalid')
    return 'mandate_declined';
  const known = ['insufficient_funds', 'expired_card', 'incorrect_cvc'];
  const named = known.find((one) => one === decline || one === code);
  if (named) return named;
  return type === 'card_error' ? 'card_declined' : 'vendor_refused';
}
