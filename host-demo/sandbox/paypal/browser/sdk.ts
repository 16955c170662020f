import { showCheckout } from './checkout-dialog.ts';
import { type Frame, makeFrame } from './frames.ts';

type OnApprove = (
  data: { orderID: string; payerID: string; paymentSource: string },
  actions: object,
) => unknown;

type ButtonsOptions = {
  createOrder?: () => string | Promise<string>;
  onApprove?: OnApprove;
  onCancel?: (data: { orderID: string }) => unknown;
  onError?: (error: Error) => unknown;
  onInit?: () => unknown;
  onClick?: () => unknown;
  style?: Record<string, unknown>;
};

const script = document.currentScript;
/** Everything is served from where the script came from. */
const SANDBOX = script instanceof HTMLScriptElement ? new URL(script.src).origin : window.location.origin;

/** The part of PayPal's browser SDK that takes a payment: one button, and the page that it opens. */
class Buttons {
  readonly #options: ButtonsOptions;
  #frame: Frame | undefined;
  #isBusy = false;

  constructor(options: ButtonsOptions) {
    if (!options.createOrder) throw new Error('Buttons: createOrder is needed.');
    this.#options = options;
  }

  isEligible(): boolean {
    return true;
  }

  /** Resolves when the button can be pressed. */
  render(place: string | HTMLElement): Promise<void> {
    const target = typeof place === 'string' ? document.querySelector(place) : place;
    // The vendor's script looks its place up in the document: inside a shadow root it would find none.
    if (!target || !document.contains(target)) {
      return Promise.reject(new Error('Document is ready and element does not exist'));
    }
    return new Promise((resolve) => {
      const frame = makeFrame(SANDBOX, '/paypal/buttons', {
        title: 'PayPal',
        onMessage: (said) => {
          if (said === 'ready') {
            this.#options.onInit?.();
            resolve();
          }
          if (said === 'click') void this.#pay();
        },
      });
      Object.assign(frame.element.style, {
        display: 'block',
        width: '100%',
        height: '56px',
        border: '0',
        colorScheme: 'light dark',
      });
      this.#frame = frame;
      target.append(frame.element);
    });
  }

  async close(): Promise<void> {
    this.#frame?.remove();
    this.#frame = undefined;
  }

  async #pay(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    const { createOrder, onApprove, onCancel, onError, onClick } = this.#options;
    try {
      onClick?.();
      const orderID = (await createOrder?.()) ?? '';
      if (orderID === '') throw new Error('Expected an order id to be passed');
      const outcome = await showCheckout(SANDBOX, orderID);
      this.#frame?.element.focus();
      if (outcome === 'approved') {
        await onApprove?.({ orderID, payerID: 'QYR5Z8XDVJNXQ', paymentSource: 'paypal' }, {});
      } else await onCancel?.({ orderID });
    } catch (error) {
      onError?.(error instanceof Error ? error : new Error(String(error)));
    } finally {
      this.#isBusy = false;
    }
  }
}

// The name that the page chose, so that two accounts fit on one page.
Reflect.set(window, script?.dataset.namespace ?? 'paypal', {
  version: '5.0.0',
  Buttons: (options: ButtonsOptions = {}) => new Buttons(options),
});
