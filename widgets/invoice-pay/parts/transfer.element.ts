import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Payment, TransferInstructions } from '../../../server/features/payments/payments.contract.ts';
import { define } from '../../kit/define.ts';
import type { Locale } from '../../kit/locale.ts';
import { decimal, formatMoney } from '../../kit/money.ts';
import '../../kit/parts/button.ts';
import { statesStyles } from '../../kit/parts/states.styles.ts';
import { sharedStyles } from '../../kit/shared.styles.ts';
import { UiElement } from '../../kit/ui-element.ts';
import { type PayWords, payMessages } from './pay.messages.ts';
import type { Widget } from './widget.ts';

type Detail = { readonly label: string; readonly shown: string; readonly copied: string };

/** What to enter in the payer's own banking, each value ready to be copied, and what happens then. */
export class PaymentTransfer extends UiElement {
  static override styles = [
    sharedStyles,
    statesStyles,
    css`
      :host {
        display: block;
        max-inline-size: 640px;
      }
      .sheet {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--fy-space-md) var(--fy-space-lg);
        align-items: start;
        margin-block: var(--fy-space-md);
        padding: var(--fy-space-md);
        border: 1px solid var(--fy-color-border);
        border-radius: var(--fy-radius-panel);
      }
      dl {
        display: grid;
        gap: var(--fy-space-sm);
        margin: 0;
      }
      dt {
        color: var(--fy-color-text-muted);
        font-size: var(--fy-font-size-label);
      }
      dd {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--fy-space-sm);
        margin: 0;
        font-size: var(--fy-font-size-lead);
        font-weight: var(--fy-font-weight-strong);
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
      figure {
        margin: 0;
        max-inline-size: 168px;
      }
      /* A code is read by its contrast, so it stays dark on light in every theme. */
      .code {
        inline-size: 168px;
        block-size: 168px;
        padding: var(--fy-space-xs);
        border-radius: var(--fy-radius-control);
        background: Canvas;
        color: CanvasText;
        color-scheme: light;
        forced-color-adjust: none;
      }
      .code svg {
        display: block;
        inline-size: 100%;
        block-size: 100%;
      }
      figcaption,
      .note {
        margin: var(--fy-space-2xs) 0 0;
        color: var(--fy-color-text-muted);
        font-size: var(--fy-font-size-label);
      }
      @container (inline-size < 480px) {
        .sheet {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      @media print {
        foyer-ui-button {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) widget!: Widget;
  @property({ attribute: false }) payment!: Payment;
  @property({ attribute: false }) language: Locale = 'en-AU';
  @state() private matrix: readonly (readonly boolean[])[] | undefined;
  private drawn = '';

  protected override willUpdate(): void {
    const { transfer } = this.payment;
    const text = transfer ? textOf(transfer, this.t) : '';
    if (text === this.drawn) return;
    this.drawn = text;
    this.matrix = undefined;
    void this.draw(text);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this;
    const { transfer } = this.payment;
    if (!transfer) return nothing;
    return html`<div class="sheet">
        <dl>${detailsOf(transfer, t, this.language).map((detail) => this.detail(detail))}</dl>
        ${this.matrix ? this.code(this.matrix) : nothing}
      </div>
      <p class="note">${t.transferExact}</p>`;
  }

  private get t(): PayWords {
    return payMessages.in(this.language);
  }

  private detail({ label, shown, copied }: Detail): TemplateResult {
    const { t } = this;
    return html`<div><dt>${label}</dt><dd><bdi>${shown}</bdi>
      <foyer-ui-button size="small" variant="quiet" label=${t.copyOf(label)}
        @click=${() => void this.copy(label, copied)}>${t.copy}</foyer-ui-button></dd></div>`;
  }

  private code(matrix: readonly (readonly boolean[])[]): TemplateResult {
    const size = matrix.length;
    const path = matrix
      .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
      .join('');
    return html`<figure>
      <div class="code" role="img" aria-label=${this.t.codeLabel}>
        <svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" aria-hidden="true">${svg`<path fill="currentColor" d=${path}/>`}</svg>
      </div>
      <figcaption>${this.t.codeHint}</figcaption>
    </figure>`;
  }

  /** The code is a comfort: without its library the details are all there. */
  private async draw(text: string): Promise<void> {
    if (text === '') return;
    try {
      const { encode } = await import('uqr');
      if (text === this.drawn) this.matrix = encode(text, { border: 0 }).data;
    } catch {
      this.matrix = undefined;
    }
  }

  private async copy(label: string, text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.widget.announce(this.t.copied(label));
    } catch {
      // A page may forbid it to frames and widgets: the value can be selected.
      this.widget.announce(this.t.notCopied);
    }
  }
}

function detailsOf(transfer: TransferInstructions, t: PayWords, locale: Locale): readonly Detail[] {
  const plain = (label: string, shown: string, copied = shown): Detail => ({ label, shown, copied });
  const amount = plain(
    t.transferAmount,
    formatMoney(transfer.amountCents, locale),
    decimal(transfer.amountCents),
  );
  if (transfer.kind === 'bpay') {
    return [
      plain(t.billerCode, transfer.billerCode),
      plain(t.transferReference, grouped(transfer.reference), transfer.reference),
      amount,
    ];
  }
  return [
    plain(t.accountName, transfer.accountName),
    plain(t.bsb, transfer.bsb),
    plain(t.accountNumber, transfer.accountNumber),
    plain(t.transferReference, transfer.reference),
    amount,
  ];
}

/** Digits in threes, as they are read out and checked. */
function grouped(reference: string): string {
  return reference.replace(/\D/g, '') === reference ? reference.replace(/(\d{3})(?=\d)/g, '$1 ') : reference;
}

/** What the code holds: the details as text, for a phone to copy from. */
function textOf(transfer: TransferInstructions, t: PayWords): string {
  return detailsOf(transfer, t, 'en-AU')
    .map(({ label, copied }) => `${label}: ${copied}`)
    .join('\n');
}

define('foyer-ui-payment-transfer', PaymentTransfer);
