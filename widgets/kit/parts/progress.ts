import { css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../define.ts';
import { KitTexts } from '../locale-context.ts';
import { sharedStyles } from '../shared.styles.ts';
import { UiElement } from '../ui-element.ts';

/** A long job with its count: `label`, `done` of `total`. Without `total` it is under way with no known end. */
export class FoyerUiProgress extends UiElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        gap: var(--fy-space-2xs);
      }
      .line {
        display: flex;
        justify-content: space-between;
        gap: var(--fy-space-sm);
        font-size: var(--fy-font-size-label);
        font-variant-numeric: tabular-nums;
      }
      .count {
        color: var(--fy-color-text-muted);
      }
      progress {
        appearance: none;
        inline-size: 100%;
        block-size: 6px;
        border: 0;
        border-radius: var(--fy-radius-full);
        background: var(--fy-color-neutral-subtle);
        overflow: hidden;
      }
      progress::-webkit-progress-bar {
        background: var(--fy-color-neutral-subtle);
      }
      progress::-webkit-progress-value {
        background: var(--fy-color-accent);
        transition: inline-size var(--fy-motion-calm);
      }
      progress::-moz-progress-bar {
        background: var(--fy-color-accent);
      }
      progress:indeterminate {
        animation: breathe 1.6s ease-in-out infinite;
        background: var(--fy-color-accent);
      }
      progress:indeterminate::-webkit-progress-bar {
        background: var(--fy-color-accent);
      }
      @keyframes breathe {
        50% {
          opacity: 0.35;
        }
      }
      @media (forced-colors: active) {
        progress {
          appearance: auto;
        }
      }
    `,
  ];

  @property() label = '';
  @property({ type: Number }) done = 0;
  @property({ type: Number }) total: number | undefined;

  private readonly texts = new KitTexts(this);

  protected override render(): TemplateResult {
    const { label, done, total } = this;
    if (total === undefined) {
      return html`<div class="line"><span>${label}</span></div><progress aria-label=${label}></progress>`;
    }
    const count = this.texts.t.progress(String(done), String(total));
    return html`<div class="line"><span>${label}</span><span class="count">${count}</span></div>
      <progress aria-label=${label} aria-valuetext=${count} max=${total} .value=${done}></progress>`;
  }
}

define('foyer-ui-progress', FoyerUiProgress);

declare global {
  interface HTMLElementTagNameMap {
    'foyer-ui-progress': FoyerUiProgress;
  }
}
