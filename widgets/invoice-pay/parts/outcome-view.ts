import { html, nothing, type TemplateResult } from 'lit';
import { circleAlertIcon, circleCheckIcon, circleHelpIcon, clockIcon, type Icon } from '../../kit/icons.ts';
import { formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import { skeleton } from '../../kit/parts/states.ts';
import { listView } from '../invoice-pay.state.ts';
import { isTakenBack, type PaymentPhase } from '../model/payment-phase.ts';
import { type PayWords, payMessages } from './pay.messages.ts';
import './receipt.element.ts';
import { troubleText } from './trouble-text.ts';
import type { Widget } from './widget.ts';

type Outcome = Exclude<PaymentPhase, { name: 'idle' | 'confirming' | 'creating' | 'paying' | 'transfer' }>;

/** How it ended, or that nobody knows yet: never more than is known. */
export function outcomeView(widget: Widget, phase: Outcome): TemplateResult {
  const t = payMessages.in(widget.language);
  switch (phase.name) {
    case 'settling':
      return html`${head(t.settlingTitle, t.settlingBody)} ${skeleton(t.settlingTitle, 3)}`;
    case 'succeeded':
      return html`${mark('positive', circleCheckIcon)}
        <foyer-ui-receipt class="takes-focus" .widget=${widget} .payment=${phase.payment} .language=${widget.language}></foyer-ui-receipt>
        ${actions(doneButton(widget, t, 'primary'))}`;
    case 'processing':
      return html`${mark('info', clockIcon)}
        ${head(t.processingTitle, t.processingBody(formatMoney(phase.payment.amountCents, widget.language)))}
        ${actions(html`${checkButton(widget, t)} ${doneButton(widget, t)}`)}`;
    case 'unknown':
      return html`${mark('caution', circleHelpIcon)}
        ${head(t.unknownTitle, t.unknownBody)} ${requestId(widget, phase.trouble?.requestId)}
        ${actions(html`${checkButton(widget, t)} ${phase.payment ? doneButton(widget, t) : nothing}`)}`;
    case 'failed':
      return html`${mark('critical', circleAlertIcon)}
        ${head(isTakenBack(phase.payment) ? t.takenBackTitle(formatMoney(phase.payment.amountCents, widget.language)) : t.failedTitle, failedText(phase, t))}
        ${requestId(widget, phase.trouble.requestId)} ${actions(failedActions(widget, t))}`;
  }
}

/** Money that was taken back was charged once; about everything else that failed, nothing was. */
function failedText({ trouble, payment }: Extract<Outcome, { name: 'failed' }>, t: PayWords): string {
  const text = troubleText(trouble, t, payment.rail);
  return isTakenBack(payment) ? text : `${text} ${t.nothingCharged}`;
}

function head(title: string, body: string): TemplateResult {
  return html`<header class="pay-head"><h2 id="heading" tabindex="-1">${title}</h2><p>${body}</p></header>`;
}

function mark(tone: string, icon: Icon): TemplateResult {
  return html`<div class="outcome-mark ${tone}">${icon()}</div>`;
}

function actions(buttons: unknown): TemplateResult {
  return html`<div class="pay-actions">${buttons}</div>`;
}

function requestId({ kit }: Widget, id: string | undefined): TemplateResult | typeof nothing {
  return id ? html`<p class="small-print">${kit.requestId(id)}</p>` : nothing;
}

function doneButton(
  widget: Widget,
  t: PayWords,
  variant: 'primary' | 'secondary' = 'secondary',
): TemplateResult {
  return html`<foyer-ui-button variant=${variant} @click=${() => leave(widget)}>${t.done}</foyer-ui-button>`;
}

function checkButton(widget: Widget, t: PayWords): TemplateResult {
  const { payments } = widget;
  const check = () => {
    const id = payments.payment?.id;
    return id ? payments.settle(id) : payments.repeat();
  };
  return html`<foyer-ui-button variant="primary" @click=${() => widget.run(check)}>${t.checkAgain}</foyer-ui-button>`;
}

/** What was paid once has no selection left to try again with: its invoices are open in the list. */
function failedActions(widget: Widget, t: PayWords): TemplateResult {
  if (widget.payments.basket.lines.length === 0) return doneButton(widget, t, 'primary');
  return html`<foyer-ui-button variant="primary" @click=${() => widget.payments.tryAgain()}>${t.tryAgain}</foyer-ui-button>
    ${doneButton(widget, t)}`;
}

function leave(widget: Widget): void {
  widget.payments.leave();
  widget.show(listView);
}
