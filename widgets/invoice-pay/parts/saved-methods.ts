import { html, nothing, type TemplateResult } from 'lit';
import { formatDay } from '../../kit/dates.ts';
import { formatMoney } from '../../kit/money.ts';
import { methodName } from '../model/method-name.ts';
import type { Order } from '../model/order.ts';
import type { MethodOffer } from '../model/saved-method.ts';
import { methodsMessages } from './methods.messages.ts';
import type { PayWords } from './pay.messages.ts';
import type { Widget } from './widget.ts';

/** Saved methods among the ways to pay: the default first, and why one cannot pay this. */
export function savedMethods(widget: Widget, order: Order, t: PayWords): TemplateResult[] {
  return order.methods.map((offer) => methodView(offer, widget, order, t));
}

function methodView(offer: MethodOffer, widget: Widget, order: Order, t: PayWords): TemplateResult {
  const { payments } = widget;
  const { method, reason } = offer;
  const isOpen = reason === null;
  const choose = () =>
    payments.setBasket({ ...payments.basket, rail: method.kind, paymentMethodId: method.id });
  return html`<label class="rail ${isOpen ? '' : 'closed'}">
    <input type="radio" name="rail" value=${method.id} .checked=${order.method?.id === method.id} ?disabled=${!isOpen} @change=${choose} />
    <span><span class="rail-name">${methodName(method, methodsMessages.in(widget.language))}</span>
      <span class="hint">${factsOf(offer, widget, order, t).join(' · ')}</span>
      ${isOpen && offer.needsPo ? html`<span class="hint caution">${t.methodNeedsPo}</span>` : nothing}</span>
  </label>`;
}

function clearsOf(kind: MethodOffer['method']['kind'], t: PayWords): string {
  if (kind === 'payto') return t.clears_payto_saved;
  return kind === 'card' ? t.clears_at_once : t.clears_within_days;
}

function factsOf(
  { method, reason, limitCents }: MethodOffer,
  { language }: Widget,
  order: Order,
  t: PayWords,
) {
  const words = methodsMessages.in(language);
  const first = method.isDefault ? words.isDefault : '';
  if (reason !== null) {
    return [first, t[`method_${reason}`](formatMoney(limitCents ?? 0, language))].filter(Boolean);
  }
  const end = method.mandateEndsOn ?? method.expiresOn;
  const endText = end && (method.endsSoon ? words.endsSoon : words.lastDay)(formatDay(end, language));
  const isChosen = order.method?.id === method.id;
  return [
    first,
    clearsOf(method.kind, t),
    isChosen && order.surchargeCents > 0 && t.surchargeOf(formatMoney(order.surchargeCents, language)),
    endText,
  ].filter((text): text is string => Boolean(text));
}
