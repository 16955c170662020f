import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type {
  Payment,
  PaymentPage,
  PaymentStatus,
} from '../../../server/features/payments/payments.contract.ts';
import { formatInstant } from '../../kit/dates.ts';
import { define } from '../../kit/define.ts';
import { downloadIcon } from '../../kit/icons.ts';
import type { Locale } from '../../kit/locale.ts';
import { formatMoney } from '../../kit/money.ts';
import '../../kit/parts/badge.ts';
import type { BadgeTone } from '../../kit/parts/badge.ts';
import '../../kit/parts/button.ts';
import { layoutStyles } from '../../kit/parts/layout.styles.ts';
import { backLink } from '../../kit/parts/layout.ts';
import { statesStyles } from '../../kit/parts/states.styles.ts';
import { banner, emptyPanel, skeleton } from '../../kit/parts/states.ts';
import { failureView } from '../../kit/session-views.ts';
import { sharedStyles } from '../../kit/shared.styles.ts';
import { UiElement } from '../../kit/ui-element.ts';
import { listView } from '../invoice-pay.state.ts';
import { creditCents, invoicesOf } from '../model/settled.ts';
import { download } from './download.ts';
import { type PayWords, payMessages } from './pay.messages.ts';
import { Reading } from './reading.ts';
import { clockTime, readerZone } from './times.ts';
import type { Widget } from './widget.ts';

const tones: Partial<Record<PaymentStatus, BadgeTone>> = {
  succeeded: 'positive',
  processing: 'info',
  unknown: 'caution',
  requires_action: 'caution',
  failed: 'critical',
  disputed: 'critical',
  charged_back: 'critical',
  dishonoured: 'critical',
};

/** Payments, newest first, each with its invoices and its receipt. */
export class PaymentHistory extends UiElement {
  static override styles = [
    sharedStyles,
    statesStyles,
    layoutStyles,
    css`
      :host {
        display: block;
      }
      h2 {
        margin: 0 0 var(--fy-space-sm);
        font-size: var(--fy-font-size-title);
        font-weight: var(--fy-font-weight-strong);
        outline: none;
      }
      .as-of {
        color: var(--fy-color-text-muted);
        font-size: var(--fy-font-size-label);
        font-weight: var(--fy-font-weight-regular);
      }
      ul {
        margin: 0;
        padding: 0;
        border-block-start: 1px solid var(--fy-color-border);
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--fy-space-2xs) var(--fy-space-md);
        padding-block: var(--fy-space-sm);
        border-block-end: 1px solid var(--fy-color-border);
      }
      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      .whole {
        white-space: nowrap;
      }
      .amount {
        font-weight: var(--fy-font-weight-strong);
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
      .what {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--fy-space-xs);
      }
      .more {
        display: grid;
        justify-items: center;
        padding-block-start: var(--fy-space-md);
      }
    `,
  ];

  @property({ attribute: false }) widget!: Widget;
  @property({ attribute: false }) language: Locale = 'en-AU';
  @state() private older: readonly Payment[] = [];
  @state() private olderCursor: string | null = null;
  @state() private olderState: 'idle' | 'loading' | 'error' = 'idle';

  private readonly reading = new Reading<PaymentPage>(this, async (signal) => {
    const page = await this.widget.api.payments(undefined, signal);
    this.older = [];
    this.olderCursor = page.nextCursor;
    return page;
  });

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#heading')?.focus());
  }

  protected override render(): TemplateResult {
    const { t, widget, language } = this;
    const { data, failure } = this.reading;
    return html`${backLink(widget.t.backToList, () => widget.show(listView))}
      <h2 id="heading" tabindex="-1">${t.historyTitle}
        ${data ? html`<span class="as-of">${widget.kit.asOf(clockTime(data.asOf, language))}</span>` : nothing}</h2>
      ${data && failure ? banner({ tone: 'caution', title: widget.kit.staleTitle }) : nothing}
      ${data ? this.list(data) : failure ? failureView(failure, widget.kit, () => void this.reading.read()) : skeleton(widget.kit.loading, 6)}`;
  }

  private get t(): PayWords {
    return payMessages.in(this.language);
  }

  private list(page: PaymentPage): TemplateResult {
    const { t } = this;
    if (page.items.length === 0) return emptyPanel({ title: t.historyEmptyTitle, body: t.historyEmptyBody });
    return html`<ul>${[...page.items, ...this.older].map((payment) => this.item(payment))}</ul>
      ${
        this.olderCursor
          ? html`<div class="more">
            ${this.olderState === 'error' ? html`<p role="alert">${t.moreFailed}</p>` : nothing}
            <foyer-ui-button ?busy=${this.olderState === 'loading'} @click=${() => void this.loadOlder(this.olderCursor)}>${t.more}</foyer-ui-button>
          </div>`
          : nothing
      }`;
  }

  private item(payment: Payment): TemplateResult {
    const { t, language } = this;
    const numbers = invoicesOf(payment);
    const last = numbers.length - 1;
    const who = [
      t[`rail_${railOf(payment.rail)}`],
      formatInstant(payment.createdAt, readerZone(), language),
      payment.requestedBy && t.by(payment.requestedBy),
      payment.clientReference,
    ];
    return html`<li>
      <p class="what"><strong>${
        numbers.length > 0
          ? numbers.map(
              (number, index) => html`<span class="whole">${index < last ? `${number},` : number}</span> `,
            )
          : t.paymentOf(0)
      }</strong>
        <foyer-ui-badge tone=${tones[payment.status] ?? 'neutral'} label=${t[`status_${payment.status}`]}></foyer-ui-badge></p>
      <p class="amount">${formatMoney(payment.rail === 'credit' ? creditCents(payment) : payment.amountCents, language)}</p>
      <p class="muted">${who.filter(Boolean).join(' · ')}</p>
      ${this.waiting(payment)}
      ${
        payment.receipt
          ? html`<foyer-ui-button size="small" variant="quiet" @click=${() => this.widget.run(() => this.fetchPdf(payment))}>${downloadIcon()}${t.receipt(payment.receipt.number)}</foyer-ui-button>`
          : nothing
      }
    </li>`;
  }

  /** The way back to a payment that its payer has not finished. */
  private waiting(payment: Payment): TemplateResult | typeof nothing {
    const { t, widget } = this;
    if (payment.status !== 'requires_action' || !widget.canPay) return nothing;
    const open = async () => {
      await widget.payments.reopen(payment);
      widget.show({ name: 'pay' });
    };
    return html`<foyer-ui-button size="small" @click=${() => widget.run(open)}>${payment.transfer ? t.showDetails : t.finishPayment}</foyer-ui-button>`;
  }

  private async loadOlder(cursor: string | null): Promise<void> {
    if (!cursor || this.olderState === 'loading') return;
    this.olderState = 'loading';
    try {
      const page = await this.widget.api.payments(cursor);
      if (this.olderCursor === cursor) {
        this.older = [...this.older, ...page.items];
        this.olderCursor = page.nextCursor;
      }
      this.olderState = 'idle';
    } catch {
      this.olderState = 'error';
    }
  }

  private async fetchPdf({ receipt }: Payment): Promise<void> {
    if (!receipt) return;
    try {
      download(await this.widget.api.receiptPdf(receipt.id), `${receipt.number}.pdf`);
    } catch (error) {
      this.widget.report(error);
      this.widget.announce(this.t.pdfFailed);
    }
  }
}

const rails = ['card', 'becs', 'payto', 'paypal', 'bpay', 'eft', 'credit', 'cheque', 'other'] as const;

/** Money that came in otherwise is of rails that nobody can choose here. */
function railOf(rail: string): (typeof rails)[number] {
  return rails.find((one) => one === (rail === 'direct_debit' ? 'becs' : rail)) ?? 'other';
}

define('foyer-ui-payment-history', PaymentHistory);
