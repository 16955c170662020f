import { html, nothing, type TemplateResult } from 'lit';
import { xIcon } from '../../kit/icons.ts';
import { formatAmount, formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import '../../kit/parts/money-field.ts';
import '../../kit/parts/select.ts';
import { banner } from '../../kit/parts/states.ts';
import { offersOf } from '../controllers/offers-controller.ts';
import { parseTyped } from '../controllers/typed-amount.ts';
import type { CreditShare } from '../model/basket.ts';
import { type Credit, editable, type PlannedShare } from '../model/credit-plan.ts';
import type { Order } from '../model/order.ts';
import { textOf } from './field-text.ts';
import type { PayWords } from './pay.messages.ts';
import type { Widget } from './widget.ts';

/** Credits go before money: each with where it is used, to be changed, moved or left out. */
export function basketCredits(widget: Widget, order: Order, t: PayWords): TemplateResult | typeof nothing {
  const offers = offersOf(widget);
  if (offers.creditsFailure && offers.credits.length === 0) {
    return banner({
      tone: 'caution',
      title: t.creditsFailed,
      actions: html`<foyer-ui-button size="small" @click=${() => offers.readAgain()}>${t.tryAgain}</foyer-ui-button>`,
    });
  }
  if (offers.credits.length === 0) return nothing;
  const { payments } = widget;
  const suggest = () => payments.setBasket({ ...payments.basket, credits: null });
  return html`<section class="credits" aria-labelledby="credits-heading">
    <div class="section-head"><h3 id="credits-heading">${t.creditsTitle}</h3>
      ${payments.basket.credits ? html`<button type="button" class="link" @click=${suggest}>${t.creditSuggest}</button>` : nothing}</div>
    <p class="hint">${t.creditsLead}</p>
    <ul class="credit-list">${offers.credits.map((credit) => creditView(credit, widget, order, t))}</ul>
  </section>`;
}

function creditView(credit: Credit, widget: Widget, order: Order, t: PayWords): TemplateResult {
  const { language } = widget;
  const shares = order.credits
    .map((share, at) => ({ share, at }))
    .filter(({ share }) => share.id === credit.id);
  const used = shares.reduce((sum, { share }) => sum + share.cents, 0);
  const left = credit.remainingCents - used;
  const what = credit.ofInvoiceNumber ? t.creditOf(credit.ofInvoiceNumber) : t.creditOnAccount;
  const free = order.lines.find((line) => line.leftCents + line.moneyCents > 0);
  const add = (invoiceId: string, room: number) => () =>
    edit(widget, order, (plan) => [
      ...plan,
      share(credit, invoiceId, formatAmount(Math.min(left, room), language)),
    ]);
  return html`<li>
    <p class="credit-name"><strong>${credit.number}</strong> <span class="hint">${[what, credit.reason].filter(Boolean).join(' · ')}</span></p>
    <p class="hint figures">${t.creditLeft(formatMoney(left, language), formatMoney(credit.remainingCents, language))}</p>
    ${shares.map(({ share: one, at }) => shareView(credit, one, at, widget, order, t))}
    ${
      left > 0 && free
        ? html`<button type="button" class="link" @click=${add(free.line.invoice.id, free.leftCents + free.moneyCents)}>${t.creditUse(credit.number)}</button>`
        : nothing
    }
  </li>`;
}

function shareView(
  credit: Credit,
  planned: PlannedShare,
  at: number,
  widget: Widget,
  order: Order,
  t: PayWords,
): TemplateResult {
  const { language } = widget;
  const options = order.lines.map(({ line }) => ({ value: line.invoice.id, label: line.invoice.number }));
  const number = options.find(({ value }) => value === planned.invoiceId)?.label ?? '';
  const change = (to: (share: CreditShare) => CreditShare | null) =>
    edit(widget, order, (plan) =>
      plan.flatMap((one, n) => {
        const next = n === at ? to(one) : one;
        return next ? [next] : [];
      }),
    );
  const move = (event: Event) => {
    const invoiceId = textOf(event);
    change((one) => ({ ...one, invoiceId }));
  };
  const type = (event: Event) => {
    const text = textOf(event);
    change((one) => ({ ...one, typed: text, cents: parseTyped(text) }));
  };
  const drop = () => {
    change(() => null);
    widget.announce(t.creditDropped(credit.number, number));
  };
  return html`<div class="share">
    <foyer-ui-select hide-label label=${t.creditFor(credit.number)} .options=${options} .value=${planned.invoiceId} @change=${move}></foyer-ui-select>
    <foyer-ui-money-field hide-label label=${t.creditAmount(credit.number, number)} .value=${planned.typed ?? formatAmount(planned.cents, language)}
      .error=${planned.problem ? t[`creditProblem_${planned.problem}`] : undefined} @input=${type} @change=${type}></foyer-ui-money-field>
    <foyer-ui-button icon variant="quiet" label=${t.creditRemove(credit.number, number)} @click=${drop}>${xIcon()}</foyer-ui-button>
  </div>`;
}

function share({ kind, id }: Credit, invoiceId: string, typed: string): CreditShare {
  return { kind, id, invoiceId, typed, cents: parseTyped(typed) };
}

function edit(
  { payments, language }: Widget,
  order: Order,
  change: (plan: readonly CreditShare[]) => readonly CreditShare[],
): void {
  const plan = editable(order.credits, (cents) => formatAmount(cents, language));
  payments.setBasket({ ...payments.basket, credits: change(plan) });
}
