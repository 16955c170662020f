import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../define.ts';
import { sharedStyles } from '../shared.styles.ts';
import { UiElement } from '../ui-element.ts';

export type Tab = { readonly key: string; readonly label: string; readonly count?: number };

/** Tabs; the panel of each is the slot named by its key. Fires `foyer-ui-tab` with `{ key }`. */
export class FoyerUiTabs extends UiElement {
  static override styles = [
    sharedStyles,
    css`
      [role='tablist'] {
        display: flex;
        gap: var(--fy-space-md);
        overflow-x: auto;
        scrollbar-width: none;
        border-block-end: var(--fy-border-width-hairline) solid var(--fy-color-border);
      }
      [role='tab'] {
        flex: none;
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-block-size: calc(var(--fy-control-height) + 4px);
        padding: 0 2px;
        border: 0;
        border-block-end: 2px solid transparent;
        background: none;
        color: var(--fy-color-text-muted);
        font: inherit;
        font-weight: var(--fy-font-weight-medium);
        cursor: pointer;
      }
      [role='tab']:hover {
        color: var(--fy-color-text);
      }
      [role='tab']:focus-visible {
        outline-offset: -2px;
      }
      [role='tab'][aria-selected='true'] {
        border-color: var(--fy-color-accent);
        color: var(--fy-color-text);
      }
      .count {
        padding: 0 6px;
        border-radius: var(--fy-radius-full);
        background: var(--fy-color-neutral-subtle);
        color: var(--fy-color-text-muted);
        font-size: var(--fy-font-size-small-print);
        font-variant-numeric: tabular-nums;
      }
      [role='tabpanel'] {
        padding-block-start: var(--fy-space-md);
      }
    `,
  ];

  /** What the tabs choose between, for screen readers. */
  @property() label = '';
  @property({ attribute: false }) tabs: readonly Tab[] = [];
  @property() selected = '';

  protected override render(): TemplateResult {
    const selected = this.tabs.find(({ key }) => key === this.selected) ?? this.tabs[0];
    return html`<div role="tablist" aria-label=${this.label} @keydown=${this.onKeydown}>
        ${this.tabs.map(
          ({
            key,
            label,
            count,
          }) => html`<button type="button" role="tab" id="tab-${key}" aria-controls="panel"
            aria-selected=${key === selected?.key} tabindex=${key === selected?.key ? 0 : -1}
            @click=${() => this.choose(key)}>
            ${label}${count === undefined ? nothing : html`<span class="count">${count}</span>`}
          </button>`,
        )}
      </div>
      <div role="tabpanel" id="panel" aria-labelledby="tab-${selected?.key}" tabindex="0">
        <slot name=${selected?.key ?? nothing}></slot>
      </div>`;
  }

  private choose(key: string): void {
    if (key === this.selected) return;
    this.selected = key;
    this.tell('foyer-ui-tab', { key });
  }

  private onKeydown(event: KeyboardEvent): void {
    const from = Math.max(
      0,
      this.tabs.findIndex(({ key }) => key === this.selected),
    );
    const forward = this.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
    const last = this.tabs.length - 1;
    const steps: Record<string, number> = {
      [forward]: from === last ? 0 : from + 1,
      [backward]: from === 0 ? last : from - 1,
      Home: 0,
      End: last,
    };
    const next = this.tabs[steps[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    this.choose(next.key);
    this.renderRoot.querySelector<HTMLElement>(`#tab-${CSS.escape(next.key)}`)?.focus();
  }
}

define('foyer-ui-tabs', FoyerUiTabs);

declare global {
  interface HTMLElementTagNameMap {
    'foyer-ui-tabs': FoyerUiTabs;
  }
}
