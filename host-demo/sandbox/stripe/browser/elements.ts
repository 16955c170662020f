import { IntegrationError } from './integration-error.ts';
import { PaymentElement } from './payment-element.ts';
import type { ApiAnswer, Appearance, CardError, FrameSettings } from './protocol.ts';

export type ElementsOptions = {
  clientSecret?: string;
  mode?: string;
  amount?: number;
  currency?: string;
  appearance?: Appearance;
  locale?: string;
  [more: string]: unknown;
};

/** A group of elements that belong to one payment. */
export class Elements {
  readonly #sandbox: string;
  readonly #refresh: (clientSecret: string) => Promise<ApiAnswer>;
  #types: readonly string[] | undefined;
  #options: ElementsOptions;
  #payment: PaymentElement | undefined;
  #paymentOptions: Record<string, unknown> = {};

  constructor(
    sandbox: string,
    options: ElementsOptions,
    refresh: (clientSecret: string) => Promise<ApiAnswer>,
  ) {
    this.#sandbox = sandbox;
    this.#options = options;
    this.#refresh = refresh;
    const { clientSecret, mode } = options;
    if (clientSecret !== undefined && !/_secret_/.test(clientSecret)) {
      throw new IntegrationError(`Invalid value for elements(): clientSecret should be a client secret.`);
    }
    if (clientSecret === undefined) this.#types = ['card'];
    else void this.#learnTypes(clientSecret);
    if (clientSecret === undefined && mode === undefined) {
      throw new IntegrationError(
        'In order to create a payment element, you must pass a clientSecret or mode.',
      );
    }
  }

  get clientSecret(): string | undefined {
    return this.#options.clientSecret;
  }

  create(type: string, options: Record<string, unknown> = {}): PaymentElement {
    if (type !== 'payment') throw new IntegrationError(`A ${type} Element is not part of the sandbox.`);
    if (this.#payment) {
      throw new IntegrationError('Can only create one Element of type payment.');
    }
    this.#paymentOptions = options;
    const element = new PaymentElement(`${this.#sandbox}/stripe/elements/card`, () => this.#settings());
    const destroy = element.destroy.bind(element);
    element.destroy = () => {
      destroy();
      this.#payment = undefined;
    };
    this.#payment = element;
    return element;
  }

  getElement(type: string): PaymentElement | null {
    return type === 'payment' ? (this.#payment ?? null) : null;
  }

  update(options: ElementsOptions): void {
    this.#options = { ...this.#options, ...options };
    this.#payment?.applySettings();
  }

  async fetchUpdates(): Promise<{ error?: CardError }> {
    if (this.clientSecret === undefined) return {};
    const { error } = await this.#refresh(this.clientSecret);
    return error ? { error } : {};
  }

  /** The intent says which ways to pay there are; without its word there is the card. */
  async #learnTypes(clientSecret: string): Promise<void> {
    const { paymentIntent, setupIntent } = await this.#refresh(clientSecret);
    const intent = paymentIntent ?? setupIntent;
    const types = intent?.allowed_payment_method_types ?? intent?.payment_method_types;
    this.#types = Array.isArray(types) ? types.map(String) : ['card'];
    this.#payment?.applySettings();
  }

  /** Checks the form and shows what is missing. */
  async submit(): Promise<{ error?: CardError; selectedPaymentMethod?: string }> {
    if (!this.#payment) throw new IntegrationError('elements.submit() needs a mounted payment Element.');
    const error = await this.#payment.validate();
    return error ? { error } : { selectedPaymentMethod: this.#payment.selected };
  }

  #settings(): FrameSettings {
    const defaults = this.#paymentOptions.defaultValues;
    const billing = isRecord(defaults) && isRecord(defaults.billingDetails) ? defaults.billingDetails : {};
    return {
      appearance: this.#options.appearance ?? {},
      locale: this.#options.locale ?? 'auto',
      name: typeof billing.name === 'string' ? billing.name : '',
      email: typeof billing.email === 'string' ? billing.email : '',
      ...(this.#types && { types: this.#types }),
      readOnly: this.#paymentOptions.readOnly === true,
    };
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
