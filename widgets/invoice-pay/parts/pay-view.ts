import { html, type TemplateResult } from 'lit';
import { isAwaitingBank, isBankAsking, type PaymentPhase } from '../model/payment-phase.ts';
import './bank-approval.element.ts';
import './bank-question.element.ts';
import { basketView } from './basket-view.ts';
import { confirmView } from './confirm-view.ts';
import type { LazyView } from './lazy-view.ts';
import { methodsMessages } from './methods.messages.ts';
import { outcomeView } from './outcome-view.ts';
import { payMessages } from './pay.messages.ts';
import './payment-card.element.ts';
import { payStyles } from './pay.styles.ts';
import { railWord } from './rail-word.ts';
import { transferView } from './transfer-view.ts';
import type { Widget } from './widget.ts';

/** Saved methods are called here as they are in the account. */
export const catalogue: LazyView['catalogue'] = {
  load: async (locale) => {
    await Promise.all([payMessages.load(locale), methodsMessages.load(locale)]);
  },
};
export const styles = payStyles;

/** Paying, by the payment's phase. */
export const view: LazyView['view'] = (widget) => html`<div class="paying">${phaseView(widget)}</div>`;

function phaseView(widget: Widget): TemplateResult {
  const { phase } = widget.payments;
  switch (phase.name) {
    case 'idle':
      return basketView(widget);
    case 'confirming':
    case 'creating':
      return confirmView(widget, phase);
    case 'paying':
      if (isAwaitingBank(phase)) return approvalView(widget, phase);
      return isBankAsking(phase) ? bankView(widget, phase) : formView(widget, phase);
    case 'transfer':
      return transferView(widget, phase);
    default:
      return outcomeView(widget, phase);
  }
}

function formView(widget: Widget, phase: Extract<PaymentPhase, { name: 'paying' }>): TemplateResult {
  const t = payMessages.in(widget.language);
  return html`<header class="pay-head"><h2 id="heading" tabindex="-1">${railWord(t, 'payTitle', phase.payment.rail)}</h2></header>
    <foyer-ui-payment-card .widget=${widget} .phase=${phase} .language=${widget.language}
      ><slot name="payment"></slot></foyer-ui-payment-card>`;
}

function bankView(widget: Widget, phase: Extract<PaymentPhase, { name: 'paying' }>): TemplateResult {
  const t = payMessages.in(widget.language);
  return html`<header class="pay-head"><h2 id="heading" tabindex="-1">${t.payTitle_bankAsks}</h2></header>
    <foyer-ui-bank-question .widget=${widget} .phase=${phase} .language=${widget.language}></foyer-ui-bank-question>`;
}

function approvalView(widget: Widget, phase: Extract<PaymentPhase, { name: 'paying' }>): TemplateResult {
  const t = payMessages.in(widget.language);
  return html`<header class="pay-head"><h2 id="heading" tabindex="-1">${t.payTitle_awaitBank}</h2></header>
    <foyer-ui-bank-approval .widget=${widget} .phase=${phase} .language=${widget.language}></foyer-ui-bank-approval>`;
}
