import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { xIcon } from '../../kit/icons.ts';
import { formatAmount, formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import { backLink } from '../../kit/parts/layout.ts';
import '../../kit/parts/money-field.ts';
import { banner, emptyPanel } from '../../kit/parts/states.ts';
import '../../kit/parts/text-field.ts';
import { parseTyped } from '../controllers/typed-amount.ts';
import { listView } from '../invoice-pay.state.ts';
import {
  amountProblem,
  type BasketLine,
  emailLooksWrong,
  isPartial,
  isPayable,
  payInFull,
  remove,
  setAmount,
  totalCents,
} from '../model/basket.ts';
import { payableCents } from '../model/invoice-list.ts';
import { type PayWords, payMessages } from './pay.messages.ts';
import type { Widget } from './widget.ts';

/** The chosen invoices with what is to be paid of each. */
export function basketView(widget: Widget): TemplateResult {
  const t = payMessages.in(widget.language);
  const { basket } = widget.payments;
  if (basket.lines.length === 0) return emptyBasketView(widget, t);
  return html`${backLink(widget.t.backToList, () => widget.show(listView))}
    <header class="pay-head"><h2 id="heading" tabindex="-1">${t.basketTitle}</h2><p>${t.basketLead}</p></header>
    ${widget.canPay ? nothing : banner({ tone: 'info', title: widget.t.readOnly })}
    <form novalidate @submit=${(event: Event) => {
      event.preventDefault();
      goOn(widget, event.currentTarget);
    }}>
      <ul class="basket">
        ${repeat(
          basket.lines,
          (line) => line.invoice.id,
          (line) => lineView(line, widget, t),
        )}
      </ul>
      <div class="more-facts">${moreFacts(widget, t)}</div>
      <div class="pay-foot">
        <p><span>${t.total}</span><strong>${formatMoney(totalCents(basket), widget.language)}</strong></p>
        <foyer-ui-button variant="quiet" @click=${() => widget.show(listView)}>${t.addMore}</foyer-ui-button>
        <foyer-ui-button type="submit" variant="primary" ?disabled=${!widget.canPay}>${t.goOn}</foyer-ui-button>
      </div>
    </form>`;
}

function emptyBasketView(widget: Widget, t: PayWords): TemplateResult {
  const go = html`<foyer-ui-button @click=${() => widget.show(listView)}>${t.done}</foyer-ui-button>`;
  return html`<h2 id="heading" tabindex="-1">${t.basketTitle}</h2>
    ${emptyPanel({ title: t.emptyTitle, body: t.emptyBody, actions: go })}`;
}

function lineView(line: BasketLine, widget: Widget, t: PayWords): TemplateResult {
  const { payments, language } = widget;
  const { invoice } = line;
  const payable = payableCents(invoice);
  const site = invoice.sites.map((one) => one.name).join(', ');
  const typed = (event: Event) => {
    const text = textOf(event);
    payments.setBasket(setAmount(payments.basket, invoice.id, text, parseTyped(text)));
  };
  const drop = () => {
    payments.setBasket(remove(payments.basket, [invoice.id]));
    widget.announce(t.removed(invoice.number));
  };
  return html`<li>
    <div class="what">
      <p class="name">${invoice.number}</p>
      ${site ? html`<p class="hint">${site}</p>` : nothing}
      ${line.balanceWas === null ? nothing : html`<p class="hint moved" role="status">${t.balanceMoved(formatMoney(line.balanceWas, language), formatMoney(payable, language))}</p>`}
    </div>
    <div class="amount-cell">
      <foyer-ui-money-field hide-label label=${t.amountFor(invoice.number)}
        .value=${line.typed ?? formatAmount(payable, language)} .error=${shownProblem(line, widget, t)}
        @input=${typed} @change=${typed}></foyer-ui-money-field>
      <div class="under-amount">
        <span class="hint">${t.ofBalance(formatMoney(payable, language))}</span>
        ${
          line.typed !== null && (isPartial(line) || amountProblem(line))
            ? html`<button type="button" class="link" @click=${() => payments.setBasket(payInFull(payments.basket, invoice.id))}>${t.payInFull}</button>`
            : nothing
        }
      </div>
    </div>
    <foyer-ui-button icon variant="quiet" label=${t.removeOf(invoice.number)} @click=${drop}>${xIcon()}</foyer-ui-button>
  </li>`;
}

/** While somebody is still typing, an empty field is no mistake yet; an amount above the balance is one at once. */
function shownProblem(line: BasketLine, { language }: Widget, t: PayWords): string | undefined {
  const problem = amountProblem(line);
  switch (problem) {
    case null:
      return undefined;
    case 'above_balance':
      return t.problem_above_balance(formatMoney(payableCents(line.invoice), language));
    case 'not_payable':
      return t.problem_not_payable;
    default:
      return checked.has(line.invoice.id) ? t[`problem_${problem}`] : undefined;
  }
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

function goOn(widget: Widget, form: EventTarget | null): void {
  const { payments } = widget;
  const { basket } = payments;
  for (const line of basket.lines) checked.add(line.invoice.id);
  checked.add('email');
  widget.requestUpdate();
  const emailWrong = emailLooksWrong(basket.receiptEmail);
  if (isPayable(basket) && !emailWrong) {
    checked.clear();
    payments.confirm();
    return;
  }
  if (!(form instanceof HTMLElement)) return;
  const at = basket.lines.findIndex((line) => amountProblem(line) !== null);
  const field =
    at >= 0
      ? form.querySelectorAll<HTMLElement>('foyer-ui-money-field')[at]
      : form.querySelector<HTMLElement>('[type=email]');
  field?.focus();
}

function textOf(event: Event): string {
  const { currentTarget } = event;
  return currentTarget && 'value' in currentTarget ? String(currentTarget.value) : '';
}
