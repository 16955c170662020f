import type { InvoiceSummary } from '../../../server/features/invoices/invoices.contract.ts';
import type { Payment, PaymentRequestBody } from '../../../server/features/payments/payments.contract.ts';
import { idempotencyKey } from '../../kit/client/idempotency-key.ts';
import { toFailure } from '../../kit/failure.ts';
import type { PageStorage } from '../../kit/page-storage.ts';
import type { InvoicePayApi } from '../invoice-pay.api.ts';
import * as baskets from '../model/basket.ts';
import { type Draft, draftOf, loadDraft, saveDraft } from '../model/draft.ts';
import {
  idle,
  type PaymentPhase,
  type PaymentStep,
  type PaymentTrouble,
  screenOf,
  step,
} from '../model/payment-phase.ts';
import { isUncertain, keepsKey } from '../model/trouble.ts';
import type { Host } from './invoices-controller.ts';

export type PaymentListener = {
  paid(payment: Payment): void;
  failed(payment: Payment | null, code: string, requestId?: string): void;
  /** Balances may have changed: read the list again. */
  changed(): void;
};

/** After this a person wonders whether anything happens at all. */
const slowMs = 4_000;

/** The basket and its payment, from the first tick to the receipt, through reloads and lost answers. */
export class PaymentController {
  basket: baskets.Basket = baskets.emptyBasket;
  phase: PaymentPhase = idle;

  /** The server asked for a purchase order's number: the basket shows where. */
  poMissing = false;

  private attempt: Draft['attempt'] = null;
  private key: string | null = null;
  private announced: string | null = null;
  /** The payment on the screen was opened from the history: the basket is not its own. */
  private isGuest = false;
  /** A payment that waits, and could not be read yet. */
  private unread: string | null = null;
  /** The server is being asked to take a request back: what is heard meanwhile is a part of its answer. */
  private isWithdrawing = false;
  private readonly host: Host;
  private readonly api: () => InvoicePayApi;
  private readonly listener: PaymentListener;
  private readonly store: PageStorage | undefined;

  constructor(
    host: Host,
    api: () => InvoicePayApi,
    listener: PaymentListener,
    store: PageStorage | undefined,
  ) {
    this.host = host;
    this.api = api;
    this.listener = listener;
    this.store = store;
  }

  /** What a person sees of the phase: see `screenOf`. */
  get screen(): string {
    return screenOf(this.phase);
  }

  get payment(): Payment | null {
    return 'payment' in this.phase ? this.phase.payment : null;
  }

  setBasket(basket: baskets.Basket): void {
    if (basket === this.basket) return;
    this.basket = basket;
    this.save();
    this.host.requestUpdate();
  }

  /** Fresh readings from the list, a detail or a live change. */
  take(invoices: readonly InvoiceSummary[]): void {
    this.setBasket(invoices.reduce(baskets.withReading, this.basket));
  }

  confirm(): void {
    if (this.basket.lines.length > 0) this.dispatch({ type: 'confirm' });
  }

  back(): void {
    this.dispatch({ type: 'back' });
  }

  /** Opens the payment at the server. The same basket after a lost answer goes under the same key. */
  async pay(body: PaymentRequestBody): Promise<void> {
    if (!this.dispatch({ type: 'create' })) return;
    this.poMissing = false;
    const fingerprint = JSON.stringify(body);
    if (this.attempt?.fingerprint !== fingerprint) this.attempt = { key: idempotencyKey(), fingerprint };
    const { key } = this.attempt;
    this.save();
    const slow = setTimeout(() => this.dispatch({ type: 'still_creating' }), slowMs);
    try {
      const payment = await this.api().pay(body, key);
      this.read(payment);
      this.listener.changed();
    } catch (error) {
      const failure = toFailure(error);
      if (!keepsKey(failure)) this.attempt = null;
      this.poMissing = failure.code === 'po_number_missing';
      this.dispatch({ type: 'not_created', trouble: failure, uncertain: isUncertain(failure) });
      this.listener.failed(null, failure.code, failure.requestId);
      await this.readBasketAgain();
    } finally {
      clearTimeout(slow);
    }
  }

  /** After `unknown` without a payment: the same request under the same key, so it cannot pay twice. */
  async repeat(): Promise<void> {
    if (this.phase.name !== 'unknown') return;
    const id = this.phase.payment?.id ?? this.unread;
    if (id) return this.settle(id);
    const sent = this.attempt?.fingerprint;
    this.phase = { name: 'confirming', trouble: null };
    this.host.requestUpdate();
    // Word for word what was sent: another request under the same key would be refused.
    if (!sent) return;
    const body: PaymentRequestBody = JSON.parse(sent);
    await this.pay(body);
  }

  /** The vendor's part has begun to work; false when it already does. */
  send(): boolean {
    return this.dispatch({ type: 'send' });
  }

  /** The vendor said no, or could not be reached: the form stays for another card. */
  notSent(trouble: { code: string; said?: string }): void {
    // Nothing failed when the outcome was heard of meanwhile, and the form went away under the vendor's hands.
    if (this.dispatch({ type: 'not_sent', trouble })) this.listener.failed(this.payment, trouble.code);
  }

  /** The vendor is done: have the server read the outcome, which is the only one that counts. */
  async sent(): Promise<void> {
    const id = this.payment?.id;
    if (id && this.dispatch({ type: 'sent' })) await this.settle(id);
  }

  async settle(id: string): Promise<void> {
    try {
      this.read(await this.api().settle(id, idempotencyKey()));
    } catch (error) {
      this.dispatch({ type: 'not_settled', trouble: toFailure(error) });
    }
    this.listener.changed();
  }

  /** A live change of a payment: only the one on the screen matters here. */
  async look(id: string): Promise<void> {
    const isShown = () => this.payment?.id === id && !this.isWithdrawing;
    if (!isShown()) return;
    try {
      const payment = await this.api().payment(id);
      if (isShown()) this.read(payment);
    } catch {
      // The next event, or the person, looks again.
    }
  }

  /** Gives the payment up before the card was charged; the basket stays. */
  async cancel(): Promise<void> {
    const payment = this.payment;
    if (this.phase.name !== 'paying' || this.phase.sending || !payment) return;
    this.attempt = null;
    this.phase = idle;
    this.save();
    this.host.requestUpdate();
    try {
      await this.api().cancel(payment.id, idempotencyKey());
    } catch {
      // The server ends what is left open, and a later payment of the same invoices supersedes it.
    }
    this.listener.changed();
  }

  /**
   * Gives up a payment that the payer's bank asks about in its app. The payer may have said yes there by now: it is
   * cancelled once the server says so, and no sooner.
   *
   * @returns whether it is cancelled; if not, the screen shows what is known
   */
  async withdraw(): Promise<boolean> {
    const id = this.payment?.id;
    if (this.phase.name !== 'paying' || this.isWithdrawing || !id) return false;
    this.isWithdrawing = true;
    try {
      await this.api().cancel(id, idempotencyKey());
    } catch (error) {
      const failure = toFailure(error);
      this.dispatch({ type: 'not_withdrawn', trouble: failure });
      if (failure.code === 'payment_not_cancellable') await this.settle(id);
      return false;
    } finally {
      this.isWithdrawing = false;
    }
    this.attempt = null;
    this.isGuest = false;
    this.dispatch({ type: 'leave' });
    this.listener.changed();
    return true;
  }

  /** Shows a payment of the history that still waits for its payer. */
  async reopen(payment: Payment): Promise<void> {
    if (this.phase.name !== 'idle') return;
    this.isGuest = true;
    if (payment.transfer) return this.read(payment);
    await this.resume(payment.id);
  }

  /** Gives up a reference that was given out. Money that comes all the same is kept as credit. */
  async cancelTransfer(): Promise<void> {
    const id = this.payment?.id;
    if (!id || !this.dispatch({ type: 'cancel_transfer' })) return;
    try {
      await this.api().cancel(id, idempotencyKey());
      this.attempt = null;
      this.isGuest = false;
      this.dispatch({ type: 'leave' });
    } catch (error) {
      this.dispatch({ type: 'not_cancelled', trouble: toFailure(error) });
    }
    this.listener.changed();
  }

  /** Ends the outcome screen. A failed payment leaves its basket, to be tried again. */
  leave(): void {
    const { name } = this.phase;
    const done = name === 'succeeded' || name === 'processing' || name === 'transfer';
    if (!this.dispatch({ type: 'leave' })) return;
    this.attempt = null;
    this.unread = null;
    if (done && !this.isGuest) this.basket = baskets.emptyBasket;
    this.isGuest = false;
    this.save();
    this.host.requestUpdate();
  }

  /** Another try with the same basket is another payment. */
  tryAgain(): void {
    this.leave();
    this.confirm();
  }

  /**
   * Brings back what a reload or the vendor's redirect interrupted.
   *
   * @param key of `draftKey`; a draft belongs to one user of one client.
   * @param parse reads a typed amount as whole cents.
   * @param returned the payment that the vendor's redirect names, if any: it may have come back to another tab.
   */
  async restore(
    key: string,
    parse: (text: string) => number | null,
    returned: string | null = null,
  ): Promise<void> {
    if (this.key === key) return;
    this.key = key;
    const draft = loadDraft(this.store, key);
    if (!draft) return returned ? this.resume(returned) : undefined;
    this.attempt = draft.attempt;
    const readings = await Promise.allSettled(draft.lines.map((line) => this.api().invoice(line.invoiceId)));
    const lines = draft.lines.flatMap((line, n): baskets.BasketLine[] => {
      const reading = readings[n];
      if (reading?.status !== 'fulfilled') return [];
      const typedCents = line.typed === null ? null : parse(line.typed);
      const { typed, poNumber, costCentre, payDisputed } = line;
      return [{ ...baskets.lineOf(reading.value), typed, typedCents, poNumber, costCentre, payDisputed }];
    });
    const { credits, rail, paymentMethodId, clientReference, receiptEmail } = draft;
    this.basket = {
      lines: [...lines, ...this.basket.lines],
      credits,
      rail,
      paymentMethodId,
      clientReference,
      receiptEmail,
    };
    const waiting = returned ?? draft.paymentId;
    if (waiting) await this.resume(waiting);
    this.save();
    this.host.requestUpdate();
  }

  private async resume(paymentId: string): Promise<void> {
    try {
      this.read(await this.api().settle(paymentId, idempotencyKey()));
    } catch (error) {
      const trouble = toFailure(error);
      // Not to be read by this person, or no longer there. Anything else says nothing about the payment.
      if (trouble.status === 404 || trouble.status === 403) this.attempt = null;
      else this.lose(paymentId, trouble);
    }
  }

  private lose(paymentId: string, trouble: PaymentTrouble): void {
    if (this.phase.name !== 'idle') return;
    this.unread = paymentId;
    this.phase = { name: 'unknown', payment: null, trouble };
    this.host.requestUpdate();
  }

  private read(payment: Payment): void {
    this.unread = null;
    this.dispatch({ type: 'read', payment });
    if (this.phase.name === 'failed') this.attempt = null;
    if (this.announced === payment.id) return;
    if (this.phase.name === 'succeeded') {
      this.announced = payment.id;
      if (!this.isGuest) this.basket = baskets.emptyBasket;
      this.attempt = null;
      this.save();
      this.listener.paid(payment);
      this.listener.changed();
    } else if (this.phase.name === 'failed') {
      this.announced = payment.id;
      this.listener.failed(payment, this.phase.trouble.code, this.phase.trouble.requestId);
    }
  }

  /** The refusal may say that a balance moved: show what is due now beside what was asked. */
  private async readBasketAgain(): Promise<void> {
    const readings = await Promise.allSettled(
      this.basket.lines.map((line) => this.api().invoice(line.invoice.id)),
    );
    this.take(readings.flatMap((reading) => (reading.status === 'fulfilled' ? [reading.value] : [])));
    this.listener.changed();
  }

  private dispatch(next: PaymentStep): boolean {
    const before = this.phase;
    this.phase = step(before, next);
    if (this.phase === before) return false;
    this.save();
    this.host.requestUpdate();
    return true;
  }

  private save(): void {
    if (this.key === null) return;
    const waits =
      this.phase.name === 'succeeded' || this.phase.name === 'failed' || this.isGuest ? null : this.payment;
    saveDraft(this.store, this.key, draftOf(this.basket, this.attempt, waits?.id ?? this.unread));
  }
}
