import type { KitMessages } from '../../kit/kit.messages.ts';
import type { Locale } from '../../kit/locale.ts';
import type { Me } from '../../kit/session/me.ts';
import type { InvoicesController } from '../controllers/invoices-controller.ts';
import type { PaymentController } from '../controllers/payment-controller.ts';
import type { InvoicePayApi } from '../invoice-pay.api.ts';
import type { ListWords } from '../invoice-pay.messages.ts';
import type { View } from '../invoice-pay.state.ts';

/** Fired at the widget's element, and not beyond, when balances may have changed: a view reads again what it shows. */
export const CHANGED = 'foyer-ui-invoices-changed';

/** What the views may know of the widget and ask of it. */
export type Widget = {
  readonly t: ListWords;
  readonly kit: KitMessages;
  /** The language on the screen. */
  readonly language: Locale;
  readonly me: Me | undefined;
  readonly api: InvoicePayApi;
  readonly invoices: InvoicesController;
  readonly payments: PaymentController;
  readonly place: View;
  /** Whether this person may pay at all. */
  readonly canPay: boolean;
  /** Sites that the filter offers: the person's, narrowed by the page. */
  readonly sites: Me['sites'];
  /** The widget's own element: the vendor's form lives in its light DOM. */
  readonly element: HTMLElement;
  show(view: View): void;
  /** An invoice's detail came on the screen. */
  opened(invoiceId: string, number: string): void;
  /** Says it to screen readers. */
  announce(text: string): void;
  /** Tells the host page of a failure that the view shows in its own way. */
  report(error: unknown): void;
  /** Runs an action of a view inside the widget's error boundary. */
  run(action: () => unknown): void;
  requestUpdate(): void;
};
