import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../define.ts';
import type { Icon } from '../icons.ts';
import { sharedStyles } from '../shared.styles.ts';
import { UiElement } from '../ui-element.ts';

export type BadgeTone = 'neutral' | 'positive' | 'caution' | 'critical' | 'info' | 'accent';

/** A status in a word. The word carries the meaning; colour and mark repeat it. */
export class FoyerUiBadge extends UiElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: inline-flex;
        max-inline-size: 100%;
        vertical-align: middle;
      }
      span {
        display: inline-flex;
        align-items: center;
        gap: 5px;
        min-inline-size: 0;
        padding: 1px 8px;
        border: 1px solid var(--fy-color-status-border);
        border-radius: var(--fy-radius-full);
        background: var(--fy-color-neutral-subtle);
        color: var(--fy-color-text);
        font-size: var(--fy-font-size-small-print);
        font-weight: var(--fy-font-weight-medium);
        line-height: 17px;
        white-space: nowrap;
      }
      span.mark::before {
        content: '';
        flex: none;
        inline-size: 6px;
        block-size: 6px;
        border-radius: 50%;
        background: currentColor;
      }
      :host([tone='positive']) span {
        background: var(--fy-color-positive-subtle);
        color: var(--fy-color-positive);
      }
      :host([tone='caution']) span {
        background: var(--fy-color-caution-subtle);
        color: var(--fy-color-caution);
      }
      :host([tone='critical']) span {
        background: var(--fy-color-critical-subtle);
        color: var(--fy-color-critical);
      }
      :host([tone='info']) span {
        background: var(--fy-color-info-subtle);
        color: var(--fy-color-info);
      }
      :host([tone='accent']) span {
        background: var(--fy-color-accent-subtle);
        color: var(--fy-color-accent-text);
      }
      @media (forced-colors: active) {
        span.mark::before {
          background: CanvasText;
        }
        span {
          border-color: CanvasText;
        }
      }
    `,
  ];

  @property({ reflect: true }) tone: BadgeTone = 'neutral';
  @property() label = '';
  @property({ attribute: false }) icon: Icon | undefined;

  protected override render(): TemplateResult {
    return html`<span class=${this.icon ? nothing : 'mark'}>${this.icon?.()}${this.label}<slot></slot></span>`;
  }
}

define('foyer-ui-badge', FoyerUiBadge);

declare global {
  interface HTMLElementTagNameMap {
    'foyer-ui-badge': FoyerUiBadge;
  }
}
