import type { RealtimeEvent } from '../../kit/client/realtime-types.ts';
import type { FoyerSession } from '../../kit/session/session.ts';
import type { InvoicePayApi } from '../invoice-pay.api.ts';
import { has } from '../model/basket.ts';
import type { PaymentController } from './payment-controller.ts';

/** One payment changes several invoices at once: wait for its last event before reading anew. */
const settleMs = 150;

/** Reads again what changed on the server. Events carry no facts, so a missed one costs nothing but time. */
export class LiveController {
  private readonly payments: PaymentController;
  private readonly api: () => InvoicePayApi;
  private readonly changed: () => void;
  private stopListening: (() => void) | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param changed reads again the list and what a view shows beside it. */
  constructor(payments: PaymentController, api: () => InvoicePayApi, changed: () => void) {
    this.payments = payments;
    this.api = api;
    this.changed = changed;
  }

  listen(session: FoyerSession): void {
    this.stop();
    const topics = [
      'invoice.changed',
      'payment.changed',
      'credit_note.changed',
      'dispute.changed',
      'payment_method.changed',
      'sync.completed',
    ] as const;
    this.stopListening = session.events.on(topics, (event) => this.heard(event));
  }

  stop(): void {
    this.stopListening?.();
    this.stopListening = undefined;
    clearTimeout(this.timer);
  }

  private heard({ topic, subject }: RealtimeEvent): void {
    if (topic === 'payment.changed' && subject) void this.payments.look(subject.id);
    if (topic === 'invoice.changed' && subject && has(this.payments.basket, subject.id)) {
      void this.readLine(subject.id);
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.changed();
    }, settleMs);
  }

  private async readLine(id: string): Promise<void> {
    try {
      this.payments.take([await this.api().invoice(id)]);
    } catch {
      // The server checks every amount again before it takes money.
    }
  }
}
