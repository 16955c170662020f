import { html, nothing, type TemplateResult } from 'lit';
import { formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import { banner } from '../../kit/parts/states.ts';
import { offersOf } from '../controllers/offers-controller.ts';
import type { Order, RailOffer } from '../model/order.ts';
import type { PayWords } from './pay.messages.ts';
import { savedMethods } from './saved-methods.ts';
import type { Widget } from './widget.ts';

/** The ways to pay what credits leave: what each costs, when it clears, and why one is not offered. */
export function railChooser(widget: Widget, order: Order, t: PayWords): TemplateResult | typeof nothing {
  const offers = offersOf(widget);
  if (order.rail === 'credit') return html`<p class="no-money">${t.nothingToPay}</p>`;
  if (order.moneyCents === 0) return nothing;
  if (offers.offersFailure && offers.offers.length === 0) {
    return banner({
      tone: 'caution',
      title: t.railsFailed,
      actions: html`<foyer-ui-button size="small" @click=${() => offers.readOffers()}>${t.tryAgain}</foyer-ui-button>`,
    });
  }
  if (offers.offers.length === 0) return nothing;
  return html`<fieldset class="rails">
    <legend>${t.railTitle}</legend>
    ${savedMethods(widget, order, t)}
    ${offers.methodsFailure && offers.methods.length === 0 ? html`<p class="hint">${t.methodsFailed} <button type="button" class="link" @click=${() => offers.readAgain()}>${t.tryAgain}</button></p>` : nothing}
    ${offers.offers.map((offer) => railView(offer, widget, order, t))}
  </fieldset>`;
}

/** As many as most baskets can be paid by. */
const railsExpected = 6;

/** Keeps the place of the rails while credits, saved methods and rails are read. */
export const railsToCome = (t: PayWords): TemplateResult =>
  html`<div class="rails" role="status" aria-label=${t.readingRails}>
    ${Array.from({ length: railsExpected }, () => html`<span class="bone block"></span>`)}
  </div>`;

function railView(offer: RailOffer, widget: Widget, order: Order, t: PayWords): TemplateResult {
  const { payments, language } = widget;
  const { rail, offered, surchargeCents } = offer;
  const choose = () => payments.setBasket({ ...payments.basket, rail, paymentMethodId: null });
  const notes = offered
    ? [
        rail === 'payto' ? t.clears_payto : t[`clears_${offer.clears}`],
        surchargeCents > 0 && t.surchargeOf(formatMoney(surchargeCents, language)),
      ]
    : [whyNot(offer, widget, t)];
  return html`<label class="rail ${offered ? '' : 'closed'}">
    <input type="radio" name="rail" value=${rail} .checked=${order.rail === rail && !order.method} ?disabled=${!offered} @change=${choose} />
    <span><span class="rail-name">${railName(rail, order, t)}</span>
      <span class="hint">${notes.filter(Boolean).join(' · ')}</span></span>
  </label>`;
}

/** Beside saved ones it is another one. */
function railName(rail: RailOffer['rail'], { methods }: Order, t: PayWords): string {
  const isAnother = methods.some(({ method }) => method.kind === rail);
  if (!isAnother) return t[`rail_${rail}`];
  if (rail === 'payto') return t.another_payto;
  return rail === 'becs' ? t.another_becs : t.another_card;
}

function whyNot({ reason, minCents, maxCents }: RailOffer, { language }: Widget, t: PayWords): string {
  if (reason === 'above_limit') return t.aboveLimit(formatMoney(maxCents, language));
  return reason === 'below_limit' ? t.belowLimit(formatMoney(minCents, language)) : t.notOffered;
}
