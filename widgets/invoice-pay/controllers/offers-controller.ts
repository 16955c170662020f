import { type Failure, toFailure } from '../../kit/failure.ts';
import type { Basket } from '../model/basket.ts';
import type { Credit } from '../model/credit-plan.ts';
import { type Order, orderOf, type RailOffer } from '../model/order.ts';
import { wasAborted } from '../model/trouble.ts';
import { CHANGED, type Widget } from '../parts/widget.ts';

/** While somebody types an amount, its rails wait for them to pause. */
const pauseMs = 250;

/** What a basket can be paid with: credits of the client, and the rails for what is left to pay. */
export class OffersController {
  credits: readonly Credit[] = [];
  creditsFailure: Failure | null = null;
  offers: readonly RailOffer[] = [];
  offersFailure: Failure | null = null;

  private readonly widget: Widget;
  private creditsReading: Promise<void> | undefined;
  private offersReading: Promise<void> | undefined;
  private askedFor: number | undefined;
  private running: AbortController | undefined;

  constructor(widget: Widget) {
    this.widget = widget;
    widget.element.addEventListener(CHANGED, () => void this.readCredits());
  }

  /** The basket's figures as they stand. Asks for what is missing to know them. */
  orderFor(basket: Basket): Order {
    if (!this.creditsReading) void this.readCredits();
    const order = orderOf(basket, this.credits, this.offers);
    this.ask(order.moneyCents);
    return order;
  }

  /** The basket's figures once everything that was asked for is there. */
  async settledOrder(basket: () => Basket): Promise<Order> {
    await this.creditsReading;
    const { moneyCents } = orderOf(basket(), this.credits, this.offers);
    if (moneyCents !== this.askedFor) this.ask(moneyCents);
    await this.offersReading;
    return orderOf(basket(), this.credits, this.offers);
  }

  readCredits(): Promise<void> {
    this.creditsReading = this.bringCredits();
    return this.creditsReading;
  }

  /** Again after a failure. */
  readOffers(): void {
    this.askedFor = undefined;
    this.widget.requestUpdate();
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
    this.widget.requestUpdate();
  }

  private async bringOffers(totalCents: number, pause: number, signal: AbortSignal): Promise<void> {
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    if (signal.aborted) return this.offersReading;
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
