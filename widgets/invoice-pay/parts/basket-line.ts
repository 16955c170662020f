import { html, nothing, type TemplateResult } from 'lit';
import { xIcon } from '../../kit/icons.ts';
import { formatAmount, formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import '../../kit/parts/money-field.ts';
import '../../kit/parts/text-field.ts';
import { parseTyped } from '../controllers/typed-amount.ts';
import { payInFull, remove, setAmount, setFact, setPayDisputed } from '../model/basket.ts';
import { disputedCents } from '../model/invoice-list.ts';
import type { OrderLine } from '../model/order.ts';
import { textOf } from './field-text.ts';
import type { PayWords } from './pay.messages.ts';
import type { Widget } from './widget.ts';

/**
 * One invoice of the basket: what money pays of it, and the facts that go with it.
 *
 * @param isChecked whether going on was tried, so that an empty field is a mistake by now
 */
export function basketLine(
  order: OrderLine,
  widget: Widget,
  t: PayWords,
  isChecked: boolean,
): TemplateResult {
  const { payments, language } = widget;
  const { line, payableCents, creditCents } = order;
  const { invoice } = line;
  const typed = (event: Event) => {
    const text = textOf(event);
    payments.setBasket(setAmount(payments.basket, invoice.id, text, parseTyped(text)));
  };
  const drop = () => {
    payments.setBasket(remove(payments.basket, [invoice.id]));
    widget.announce(t.removed(invoice.number));
  };
  const canReset = line.typed !== null && (order.leftCents > 0 || order.problem !== null);
  return html`<li>
    <div class="what">
      <p class="name">${invoice.number}</p>
      ${invoice.sites.length > 0 ? html`<p class="hint">${invoice.sites.map((one) => one.name).join(', ')}</p>` : nothing}
      ${line.balanceWas === null ? nothing : html`<p class="hint moved" role="status">${t.balanceMoved(formatMoney(line.balanceWas, language), formatMoney(payableCents, language))}</p>`}
      ${disputeNote(order, widget, t)}
    </div>
    <div class="amount-cell">
      <foyer-ui-money-field hide-label label=${t.amountFor(invoice.number)}
        .value=${line.typed ?? formatAmount(order.moneyCents, language)} .error=${shownProblem(order, widget, t, isChecked)}
        @input=${typed} @change=${typed}></foyer-ui-money-field>
      <div class="under-amount">
        <span class="hint">${t.ofBalance(formatMoney(payableCents, language))}${creditCents > 0 ? `, ${t.byCredit(formatMoney(creditCents, language))}` : nothing}</span>
        ${
          canReset
            ? html`<button type="button" class="link" @click=${() => payments.setBasket(payInFull(payments.basket, invoice.id))}>${t.payInFull}</button>`
            : nothing
        }
      </div>
    </div>
    <foyer-ui-button icon variant="quiet" label=${t.removeOf(invoice.number)} @click=${drop}>${xIcon()}</foyer-ui-button>
    ${lineFacts(order, widget, t)}
  </li>`;
}

/** What is disputed waits for its dispute, unless the payer says otherwise. */
function disputeNote(
  { line, moneyCents, payableCents, creditCents }: OrderLine,
  { payments, language }: Widget,
  t: PayWords,
): TemplateResult | typeof nothing {
  const disputed = disputedCents(line.invoice);
  if (disputed === 0) return nothing;
  const included = Math.max(0, moneyCents - (payableCents - creditCents - disputed));
  const ask = (payDisputed: boolean) => () =>
    payments.setBasket(setPayDisputed(payments.basket, line.invoice.id, payDisputed));
  return included > 0
    ? html`<p class="hint moved">${t.disputedIncluded(formatMoney(included, language))}
        <button type="button" class="link" @click=${ask(false)}>${t.withhold}</button></p>`
    : html`<p class="hint moved">${t.withheld(formatMoney(disputed, language))}
        <button type="button" class="link" @click=${ask(true)}>${t.payAnyway}</button></p>`;
}

/** Purchase order and cost centre: folded away until the payer, or the payer's organisation, asks for them. */
function lineFacts({ line, moneyCents }: OrderLine, { payments }: Widget, t: PayWords): TemplateResult {
  const { invoice, poNumber, costCentre } = line;
  const isMissing =
    payments.poMissing && moneyCents > 0 && poNumber.trim() === '' && invoice.poNumber === null;
  const set = (name: 'poNumber' | 'costCentre') => (event: Event) =>
    payments.setBasket(setFact(payments.basket, invoice.id, name, textOf(event)));
  const shown = [poNumber.trim() || invoice.poNumber, costCentre.trim()].filter(Boolean).join(' · ');
  return html`<details class="line-facts" ?open=${isMissing || nothing}>
    <summary>${t.lineFacts}${shown ? html` <span class="hint">${shown}</span>` : nothing}</summary>
    <div class="more-facts">
      <foyer-ui-text-field label=${t.poNumber} max-length="40" .value=${poNumber} ?optional=${!payments.poMissing}
        .placeholder=${invoice.poNumber ?? undefined} hint=${invoice.poNumber ? t.poHint(invoice.poNumber) : nothing}
        .error=${isMissing ? t.poNeeded : undefined} @input=${set('poNumber')}></foyer-ui-text-field>
      <foyer-ui-text-field optional label=${t.costCentre} max-length="40" .value=${costCentre}
        @input=${set('costCentre')}></foyer-ui-text-field>
    </div>
  </details>`;
}

/** While somebody is still typing, an empty field is no mistake yet; an amount above the balance is one at once. */
function shownProblem(
  { problem, payableCents, creditCents }: OrderLine,
  { language }: Widget,
  t: PayWords,
  isChecked: boolean,
): string | undefined {
  switch (problem) {
    case null:
      return undefined;
    case 'above_balance':
      return t.problem_above_balance(formatMoney(payableCents - creditCents, language));
    case 'not_payable':
      return t.problem_not_payable;
    default:
      return isChecked ? t[`problem_${problem}`] : undefined;
  }
}
