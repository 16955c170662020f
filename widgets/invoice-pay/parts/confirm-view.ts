import { html, nothing, type TemplateResult } from 'lit';
import { formatAmount, formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import { facts } from '../../kit/parts/layout.ts';
import { banner } from '../../kit/parts/states.ts';
import { isPayable, lineCents, totalCents } from '../model/basket.ts';
import { payableCents } from '../model/invoice-list.ts';
import type { PaymentPhase } from '../model/payment-phase.ts';
import { allocationTable } from './allocation-table.ts';
import { payMessages } from './pay.messages.ts';
import { troubleText } from './trouble-text.ts';
import type { Widget } from './widget.ts';

/** What will be paid, invoice by invoice, before anything is asked of anybody. */
export function confirmView(
  widget: Widget,
  phase: Extract<PaymentPhase, { name: 'confirming' | 'creating' }>,
): TemplateResult {
  const { payments, language, kit, me } = widget;
  const t = payMessages.in(language);
  const { basket } = payments;
  const trouble = phase.name === 'confirming' ? phase.trouble : null;
  const amount = formatMoney(totalCents(basket), language);
  const rows = basket.lines.map((line) => ({
    name: line.invoice.number,
    cells: [
      formatAmount(payableCents(line.invoice), language),
      formatAmount(lineCents(line), language),
      formatAmount(Math.max(0, payableCents(line.invoice) - lineCents(line)), language),
    ],
    note:
      line.balanceWas === null
        ? undefined
        : t.balanceMoved(
            formatMoney(line.balanceWas, language),
            formatMoney(payableCents(line.invoice), language),
          ),
  }));
  return html`<header class="pay-head"><h2 id="heading" tabindex="-1">${t.confirmTitle}</h2><p>${t.confirmLead(basket.lines.length)}</p></header>
    ${
      trouble
        ? html`${banner({ tone: 'critical', title: troubleText(trouble, t) })}
          ${trouble.requestId ? html`<p class="small-print">${kit.requestId(trouble.requestId)}</p>` : nothing}`
        : nothing
    }
    ${allocationTable({ head: [t.invoice, `${t.balance} (AUD)`, t.paying, t.left], rows, total: [t.total, '', amount, ''] })}
    ${facts([
      [t.reference, basket.clientReference.trim()],
      [t.receiptTo, basket.receiptEmail.trim() || me?.user.email],
    ])}
    <div class="pay-actions">
      <foyer-ui-button variant="primary" ?busy=${phase.name === 'creating'} ?disabled=${!isPayable(basket)}
        @click=${() => widget.run(() => payments.pay())}>${t.payAmount(amount)}</foyer-ui-button>
      <foyer-ui-button variant="quiet" ?disabled=${phase.name === 'creating'} @click=${() => payments.back()}>${t.change}</foyer-ui-button>
      <span class="small-print" role="status">${phase.name === 'creating' && phase.slow ? t.stillWorking : nothing}</span>
    </div>`;
}
