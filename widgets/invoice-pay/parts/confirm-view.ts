import { html, nothing, type TemplateResult } from 'lit';
import { formatAmount, formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import { facts } from '../../kit/parts/layout.ts';
import { banner } from '../../kit/parts/states.ts';
import { offersOf } from '../controllers/offers-controller.ts';
import { methodName } from '../model/method-name.ts';
import { type Order, type OrderLine, toRequest } from '../model/order.ts';
import type { PaymentPhase } from '../model/payment-phase.ts';
import { allocationTable } from './allocation-table.ts';
import { methodsMessages } from './methods.messages.ts';
import { type PayWords, payMessages } from './pay.messages.ts';
import { troubleText } from './trouble-text.ts';
import type { Widget } from './widget.ts';

/** What will be paid, invoice by invoice, before anything is asked of anybody. */
export function confirmView(
  widget: Widget,
  phase: Extract<PaymentPhase, { name: 'confirming' | 'creating' }>,
): TemplateResult {
  const { payments, kit, me } = widget;
  const t = payMessages.in(widget.language);
  const { basket } = payments;
  const order = offersOf(widget).orderFor(basket);
  const trouble = phase.name === 'confirming' ? phase.trouble : null;
  const isBusy = phase.name === 'creating';
  return html`<header class="pay-head"><h2 id="heading" tabindex="-1">${t.confirmTitle}</h2><p>${t.confirmLead(basket.lines.length)}</p></header>
    ${
      trouble
        ? html`${banner({ tone: 'critical', title: troubleText(trouble, t, order.rail) })}
          ${trouble.requestId ? html`<p class="small-print">${kit.requestId(trouble.requestId)}</p>` : nothing}`
        : nothing
    }
    ${table(order, widget, t)}
    ${facts([
      [t.payBy, payByOf(order, widget, t)],
      [t.reference, basket.clientReference.trim()],
      [t.receiptTo, basket.receiptEmail.trim() || me?.user.email],
    ])}
    <div class="pay-actions">
      <foyer-ui-button variant="primary" ?busy=${isBusy} ?disabled=${!order.isPayable}
        @click=${() => widget.run(() => payments.pay(toRequest(basket, order)))}>${payWords(order, widget, t)}</foyer-ui-button>
      <foyer-ui-button variant="quiet" ?disabled=${isBusy} @click=${() => payments.back()}>${t.change}</foyer-ui-button>
      <span class="small-print" role="status">${phase.name === 'creating' && phase.slow ? t.stillWorking : nothing}</span>
    </div>`;
}

function payByOf({ method, rail }: Order, { language }: Widget, t: PayWords): string {
  return method ? methodName(method, methodsMessages.in(language)) : t[`rail_${rail}`];
}

/** Says what happens next: money moves, a reference is given out, or credits are used up. */
function payWords(order: Order, { language }: Widget, t: PayWords): string {
  if (order.rail === 'credit') return t.useCredit(formatMoney(order.creditCents, language));
  if (order.rail === 'bpay' || order.rail === 'eft') return t.getReference;
  return t.payAmount(formatMoney(order.chargedCents, language));
}

function table(order: Order, widget: Widget, t: PayWords): TemplateResult {
  const { language } = widget;
  const withCredits = order.creditCents > 0;
  const amount = (cents: number) => formatAmount(cents, language);
  const rows = order.lines.map((line) => ({
    name: line.line.invoice.number,
    cells: [
      amount(line.payableCents),
      ...(withCredits ? [amount(line.creditCents)] : []),
      amount(line.moneyCents),
      amount(line.leftCents),
    ],
    note: factsOf(line, t),
    caution: movedOf(line, widget, t),
  }));
  const blank = withCredits ? [''] : [];
  const more = [];
  if (order.surchargeCents > 0) more.push([t.surcharge, '', ...blank, amount(order.surchargeCents), '']);
  return allocationTable({
    head: [t.invoice, `${t.balance} (AUD)`, ...(withCredits ? [t.credits] : []), t.paying, t.left],
    rows,
    more,
    total: [
      t.total,
      '',
      ...(withCredits ? [amount(order.creditCents)] : []),
      formatMoney(order.chargedCents, language),
      '',
    ],
  });
}

function movedOf({ line, payableCents }: OrderLine, { language }: Widget, t: PayWords): string | undefined {
  if (line.balanceWas === null) return undefined;
  return t.balanceMoved(formatMoney(line.balanceWas, language), formatMoney(payableCents, language));
}

function factsOf({ line }: OrderLine, t: PayWords): string | undefined {
  const po = line.poNumber.trim();
  const centre = line.costCentre.trim();
  return (
    [po && `${t.poNumber} ${po}`, centre && `${t.costCentre} ${centre}`].filter(Boolean).join(' · ') ||
    undefined
  );
}
