import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../define.ts';
import { KitTexts } from '../locale-context.ts';
import { formatMoney } from '../money.ts';
import { sharedStyles } from '../shared.styles.ts';
import { UiElement } from '../ui-element.ts';

export type Segment = {
  readonly key: string;
  /** `1 to 30 days` */
  readonly label: string;
  readonly amountCents: number;
  /** A second line: `3 invoices`. */
  readonly note?: string;
};

/**
 * Amounts side by side, each a bar from a common zero with its label and figure on it: receivables by age. Each filters:
 * fires `foyer-ui-segment` with `{ key }`, undefined when the chosen one is let go.
 */
export class FoyerUiSegments extends UiElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(112px, 1fr));
        gap: var(--fy-space-xs);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      button {
        display: grid;
        gap: 2px;
        inline-size: 100%;
        block-size: 100%;
        align-content: start;
        padding: var(--fy-space-xs) var(--fy-space-sm);
        border: 1px solid var(--fy-color-border);
        border-radius: var(--fy-radius-control);
        background: var(--fy-color-surface);
        color: var(--fy-color-text);
        font: inherit;
        text-align: start;
        cursor: pointer;
        transition: border-color var(--fy-motion-quick);
      }
      button:hover {
        border-color: var(--fy-color-border-strong);
      }
      button[aria-pressed='true'] {
        border-color: var(--fy-color-accent);
        background: var(--fy-color-accent-subtle);
        box-shadow: inset 0 0 0 1px var(--fy-color-accent);
      }
      .label,
      .note {
        color: var(--fy-color-text-muted);
        font-size: var(--fy-font-size-small-print);
        font-variant-numeric: tabular-nums;
      }
      .figure {
        font-size: var(--fy-font-size-lead);
        font-weight: var(--fy-font-weight-strong);
        font-variant-numeric: tabular-nums;
        line-height: var(--fy-font-line-tight);
      }
      .none .figure {
        color: var(--fy-color-text-muted);
        font-weight: var(--fy-font-weight-regular);
      }
      .bar {
        block-size: 4px;
        margin-block: 4px 2px;
        border-radius: 2px;
        background: var(--fy-color-neutral-subtle);
        overflow: hidden;
      }
      .bar::before {
        content: '';
        display: block;
        block-size: 100%;
        inline-size: calc(var(--share) * 100%);
        border-radius: inherit;
        background: var(--tone);
        transition: inline-size var(--fy-motion-calm) var(--fy-motion-ease);
      }
      li:nth-child(1) {
        --tone: var(--fy-color-chart-1);
      }
      li:nth-child(2) {
        --tone: var(--fy-color-chart-2);
      }
      li:nth-child(3) {
        --tone: var(--fy-color-chart-3);
      }
      li:nth-child(4) {
        --tone: var(--fy-color-chart-4);
      }
      li:nth-child(n + 5) {
        --tone: var(--fy-color-chart-5);
      }
      @container (inline-size < 480px) {
        ul {
          grid-template-columns: 1fr;
          gap: 0;
        }
        button {
          grid-template-columns: 96px 1fr auto;
          align-items: center;
          gap: var(--fy-space-xs);
          min-block-size: var(--fy-control-height);
          padding: 4px var(--fy-space-xs);
          border-color: transparent;
          background: none;
        }
        .note {
          display: none;
        }
        .bar {
          order: 1;
          margin: 0;
        }
        .figure {
          order: 2;
          min-inline-size: 88px;
          font-size: var(--fy-font-size-body);
          text-align: end;
        }
      }
      @media (forced-colors: active) {
        .bar::before {
          background: CanvasText;
        }
        button[aria-pressed='true'] {
          border: 2px solid Highlight;
        }
      }
    `,
  ];

  /** What the amounts are, for screen readers. */
  @property() label = '';
  @property({ attribute: false }) segments: readonly Segment[] = [];
  @property() selected: string | undefined;

  private readonly texts = new KitTexts(this);

  protected override render(): TemplateResult {
    return html`<ul aria-label=${this.label}>
      ${this.segments.map(
        ({ key, label, amountCents, note }) => html`<li>
          <button type="button" class=${amountCents ? nothing : 'none'} aria-pressed=${key === this.selected}
            @click=${() => this.choose(key)}>
            <span class="label">${label}</span>
            <span class="figure">${formatMoney(amountCents, this.texts.locale)}</span>
            <span class="bar" data-key=${key}></span>
            ${note ? html`<span class="note">${note}</span>` : nothing}
          </button>
        </li>`,
      )}
    </ul>`;
  }

  protected override updated(): void {
    const most = Math.max(1, ...this.segments.map(({ amountCents }) => amountCents));
    // Written through the object model: a strict Content-Security-Policy refuses style attributes.
    for (const bar of this.renderRoot.querySelectorAll<HTMLElement>('.bar')) {
      const amount = this.segments.find(({ key }) => key === bar.dataset.key)?.amountCents ?? 0;
      bar.style.setProperty('--share', String(Math.max(0, amount) / most));
    }
  }

  private choose(key: string): void {
    this.selected = key === this.selected ? undefined : key;
    this.tell('foyer-ui-segment', { key: this.selected });
  }
}

define('foyer-ui-segments', FoyerUiSegments);

declare global {
  interface HTMLElementTagNameMap {
    'foyer-ui-segments': FoyerUiSegments;
  }
}
