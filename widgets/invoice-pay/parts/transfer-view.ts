import { html, nothing, type TemplateResult } from 'lit';
import { clockIcon } from '../../kit/icons.ts';
import { formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import { banner } from '../../kit/parts/states.ts';
import { listView } from '../invoice-pay.state.ts';
import type { PaymentPhase } from '../model/payment-phase.ts';
import { payMessages } from './pay.messages.ts';
import './transfer.element.ts';
import { troubleText } from './trouble-text.ts';
import type { Widget } from './widget.ts';

/** The payer's bank does the rest: how to tell it, what comes then, and the ways out. */
export function transferView(
  widget: Widget,
  { payment, cancelling, trouble }: Extract<PaymentPhase, { name: 'transfer' }>,
): TemplateResult {
  const t = payMessages.in(widget.language);
  const { payments } = widget;
  const kind = payment.transfer?.kind ?? 'eft';
  const amount = formatMoney(payment.amountCents, widget.language);
  const numbers = payment.lines.map((line) => line.invoiceNumber).join(', ');
  const leave = () => {
    payments.leave();
    widget.show(listView);
  };
  return html`<header class="pay-head"><h2 id="heading" tabindex="-1">${t[`transferTitle_${kind}`](amount)}</h2>
      <p>${t[`transferLead_${kind}`]} ${numbers ? t.transferFor(numbers) : nothing}</p></header>
    ${trouble ? banner({ tone: 'critical', title: troubleText(trouble, t) }) : nothing}
    <foyer-ui-payment-transfer .widget=${widget} .payment=${payment} .language=${widget.language}></foyer-ui-payment-transfer>
    <div class="waiting">${clockIcon()}<div><p>${t[`transferWaiting_${kind}`]}</p><p class="hint">${t.transferLater}</p></div></div>
    <div class="pay-actions">
      <foyer-ui-button variant="primary" @click=${leave}>${t.done}</foyer-ui-button>
      <foyer-ui-button @click=${() => window.print()}>${t.print}</foyer-ui-button>
      ${
        widget.canPay
          ? html`<foyer-ui-button variant="quiet" ?busy=${cancelling} @click=${() => widget.run(() => payments.cancelTransfer())}>${t.cancelTransfer}</foyer-ui-button>`
          : nothing
      }
    </div>`;
}
