import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { define } from '../define.ts';
import { circleAlertIcon, circleCheckIcon, infoIcon, xIcon } from '../icons.ts';
import { KitTexts } from '../locale-context.ts';
import { sharedStyles } from '../shared.styles.ts';
import { UiElement } from '../ui-element.ts';
import './button.ts';

export type Toast = {
  readonly text: string;
  readonly tone?: 'positive' | 'critical' | 'info';
  /** One thing to do about it. */
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Milliseconds; default 6,000. A critical toast and one with an action stay until they are dismissed. */
  readonly duration?: number;
};

const ICONS = { positive: circleCheckIcon, critical: circleAlertIcon, info: infoIcon };

/** Quiet and specific news: `show({ text: 'Paid $4,120.50 across 2 invoices.' })`. Read out; takes no focus. */
export class FoyerUiToasts extends UiElement {
  static override styles = [
    sharedStyles,
    css`
      [popover] {
        inset: auto 0 var(--fy-space-md);
        margin: 0 auto;
        padding: 0;
        inline-size: min(calc(100vw - 2 * var(--fy-space-md)), 440px);
        border: 0;
        background: none;
        overflow: visible;
        color: var(--fy-color-text);
      }
      [popover]:popover-open {
        display: grid;
        gap: var(--fy-space-xs);
      }
      .toast {
        display: flex;
        align-items: center;
        gap: var(--fy-space-xs);
        padding: var(--fy-space-2xs) var(--fy-space-xs) var(--fy-space-2xs) var(--fy-space-sm);
        border: 1px solid transparent;
        border-radius: var(--fy-radius-panel);
        background: var(--fy-color-surface-raised);
        box-shadow: var(--fy-elevation-overlay);
        transition:
          opacity var(--fy-motion-calm),
          translate var(--fy-motion-calm) var(--fy-motion-ease);
      }
      @starting-style {
        .toast {
          opacity: 0;
          translate: 0 8px;
        }
      }
      .toast:dir(rtl) {
        padding: var(--fy-space-2xs) var(--fy-space-sm) var(--fy-space-2xs) var(--fy-space-xs);
      }
      .text {
        flex: 1;
        padding-block: 6px;
      }
      .positive > .icon {
        color: var(--fy-color-positive);
      }
      .critical > .icon {
        color: var(--fy-color-critical);
      }
      .info > .icon {
        color: var(--fy-color-info);
      }
    `,
  ];

  /** Most toasts at a time; the oldest goes first. */
  @property({ type: Number }) most = 3;

  @state() private shown: readonly (Toast & { readonly id: number })[] = [];
  @query('[popover]') private readonly region!: HTMLElement;
  private readonly texts = new KitTexts(this);
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();
  private nextId = 1;

  /** Shows a toast; the returned function takes it away. */
  show(toast: Toast): () => void {
    const id = this.nextId++;
    this.shown = [...this.shown.slice(1 - this.most), { ...toast, id }];
    const stays = toast.duration === undefined && (toast.action !== undefined || toast.tone === 'critical');
    if (!stays)
      this.timers.set(
        id,
        setTimeout(() => this.dismiss(id), toast.duration ?? 6_000),
      );
    return () => this.dismiss(id);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.shown = [];
  }

  protected override render(): TemplateResult {
    const { t } = this.texts;
    return html`<div popover="manual" role="status" aria-live="polite" @pointerenter=${this.hold}>
      ${repeat(
        this.shown,
        ({ id }) => id,
        ({ id, text, tone = 'positive', action }) => html`<div class="toast ${tone}">
          ${ICONS[tone]()}
          <span class="text">${text}</span>
          ${
            action
              ? html`<foyer-ui-button variant="quiet" size="small" @click=${() => this.act(id, action.run)}>
                  ${action.label}
                </foyer-ui-button>`
              : nothing
          }
          <foyer-ui-button icon variant="quiet" size="small" label=${t.dismiss} @click=${() => this.dismiss(id)}>
            ${xIcon()}
          </foyer-ui-button>
        </div>`,
      )}
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('shown') || !this.isConnected) return;
    const open = this.region.matches(':popover-open');
    if (this.shown.length > 0) {
      // Shown anew each time: a dialog opened since would cover it.
      if (open) this.region.hidePopover();
      this.region.showPopover();
    } else if (open) this.region.hidePopover();
  }

  private act(id: number, run: () => void): void {
    this.dismiss(id);
    run();
  }

  private dismiss(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }

  /** What is being read does not go away. */
  private hold(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }
}

define('foyer-ui-toasts', FoyerUiToasts);

declare global {
  interface HTMLElementTagNameMap {
    'foyer-ui-toasts': FoyerUiToasts;
  }
}
