import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Payment, Receipt } from '../../../server/features/payments/payments.contract.ts';
import { define } from '../../kit/define.ts';
import { downloadIcon } from '../../kit/icons.ts';
import type { Locale } from '../../kit/locale.ts';
import { formatAmount, formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import { layoutStyles } from '../../kit/parts/layout.styles.ts';
import { statesStyles } from '../../kit/parts/states.styles.ts';
import { sharedStyles } from '../../kit/shared.styles.ts';
import { UiElement } from '../../kit/ui-element.ts';
import { allocationsOf, creditCents, invoicesOf } from '../model/settled.ts';
import { allocationTable } from './allocation-table.ts';
import { download } from './download.ts';
import { type PayWords, payMessages } from './pay.messages.ts';
import { payStyles } from './pay.styles.ts';
import { Reading } from './reading.ts';
import type { Widget } from './widget.ts';

/** What was paid and where it went. The payment itself tells it; the receipt adds the balances and where it was sent. */
export class PaymentReceipt extends UiElement {
  static override styles = [
    sharedStyles,
    statesStyles,
    layoutStyles,
    payStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      h2 {
        margin: 0;
        font-size: var(--fy-font-size-title);
        font-weight: var(--fy-font-weight-strong);
        outline: none;
      }
    `,
  ];

  @property({ attribute: false }) widget!: Widget;
  @property({ attribute: false }) payment!: Payment;
  @property({ attribute: false }) language: Locale = 'en-AU';
  @state() private fetching = false;
  @state() private pdfFailed = false;

  private readonly reading = new Reading<Receipt | null>(this, async (signal) => {
    const id = this.payment.receipt?.id;
    return id ? this.widget.api.receipt(id, signal) : null;
  });

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('payment');
    if (this.hasUpdated && before && before.receipt?.id !== this.payment.receipt?.id)
      void this.reading.read();
  }

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#heading')?.focus());
  }

  protected override render(): TemplateResult {
    const { t, payment, language } = this;
    const receipt = this.reading.data;
    const amount = formatMoney(payment.amountCents, language);
    const numbers = invoicesOf(payment);
    const [only, ...others] = numbers;
    const title =
      payment.rail === 'credit'
        ? t.creditTitle(formatMoney(creditCents(payment), language), numbers.length)
        : only && others.length === 0
          ? t.paidOne(amount, only)
          : t.paidTitle(amount, numbers.length);
    return html`<header class="pay-head">
        <h2 id="heading" tabindex="-1">${title}</h2>
        <p>${this.whereTo(receipt)}</p>
        ${payment.clientReference ? html`<p>${t.yourReference(payment.clientReference)}</p>` : nothing}
      </header>
      ${this.table(receipt)}
      ${payment.credits.length > 0 ? html`<p class="hint">${t.creditsOf([...new Set(payment.credits.map((use) => use.number))].join(', '))}</p>` : nothing}
      ${payment.unallocatedCents > 0 ? html`<p class="hint moved">${t.keptOnAccount(formatMoney(payment.unallocatedCents, language))}</p>` : nothing}
      ${this.pdfFailed ? html`<p role="alert">${t.pdfFailed}</p>` : nothing}
      ${
        payment.receipt
          ? html`<foyer-ui-button ?busy=${this.fetching} @click=${() => this.widget.run(() => this.fetchPdf())}>${downloadIcon()}${t.downloadReceipt}</foyer-ui-button>`
          : nothing
      }
      ${receipt?.traceId ? html`<p><span class="small-print">${t.trace(receipt.traceId)}</span></p>` : nothing}`;
  }

  private get t(): PayWords {
    return payMessages.in(this.language);
  }

  private whereTo(receipt: Receipt | null): string {
    const { t, payment } = this;
    const number = payment.receipt?.number;
    const email = receipt?.sentTo ?? payment.receiptEmail;
    if (!number) return t.receiptComing;
    return email ? t.receiptSent(number, email) : t.receiptReady(number);
  }

  private table(receipt: Receipt | null): TemplateResult {
    const { t, payment, language } = this;
    const amount = (cents: number) => formatAmount(cents, language);
    const after = new Map(receipt?.lines.map((line) => [line.invoiceId, line.balanceAfterCents]));
    const used = creditCents(payment);
    const rows = allocationsOf(payment).map((line) => {
      const balance = after.get(line.invoiceId);
      return {
        name: line.invoiceNumber,
        cells: [
          ...(used > 0 ? [amount(line.creditCents)] : []),
          amount(line.moneyCents),
          balance === undefined ? '—' : amount(balance),
        ],
        note: [
          line.poNumber && `${t.poNumber} ${line.poNumber}`,
          line.costCentre && `${t.costCentre} ${line.costCentre}`,
        ]
          .filter(Boolean)
          .join(' · '),
      };
    });
    const blank = used > 0 ? [''] : [];
    return allocationTable({
      head: [t.invoice, ...(used > 0 ? [t.credits] : []), `${t.allocated} (AUD)`, t.balanceAfter],
      rows,
      more: payment.surchargeCents > 0 ? [[t.surcharge, ...blank, amount(payment.surchargeCents), '']] : [],
      total: [t.total, ...(used > 0 ? [amount(used)] : []), formatMoney(payment.amountCents, language), ''],
    });
  }

  private async fetchPdf(): Promise<void> {
    const { receipt } = this.payment;
    if (!receipt) return;
    this.fetching = true;
    this.pdfFailed = false;
    try {
      download(await this.widget.api.receiptPdf(receipt.id), `${receipt.number}.pdf`);
    } catch (error) {
      this.pdfFailed = true;
      this.widget.report(error);
    } finally {
      this.fetching = false;
    }
  }
}

define('foyer-ui-receipt', PaymentReceipt);
