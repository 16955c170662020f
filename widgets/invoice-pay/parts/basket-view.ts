import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import { backLink } from '../../kit/parts/layout.ts';
import { banner, emptyPanel } from '../../kit/parts/states.ts';
import '../../kit/parts/text-field.ts';
import { offersOf } from '../controllers/offers-controller.ts';
import { listView } from '../invoice-pay.state.ts';
import { emailLooksWrong } from '../model/basket.ts';
import type { Order } from '../model/order.ts';
import { basketCredits } from './basket-credits.ts';
import { basketLine } from './basket-line.ts';
import { textOf } from './field-text.ts';
import { type PayWords, payMessages } from './pay.messages.ts';
import { railChooser, railsToCome } from './rail-chooser.ts';
import type { Widget } from './widget.ts';

/** The chosen invoices with what is to be paid of each, by credit and by money. */
export function basketView(widget: Widget): TemplateResult {
  const t = payMessages.in(widget.language);
  const { basket } = widget.payments;
  if (basket.lines.length === 0) return emptyBasketView(widget, t);
  const offers = offersOf(widget);
  const order = offers.orderFor(basket);
  return html`${backLink(widget.t.backToList, () => widget.show(listView))}
    <header class="pay-head"><h2 id="heading" tabindex="-1">${t.basketTitle}</h2><p>${t.basketLead}</p></header>
    ${widget.canPay ? nothing : banner({ tone: 'info', title: widget.t.readOnly })}
    <form novalidate @submit=${(event: Event) => {
      event.preventDefault();
      const form = event.currentTarget;
      widget.run(() => goOn(widget, form));
    }}>
      <ul class="basket">
        ${repeat(
          order.lines,
          ({ line }) => line.invoice.id,
          (line) => basketLine(line, widget, t, checked.has(line.line.invoice.id)),
        )}
      </ul>
      ${offers.isReady(order) ? [basketCredits(widget, order, t), railChooser(widget, order, t)] : railsToCome(t)}
      <div class="more-facts">${moreFacts(widget, t)}</div>
      <div class="pay-foot">
        ${sums(order, widget, t)}
        <foyer-ui-button variant="quiet" @click=${() => widget.show(listView)}>${t.addMore}</foyer-ui-button>
        <foyer-ui-button type="submit" variant="primary" ?busy=${offers.isAwaited} ?disabled=${!widget.canPay}>${t.goOn}</foyer-ui-button>
        <span class="hint" role="status">${offers.isAwaited ? t.readingOffers : nothing}</span>
      </div>
    </form>`;
}

function emptyBasketView(widget: Widget, t: PayWords): TemplateResult {
  const go = html`<foyer-ui-button @click=${() => widget.show(listView)}>${t.done}</foyer-ui-button>`;
  return html`<h2 id="heading" tabindex="-1">${t.basketTitle}</h2>
    ${emptyPanel({ title: t.emptyTitle, body: t.emptyBody, actions: go })}`;
}

function sums({ creditCents, surchargeCents, chargedCents }: Order, { language }: Widget, t: PayWords) {
  const besides = [
    creditCents > 0 && t.creditsUsed(formatMoney(creditCents, language)),
    surchargeCents > 0 && t.surchargeOf(formatMoney(surchargeCents, language)),
  ].filter(Boolean);
  return html`<p><span>${t.total}</span><strong>${formatMoney(chargedCents, language)}</strong>
    ${besides.length > 0 ? html`<span class="hint">${besides.join(' · ')}</span>` : nothing}</p>`;
}

/** Lines whose problems were asked for by going on; forgotten with the page. */
const checked = new Set<string>();

function moreFacts(widget: Widget, t: PayWords): TemplateResult {
  const { payments, me } = widget;
  const { basket } = payments;
  const set = (name: 'clientReference' | 'receiptEmail') => (event: Event) =>
    payments.setBasket({ ...payments.basket, [name]: textOf(event) });
  const wrong = emailLooksWrong(basket.receiptEmail) && checked.has('email');
  return html`<foyer-ui-text-field optional label=${t.reference} hint=${t.referenceHint} max-length="60"
      .value=${basket.clientReference} @input=${set('clientReference')}></foyer-ui-text-field>
    <foyer-ui-text-field optional type="email" autocomplete="email" max-length="254" label=${t.receiptEmail}
      hint=${t.receiptEmailHint(me?.user.email ?? '')} .value=${basket.receiptEmail}
      .error=${wrong ? t.emailWrong : undefined} @input=${set('receiptEmail')}
      @change=${() => {
        checked.add('email');
        widget.requestUpdate();
      }}></foyer-ui-text-field>`;
}

async function goOn(widget: Widget, form: EventTarget | null): Promise<void> {
  const { payments } = widget;
  for (const line of payments.basket.lines) checked.add(line.invoice.id);
  checked.add('email');
  widget.requestUpdate();
  const order = await offersOf(widget).settledOrder(() => payments.basket);
  // Somebody who went elsewhere meanwhile is not called back.
  if (!order || widget.place.name !== 'pay') return;
  const emailWrong = emailLooksWrong(payments.basket.receiptEmail);
  if (order.isPayable && !emailWrong) {
    checked.clear();
    payments.confirm();
    return;
  }
  if (form instanceof HTMLElement) fieldToMend(form, order, emailWrong)?.focus();
}

/** The first field that keeps the basket from being paid. */
function fieldToMend(form: HTMLElement, order: Order, emailWrong: boolean): HTMLElement | null | undefined {
  const at = order.lines.findIndex(({ problem }) => problem !== null);
  if (at >= 0) return form.querySelectorAll<HTMLElement>('.amount-cell foyer-ui-money-field')[at];
  const credit = [...form.querySelectorAll<HTMLElement>('.share foyer-ui-money-field')].find(
    (field) => 'error' in field && field.error,
  );
  return credit ?? (emailWrong ? form.querySelector<HTMLElement>('[type=email]') : null);
}
