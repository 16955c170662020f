import { html, type TemplateResult } from 'lit';
import type { Payment } from '../../../server/features/payments/payments.contract.ts';
import type { PaymentPhase } from '../model/payment-phase.ts';
import './bank-question.element.ts';
import { basketView } from './basket-view.ts';
import { confirmView } from './confirm-view.ts';
import type { LazyView } from './lazy-view.ts';
import { methodsMessages } from './methods.messages.ts';
import { outcomeView } from './outcome-view.ts';
import { type PayWords, payMessages } from './pay.messages.ts';
import './payment-card.element.ts';
import { payStyles } from './pay.styles.ts';
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
      return isBankAsking(phase.payment) ? bankView(widget, phase) : cardView(widget, phase);
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

function bankView(widget: Widget, phase: Extract<PaymentPhase, { name: 'paying' }>): TemplateResult {
  const t = payMessages.in(widget.language);
  return html`<header class="pay-head"><h2 id="heading" tabindex="-1">${t.payTitle_bankAsks}</h2></header>
    <foyer-ui-bank-question .widget=${widget} .phase=${phase} .language=${widget.language}></foyer-ui-bank-question>`;
}

/** Of a saved card only the bank's question is left. */
function isBankAsking({ handover }: Payment): boolean {
  return handover?.vendor === 'stripe' && handover.step === 'authenticate';
}

function titleOf(rail: string, t: PayWords): string {
  if (rail === 'paypal') return t.payTitle_paypal;
  return rail === 'card' ? t.payTitle : t.payTitle_bank;
}
