import type { PaymentMethod } from '../../../server/features/payment-methods/payment-methods.contract.ts';
import { type Failure, toFailure } from '../../kit/failure.ts';
import { PaymentMethodsApi } from '../api/payment-methods-api.ts';
import type { Basket } from '../model/basket.ts';
import type { Credit } from '../model/credit-plan.ts';
import { type Order, orderOf, type RailOffer } from '../model/order.ts';
import { wasAborted } from '../model/trouble.ts';
import { CHANGED, type Widget } from '../parts/widget.ts';

/** While somebody types an amount, its rails wait for them to pause. */
const pauseMs = 250;

/** What a basket can be paid with: credits and saved methods of the client, and the rails for what is left to pay. */
export class OffersController {
  credits: readonly Credit[] = [];
  creditsFailure: Failure | null = null;
  offers: readonly RailOffer[] = [];
  offersFailure: Failure | null = null;
  methods: readonly PaymentMethod[] = [];
  methodsFailure: Failure | null = null;
  /** Somebody asked to go on, and an answer is awaited. */
  isAwaited = false;

  private readonly widget: Widget;
  /** Credits and saved methods were answered for, once at least. */
  private isClientKnown = false;
  private clientReading: Promise<void> | undefined;
  private offersReading: Promise<void> | undefined;
  private askedFor: number | undefined;
  private running: AbortController | undefined;

  constructor(widget: Widget) {
    this.widget = widget;
    widget.element.addEventListener(CHANGED, () => this.readAgain());
    // A dated surcharge or limit came into force since the rails were read.
    widget.element.addEventListener('foyer-payment-failed', ({ detail: { code } }) => {
      if (code === 'surcharge_changed' || code === 'rail_not_offered') this.readOffers();
    });
  }

  /** The basket's figures as they stand. Asks for what is missing to know them: rails after credits, which leave the total. */
  orderFor(basket: Basket): Order {
    if (!this.clientReading) this.readAgain();
    const order = this.order(basket);
    if (this.isClientKnown) this.ask(order.moneyCents);
    return order;
  }

  /** Whether credits, saved methods and rails can be shown together: what came one by one would push the page about. */
  isReady({ moneyCents }: Order): boolean {
    const areRailsKnown = moneyCents < 1 || this.offers.length > 0 || this.offersFailure !== null;
    return this.isClientKnown && areRailsKnown;
  }

  /**
   * The basket's figures once everything that was asked for is there, an edit meanwhile included. A second call while one
   * waits gets `null`: a double click goes on once.
   */
  async settledOrder(basket: () => Basket): Promise<Order | null> {
    if (this.isAwaited) return null;
    this.isAwaited = true;
    this.widget.requestUpdate();
    try {
      for (;;) {
        const { clientReading } = this;
        await clientReading;
        this.ask(this.order(basket()).moneyCents);
        const { offersReading } = this;
        await offersReading;
        const order = this.order(basket());
        const isAsked = order.moneyCents < 1 || order.moneyCents === this.askedFor;
        if (isAsked && clientReading === this.clientReading && offersReading === this.offersReading)
          return order;
      }
    } finally {
      this.isAwaited = false;
      this.widget.requestUpdate();
    }
  }

  /** What the client can pay with, anew. */
  readAgain(): void {
    this.clientReading = Promise.all([this.bringCredits(), this.bringMethods()]).then(() => {
      this.isClientKnown = true;
      this.widget.requestUpdate();
    });
  }

  /** Again after a failure. */
  readOffers(): void {
    this.askedFor = undefined;
    this.widget.requestUpdate();
  }

  private order(basket: Basket): Order {
    return orderOf(basket, this.credits, this.offers, this.methods);
  }

  private ask(totalCents: number): void {
    if (totalCents === this.askedFor || totalCents < 1) return;
    const first = this.askedFor === undefined;
    this.askedFor = totalCents;
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    this.offersReading = this.bringOffers(totalCents, first ? 0 : pauseMs, running.signal);
  }

  private async bringCredits(): Promise<void> {
    try {
      this.credits = (await this.widget.api.credits()).items;
      this.creditsFailure = null;
    } catch (error) {
      this.creditsFailure = toFailure(error);
    }
  }

  /** Saved methods are for those who may pay. */
  private async bringMethods(): Promise<void> {
    if (!this.widget.canPay) return;
    try {
      this.methods = (await new PaymentMethodsApi(this.widget.api.session).methods()).items;
      this.methodsFailure = null;
    } catch (error) {
      this.methodsFailure = toFailure(error);
    }
  }

  private async bringOffers(totalCents: number, pause: number, signal: AbortSignal): Promise<void> {
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    if (signal.aborted) return;
    try {
      const { items } = await this.widget.api.paymentOptions(totalCents, signal);
      if (signal.aborted) return;
      this.offers = items;
      this.offersFailure = null;
    } catch (error) {
      if (signal.aborted || wasAborted(error)) return;
      this.offersFailure = toFailure(error);
    }
    this.widget.requestUpdate();
  }
}

const controllers = new WeakMap<HTMLElement, OffersController>();

/** One for each widget, made when somebody first looks at what to pay. */
export function offersOf(widget: Widget): OffersController {
  let offers = controllers.get(widget.element);
  if (!offers) {
    offers = new OffersController(widget);
    controllers.set(widget.element, offers);
  }
  return offers;
}
