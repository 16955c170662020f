import type { Appearance, Stripe, StripeElements, StripePaymentElement } from '@stripe/stripe-js';
import type { PaymentMethod } from '../../../server/features/payment-methods/payment-methods.contract.ts';
import type { Locale } from '../../kit/locale.ts';
import { loadVendorScript } from './vendor-script.ts';

const locales: Record<Locale, 'en-AU' | 'zh' | 'ar'> = { 'en-AU': 'en-AU', 'zh-Hans': 'zh', ar: 'ar' };

/** Stripe's form for a method that is kept, with nothing to pay. */
export class StripeSetup {
  private readonly stripe: Stripe;
  private readonly elements: StripeElements;
  private readonly form: StripePaymentElement;

  private constructor(stripe: Stripe, elements: StripeElements) {
    this.stripe = stripe;
    this.elements = elements;
    this.form = elements.create('payment', { layout: 'tabs' });
  }

  static async open(
    handover: NonNullable<PaymentMethod['handover']>,
    appearance: Appearance,
    locale: Locale,
  ): Promise<StripeSetup> {
    if (!window.Stripe) await loadVendorScript(handover.scriptUrl);
    if (!window.Stripe) throw new Error('The script of Stripe did not bring Stripe.');
    const stripe = window.Stripe(handover.publishableKey, { locale: locales[locale] });
    const { clientSecret } = handover;
    return new StripeSetup(stripe, stripe.elements({ clientSecret, appearance, locale: locales[locale] }));
  }

  /** Resolves when the form can be typed into; rejects when the vendor could not load it. */
  mount(place: HTMLElement): Promise<void> {
    return new Promise((resolve, reject) => {
      this.form.on('ready', () => resolve());
      this.form.on('loaderror', (event) => reject(new Error(event.error.message ?? event.error.type)));
      this.form.mount(place);
    });
  }

  /**
   * Hands the card or account to the vendor, who may ask the payer's bank.
   * @returns whether it was refused; what came of it otherwise is the server's to say
   */
  async confirm(returnUrl: string): Promise<'done' | 'refused' | 'incomplete'> {
    const { error } = await this.stripe.confirmSetup({
      elements: this.elements,
      redirect: 'if_required',
      confirmParams: { return_url: returnUrl },
    });
    if (!error) return 'done';
    return error.type === 'validation_error' ? 'incomplete' : 'refused';
  }

  destroy(): void {
    this.form.destroy();
  }
}
