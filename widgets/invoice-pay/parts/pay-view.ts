import { html, type TemplateResult } from 'lit';
import type { PaymentPhase } from '../model/payment-phase.ts';
import { basketView } from './basket-view.ts';
import { confirmView } from './confirm-view.ts';
import type { LazyView } from './lazy-view.ts';
import { outcomeView } from './outcome-view.ts';
import { type PayWords, payMessages } from './pay.messages.ts';
import './payment-card.element.ts';
import { payStyles } from './pay.styles.ts';
import { transferView } from './transfer-view.ts';
import type { Widget } from './widget.ts';

export const catalogue = payMessages;
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
      return cardView(widget, phase);
    case 'transfer':
      return transferView(widget, phase);
    default:
      return outcomeView(widget, phase);
  }
}

function cardView(widget: Widget, phase: Extract<PaymentPhase, { name: 'paying' }>): TemplateResult {
  const t = payMessages.in(widget.language);
  return html`<header class="pay-head"><h2 id="heading" tabindex="-1">${titleOf(phase.payment.rail, t)}</h2></header>
    <foyer-ui-payment-card .widget=${widget} .phase=${phase} .language=${widget.language}
      ><slot name="payment"></slot></foyer-ui-payment-card>`;
}

function titleOf(rail: string, t: PayWords): string {
  if (rail === 'paypal') return t.payTitle_paypal;
  return rail === 'card' ? t.payTitle : t.payTitle_bank;
}
