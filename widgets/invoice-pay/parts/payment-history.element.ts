import { type CSSResultGroup, css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type {
  Payment,
  PaymentPage,
  PaymentStatus,
} from '../../../server/features/payments/payments.contract.ts';
import { formatInstant } from '../../kit/dates.ts';
import { define } from '../../kit/define.ts';
import { chevronDownIcon, downloadIcon } from '../../kit/icons.ts';
import { formatMoney } from '../../kit/money.ts';
import '../../kit/parts/badge.ts';
import type { BadgeTone } from '../../kit/parts/badge.ts';
import '../../kit/parts/button.ts';
import { backLink } from '../../kit/parts/layout.ts';
import { emptyPanel } from '../../kit/parts/states.ts';
import { listView } from '../invoice-pay.state.ts';
import { creditCents, invoicesOf } from '../model/settled.ts';
import { AccountElement } from './account-element.ts';
import { PagedReading } from './paged-reading.ts';
import { type PayWords, payMessages } from './pay.messages.ts';
import './payment-timeline.element.ts';
import { clockTime, readerZone } from './times.ts';

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

/** Payments, newest first, each with its invoices, its receipt and the history of its money. */
export class PaymentHistory extends AccountElement {
  static override styles: CSSResultGroup = [
    AccountElement.styles,
    css`
      .as-of {
        color: var(--fy-color-text-muted);
        font-size: var(--fy-font-size-label);
        font-weight: var(--fy-font-weight-regular);
      }
      .whole {
        white-space: nowrap;
      }
      .list > li > :is(.hint, .row, foyer-ui-payment-timeline) {
        grid-column: 1 / -1;
      }
      .open .icon {
        scale: 1 -1;
      }
      /* The words of a button without a frame begin where the text above begins. */
      .row > [variant='quiet']:first-child {
        margin-inline-start: calc(-1 * var(--fy-space-sm));
      }
    `,
  ];

  /** The payments whose history is open. */
  @state() private opened: ReadonlySet<string> = new Set();

  private readonly payments = new PagedReading<Payment, PaymentPage>(this, (cursor, signal) =>
    this.widget.api.payments(cursor, signal),
  );

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#heading')?.focus());
  }

  protected override render(): TemplateResult {
    const { words, widget, language } = this;
    const { data } = this.payments;
    return html`${backLink(widget.t.backToList, () => widget.show(listView))}
      <h2 id="heading" tabindex="-1">${words.historyTitle}
        ${data ? html`<span class="as-of">${widget.kit.asOf(clockTime(data.asOf, language))}</span>` : nothing}</h2>
      ${this.reading(this.payments, () => this.list())}`;
  }

  private get words(): PayWords {
    return payMessages.in(this.language);
  }

  private list(): TemplateResult {
    const { words } = this;
    const { items } = this.payments;
    if (items.length === 0)
      return emptyPanel({ title: words.historyEmptyTitle, body: words.historyEmptyBody });
    const list = repeat(
      items,
      ({ id }) => id,
      (payment) => this.item(payment),
    );
    return html`<ul class="list">${list}</ul>${this.more(this.payments, words.moreFailed)}`;
  }

  private item(payment: Payment): TemplateResult {
    const { words, language } = this;
    const numbers = invoicesOf(payment);
    const last = numbers.length - 1;
    const amount = formatMoney(
      payment.rail === 'credit' ? creditCents(payment) : payment.amountCents,
      language,
    );
    const when = formatInstant(payment.createdAt, readerZone(), language);
    const who = [
      words[`rail_${railOf(payment.rail)}`],
      when,
      payment.requestedBy && words.by(payment.requestedBy),
      payment.clientReference,
    ];
    return html`<li>
      <p class="what"><strong>${
        numbers.length > 0
          ? numbers.map(
              (number, index) => html`<span class="whole">${index < last ? `${number},` : number}</span> `,
            )
          : words.paymentOf(0)
      }</strong>
        <foyer-ui-badge tone=${tones[payment.status] ?? 'neutral'} label=${words[`status_${payment.status}`]}></foyer-ui-badge></p>
      <p class="figure">${amount}</p>
      <p class="hint">${who.filter(Boolean).join(' · ')}</p>
      <div class="row">${this.waiting(payment)} ${this.receipt(payment)} ${this.disclosure(payment.id, words.movementsOf(amount, when))}</div>
      ${
        this.opened.has(payment.id)
          ? html`<foyer-ui-payment-timeline .widget=${this.widget} .language=${language} .paymentId=${payment.id}></foyer-ui-payment-timeline>`
          : nothing
      }
    </li>`;
  }

  private receipt({ receipt }: Payment): TemplateResult | typeof nothing {
    if (!receipt) return nothing;
    const name = `${receipt.number}.pdf`;
    const fetch = () => this.fetchFile(name, () => this.widget.api.receiptPdf(receipt.id));
    return html`<foyer-ui-button size="small" variant="quiet" ?busy=${this.busy === name}
      @click=${() => this.widget.run(fetch)}>${downloadIcon()}${this.words.receipt(receipt.number)}</foyer-ui-button>`;
  }

  private disclosure(id: string, label: string): TemplateResult {
    const isOpen = this.opened.has(id);
    const toggle = () => {
      const opened = new Set(this.opened);
      if (!opened.delete(id)) opened.add(id);
      this.opened = opened;
    };
    return html`<foyer-ui-button class=${isOpen ? 'open' : ''} size="small" variant="quiet" label=${label} .expanded=${isOpen}
      @click=${toggle}>${chevronDownIcon()}${this.words.movements}</foyer-ui-button>`;
  }

  /** The way back to a payment that its payer has not finished. */
  private waiting(payment: Payment): TemplateResult | typeof nothing {
    const { words, widget } = this;
    if (payment.status !== 'requires_action' || !widget.canPay) return nothing;
    const open = async () => {
      await widget.payments.reopen(payment);
      widget.show({ name: 'pay' });
    };
    return html`<foyer-ui-button size="small" @click=${() => widget.run(open)}>${payment.transfer ? words.showDetails : words.finishPayment}</foyer-ui-button>`;
  }
}

const rails = ['card', 'becs', 'payto', 'paypal', 'bpay', 'eft', 'credit', 'cheque', 'other'] as const;

/** Money that came in otherwise is of rails that nobody can choose here. */
function railOf(rail: string): (typeof rails)[number] {
  return rails.find((one) => one === (rail === 'direct_debit' ? 'becs' : rail)) ?? 'other';
}

define('foyer-ui-payment-history', PaymentHistory);
