import { css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../define.ts';
import { checkIcon, chevronDownIcon, ellipsisIcon, type Icon } from '../icons.ts';
import { KitTexts } from '../locale-context.ts';
import { sharedStyles } from '../shared.styles.ts';
import { UiElement } from '../ui-element.ts';
import './button.ts';

export type MenuItem = {
  readonly key: string;
  readonly label: string;
  readonly icon?: Icon;
  readonly disabled?: boolean;
  readonly critical?: boolean;
  /** One of several, and whether it is the one. */
  readonly checked?: boolean;
};

/**
 * A button that opens a menu, on the platform's popover. Fires `foyer-ui-choose` with `{ key }`. Without `label` the button
 * is three dots. Keys: arrows, Home, End, Escape, first letters.
 */
export class FoyerUiMenu extends UiElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: inline-flex;
      }
      [popover] {
        position: fixed;
        inset: auto;
        margin: 0;
        padding: var(--fy-space-2xs);
        min-inline-size: 180px;
        max-inline-size: min(320px, calc(100vw - 16px));
        max-block-size: min(60vh, 420px);
        overflow: auto;
        border: 1px solid transparent;
        border-radius: var(--fy-radius-panel);
        background: var(--fy-color-surface-raised);
        color: var(--fy-color-text);
        box-shadow: var(--fy-elevation-overlay);
        opacity: 0;
        transition: opacity var(--fy-motion-quick);
      }
      [popover]:popover-open {
        opacity: 1;
      }
      @starting-style {
        [popover]:popover-open {
          opacity: 0;
        }
      }
      button {
        display: flex;
        align-items: center;
        gap: var(--fy-space-xs);
        inline-size: 100%;
        min-block-size: var(--fy-control-height);
        padding: 4px 10px;
        border: 0;
        border-radius: var(--fy-radius-control);
        background: none;
        color: inherit;
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      button:hover,
      button:focus {
        background: var(--fy-color-neutral-subtle);
      }
      button:focus-visible {
        outline-offset: -2px;
      }
      button.critical {
        color: var(--fy-color-critical);
      }
      button[aria-disabled='true'] {
        color: var(--fy-color-text-muted);
        cursor: not-allowed;
      }
      .check {
        inline-size: 1.15em;
      }
      button > .icon {
        color: var(--fy-color-text-muted);
      }
    `,
  ];

  @property() label: string | undefined;
  /** Name of the button for screen readers, where it is not its label. */
  @property() name: string | undefined;
  @property({ attribute: false }) items: readonly MenuItem[] = [];
  @property({ reflect: true }) variant: 'secondary' | 'quiet' = 'quiet';

  @state() private open = false;
  @query('[popover]') private readonly popup!: HTMLElement;
  @query('foyer-ui-button') private readonly button!: HTMLElement;
  private readonly texts = new KitTexts(this);

  protected override render(): TemplateResult {
    const name = this.name ?? (this.label ? undefined : this.texts.t.more);
    const checks = this.items.some(({ checked }) => checked !== undefined);
    return html`<foyer-ui-button ?icon=${!this.label} variant=${this.variant} label=${name ?? nothing}
        .popup=${'menu' as const} .expanded=${this.open} @click=${this.toggle} @keydown=${this.onButtonKeydown}>
        ${this.label === undefined ? ellipsisIcon() : html`${this.label}${chevronDownIcon()}`}
      </foyer-ui-button>
      <div popover role="menu" aria-label=${name ?? this.label ?? nothing} @toggle=${this.onToggle} @keydown=${this.onKeydown}>
        ${this.items.map(
          (item) => html`<button type="button" tabindex="-1" class=${item.critical ? 'critical' : nothing}
            role=${item.checked === undefined ? 'menuitem' : 'menuitemradio'} aria-checked=${item.checked ?? nothing}
            aria-disabled=${item.disabled ? 'true' : nothing} @click=${() => this.choose(item)}>
            ${checks ? html`<span class="check">${item.checked ? checkIcon() : nothing}</span>` : nothing}
            ${item.icon?.()}${item.label}
          </button>`,
        )}
      </div>`;
  }

  private get buttons(): HTMLElement[] {
    return [...this.popup.querySelectorAll('button')];
  }

  private toggle(): void {
    if (this.open) this.popup.hidePopover();
    else this.show(0);
  }

  private show(focus: number): void {
    this.popup.showPopover();
    this.place();
    this.buttons.at(focus)?.focus();
  }

  /** Below the button, or above it where there is more room; never past the window's edge. */
  private place(): void {
    const anchor = this.button.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.popup;
    // Along the button's start edge, or its end edge where the window ends.
    const toLeft = this.matches(':dir(rtl)') || anchor.left + width > innerWidth - 8;
    const start = toLeft ? anchor.right - width : anchor.left;
    const below = anchor.bottom + 4;
    const fits = below + height <= innerHeight - 8 || anchor.top < innerHeight - anchor.bottom;
    this.popup.style.left = `${Math.max(8, Math.min(start, innerWidth - width - 8))}px`;
    this.popup.style.top = `${fits ? below : Math.max(8, anchor.top - 4 - height)}px`;
  }

  private choose(item: MenuItem): void {
    if (item.disabled) return;
    this.popup.hidePopover();
    this.button.focus();
    this.tell('foyer-ui-choose', { key: item.key });
  }

  private onToggle(event: Event): void {
    this.open = event instanceof ToggleEvent && event.newState === 'open';
  }

  private onButtonKeydown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    this.show(event.key === 'ArrowDown' ? 0 : -1);
  }

  private onKeydown(event: KeyboardEvent): void {
    const { buttons } = this;
    const from = buttons.findIndex((button) => button.matches(':focus'));
    const steps: Record<string, number> = {
      ArrowDown: (from + 1) % buttons.length,
      ArrowUp: (from - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    };
    if (event.key === 'Tab') this.popup.hidePopover();
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.popup.hidePopover();
      this.button.focus();
    }
    const typed = event.key.length === 1 ? event.key.toLowerCase() : undefined;
    const next = typed
      ? [...buttons.slice(from + 1), ...buttons].find((button) =>
          button.textContent?.trim().toLowerCase().startsWith(typed),
        )
      : buttons[steps[event.key] ?? -1];
    if (!next || typed === ' ') return;
    event.preventDefault();
    next.focus();
  }
}

define('foyer-ui-menu', FoyerUiMenu);

declare global {
  interface HTMLElementTagNameMap {
    'foyer-ui-menu': FoyerUiMenu;
  }
}
