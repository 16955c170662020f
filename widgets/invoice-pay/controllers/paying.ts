import { pageStorage } from '../../kit/page-storage.ts';
import type { FoyerSession } from '../../kit/session/session.ts';
import type { InvoicePayApi } from '../invoice-pay.api.ts';
import { draftKey } from '../model/draft.ts';
import { takeReturn } from '../model/vendor-return.ts';
import type { Host } from './invoices-controller.ts';
import { LiveController } from './live-controller.ts';
import { PaymentController, type PaymentListener } from './payment-controller.ts';
import { parseTyped } from './typed-amount.ts';

/** The basket, its payment and the live changes of a widget: everything that waits until there is something to pay. */
export class Paying {
  readonly payments: PaymentController;
  private readonly live: LiveController;
  private readonly returned: string | null;

  constructor(host: Host, api: () => InvoicePayApi, listener: PaymentListener) {
    // At once, before anything on the page copies an address with a client secret in it.
    this.returned = takeReturn(location, history);
    this.payments = new PaymentController(host, api, listener, pageStorage());
    this.live = new LiveController(this.payments, api, () => listener.changed());
  }

  /** Follows the session's events, and brings back what a reload interrupted. */
  async follow(session: FoyerSession): Promise<void> {
    this.live.listen(session);
    const { me } = session;
    if (me?.client)
      await this.payments.restore(draftKey(me.user.id, me.client.id), parseTyped, this.returned);
  }

  stop(): void {
    this.live.stop();
  }
}
