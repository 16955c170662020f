import { callApi, intentIdOf } from './browser-api.ts';
import { showChallenge } from './challenge.ts';
import { Elements, type ElementsOptions } from './elements.ts';
import { IntegrationError } from './integration-error.ts';
import type { ApiAnswer, CardError, Intent } from './protocol.ts';

type ConfirmOptions = {
  elements?: Elements;
  clientSecret?: string;
  confirmParams?: {
    return_url?: string;
    payment_method_data?: { billing_details?: Record<string, unknown> };
    [more: string]: unknown;
  };
  redirect?: 'always' | 'if_required';
};

const script = document.currentScript;
/** Everything is served from where the script came from. */
const SANDBOX = script instanceof HTMLScriptElement ? new URL(script.src).origin : window.location.origin;

/** The part of Stripe.js that a Payment Element needs. */
class StripeClient {
  readonly #key: string;

  constructor(key: string) {
    if (!/^pk_test_\w+$/.test(key)) {
      throw new IntegrationError('Please pass a test publishable key: it starts with pk_test_.');
    }
    this.#key = key;
  }

  elements(options: ElementsOptions = {}): Elements {
    return new Elements(SANDBOX, options, (secret) =>
      secret.startsWith('seti_') ? this.retrieveSetupIntent(secret) : this.retrievePaymentIntent(secret),
    );
  }

  retrieveSetupIntent(clientSecret: string): Promise<ApiAnswer> {
    const path = `/setup_intents/${intentIdOf(clientSecret)}`;
    return callApi(SANDBOX, 'GET', path, { key: this.#key, client_secret: clientSecret });
  }

  /** Saves a method without a payment. */
  async confirmSetup(options: ConfirmOptions): Promise<ApiAnswer> {
    const { elements, confirmParams = {} } = options;
    const clientSecret = options.clientSecret ?? elements?.clientSecret;
    const element = elements?.getElement('payment');
    if (!clientSecret || !element)
      throw new IntegrationError('stripe.confirmSetup(): expected a mounted payment Element.');
    const answer = await element.confirm({
      key: this.#key,
      clientSecret,
      billingDetails: confirmParams.payment_method_data?.billing_details ?? {},
      returnUrl: confirmParams.return_url ?? null,
    });
    const intent = answer.setupIntent;
    if (intent?.status !== 'requires_payment_method') return answer;
    return {
      error: {
        type: 'invalid_request_error',
        message: 'The method could not be saved.',
        ...intent.last_setup_error,
      },
    };
  }

  retrievePaymentIntent(clientSecret: string): Promise<ApiAnswer> {
    const path = `/payment_intents/${intentIdOf(clientSecret)}`;
    return callApi(SANDBOX, 'GET', path, { key: this.#key, client_secret: clientSecret });
  }

  async confirmPayment(options: ConfirmOptions): Promise<ApiAnswer> {
    const { elements, confirmParams = {}, redirect = 'always' } = options;
    const clientSecret = options.clientSecret ?? elements?.clientSecret;
    if (!clientSecret) throw new IntegrationError('stripe.confirmPayment(): expected a client secret.');
    const element = elements?.getElement('payment');
    if (!element) throw new IntegrationError('stripe.confirmPayment(): expected a mounted payment Element.');
    if (redirect === 'always' && !confirmParams.return_url) {
      throw new IntegrationError('stripe.confirmPayment(): confirmParams.return_url is required.');
    }
    const answer = await element.confirm({
      key: this.#key,
      clientSecret,
      billingDetails: confirmParams.payment_method_data?.billing_details ?? {},
      returnUrl: confirmParams.return_url ?? null,
    });
    const final = await this.#afterAction(answer, clientSecret);
    if (redirect === 'always' && final.paymentIntent && confirmParams.return_url) {
      window.location.assign(returnAddress(confirmParams.return_url, final.paymentIntent));
      return new Promise(() => undefined);
    }
    return final;
  }

  async handleNextAction({ clientSecret }: { clientSecret: string }): Promise<ApiAnswer> {
    return this.#afterAction(await this.retrievePaymentIntent(clientSecret), clientSecret);
  }

  /** Marks the wrapper that loaded the script; of no use here, but called. */
  _registerWrapper(): void {}

  registerAppInfo(): void {}

  async #afterAction(answer: ApiAnswer, clientSecret: string): Promise<ApiAnswer> {
    const intent = answer.paymentIntent;
    if (intent?.next_action?.type === 'payto_await_authorization') return answer;
    const refused = intent && failureOf(intent);
    if (refused) return { error: refused };
    if (intent?.status !== 'requires_action') return answer;
    await showChallenge(SANDBOX, intent.id, clientSecret);
    const after = await this.retrievePaymentIntent(clientSecret);
    const failure = after.paymentIntent && failureOf(after.paymentIntent);
    return failure ? { error: failure } : after;
  }
}

function failureOf(intent: Intent): CardError | null {
  if (intent.status !== 'requires_payment_method') return null;
  const error = intent.last_payment_error;
  return error ? { ...error, payment_intent: intent } : null;
}

function returnAddress(returnUrl: string, intent: Intent): string {
  const url = new URL(returnUrl, window.location.href);
  url.searchParams.set('payment_intent', intent.id);
  url.searchParams.set('payment_intent_client_secret', intent.client_secret);
  url.searchParams.set('redirect_status', intent.status);
  return url.href;
}

/** Called plainly or with `new`, as pages do both. */
function Stripe(key: string): StripeClient {
  return new StripeClient(key);
}
Stripe.version = 'endive';

// The one global. A second copy of the script leaves the first in place.
if (!Reflect.has(window, 'Stripe')) Reflect.set(window, 'Stripe', Stripe);
