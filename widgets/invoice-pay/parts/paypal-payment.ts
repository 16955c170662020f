import type { VendorHandover } from '../../../server/features/payments/payments.contract.ts';
import { loadVendorScript } from './vendor-script.ts';

/** What happens to the payment at PayPal; the server has the last word on each. */
export type PaypalListener = {
  /** The payer pressed the button: PayPal's window is open now. */
  opened(): void;
  approved(): void;
  /** The payer came back without agreeing. */
  cancelled(): void;
  /** PayPal's part broke; the payer may have agreed before. */
  failed(cause: unknown): void;
};

type Buttons = { render(place: HTMLElement): Promise<void>; close(): Promise<void> };
type PaypalSdk = {
  Buttons(options: {
    style: Readonly<Record<string, string | number | boolean>>;
    createOrder: () => Promise<string>;
    onApprove: () => Promise<void>;
    onCancel: () => void;
    onError: (cause: unknown) => void;
  }): Buttons;
};

/** A page may have PayPal's script of another account: ours keeps to a name of its own. */
const namespace = 'foyerPaypal';

/** PayPal's button for one order, in our place. */
export class PaypalPayment {
  private readonly buttons: Buttons;
  private isOver = false;

  private constructor(sdk: PaypalSdk, orderId: string, listener: PaypalListener) {
    const unlessOver = (tell: () => void) => {
      if (!this.isOver) tell();
    };
    this.buttons = sdk.Buttons({
      style: { layout: 'vertical', label: 'pay', height: 48, tagline: false },
      createOrder: async () => {
        unlessOver(listener.opened);
        return orderId;
      },
      onApprove: async () => unlessOver(listener.approved),
      onCancel: () => unlessOver(listener.cancelled),
      onError: (cause) => unlessOver(() => listener.failed(cause)),
    });
  }

  /** Rejects with `VendorScriptError`, or with whatever the vendor's script throws. */
  static async open(
    handover: Extract<VendorHandover, { vendor: 'paypal' }>,
    listener: PaypalListener,
  ): Promise<PaypalPayment> {
    if (!sdkOnPage()) await loadVendorScript(handover.scriptUrl, { namespace });
    const sdk = sdkOnPage();
    if (!sdk) throw new Error('The script of PayPal did not bring PayPal.');
    return new PaypalPayment(sdk, handover.orderId, listener);
  }

  /** Resolves when the button can be pressed; rejects when PayPal could not show it. */
  mount(place: HTMLElement): Promise<void> {
    return this.buttons.render(place);
  }

  destroy(): void {
    this.isOver = true;
    // PayPal rejects when the button never came to stand.
    this.buttons.close().catch(() => {});
  }
}

const sdkOnPage = (): PaypalSdk | undefined => Reflect.get(window, namespace);
