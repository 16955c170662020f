import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../define.ts';
import { sharedStyles } from '../shared.styles.ts';
import { UiElement } from '../ui-element.ts';
import { buttonStyles } from './button.styles.ts';

/**
 * A button that says what happens. While `busy` it keeps its place, its width and the focus, and ignores clicks.
 * With `icon` it is square, and `label` is its name.
 */
export class FoyerUiButton extends UiElement {
  static override styles = [sharedStyles, buttonStyles];
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };
  static formAssociated = true;

  @property({ reflect: true }) variant: 'primary' | 'secondary' | 'quiet' | 'critical' = 'secondary';
  @property({ reflect: true }) size: 'medium' | 'small' = 'medium';
  @property() type: 'button' | 'submit' | 'reset' = 'button';
  @property({ type: Boolean, reflect: true }) busy = false;
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** Square, for one icon in the slot. */
  @property({ type: Boolean, reflect: true }) icon = false;
  /** Name for screen readers, and the tooltip of an icon button. */
  @property() label: string | undefined;
  /** Makes it a link that looks like a button. */
  @property() href: string | undefined;
  @property() target: string | undefined;
  /** `true`, `false`, or undefined for a button that toggles or opens nothing. */
  @property({ attribute: false }) pressed: boolean | undefined;
  @property({ attribute: false }) expanded: boolean | undefined;
  @property({ attribute: false }) popup: 'menu' | 'dialog' | undefined;

  private readonly internals = this.attachInternals();

  constructor() {
    super();
    // In the capture phase, before any listener of the widget hears of a click that does not count.
    this.addEventListener(
      'click',
      (event) => {
        if (!this.busy && !this.disabled) return;
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      { capture: true },
    );
    this.addEventListener('click', () => this.actOnForm());
  }

  protected override render(): TemplateResult {
    const content = html`<slot></slot>${this.busy ? html`<span class="spinner"></span>` : nothing}`;
    if (this.href !== undefined && !this.disabled) {
      return html`<a class="button" href=${this.href} target=${this.target ?? nothing}
        rel=${this.target === '_blank' ? 'noopener' : nothing} aria-label=${this.label ?? nothing}>${content}</a>`;
    }
    return html`<button class="button" type="button" ?disabled=${this.disabled}
      aria-disabled=${this.busy ? 'true' : nothing} aria-busy=${this.busy ? 'true' : nothing}
      aria-label=${this.label ?? nothing} title=${this.icon && this.label ? this.label : nothing}
      aria-pressed=${this.pressed ?? nothing} aria-expanded=${this.expanded ?? nothing}
      aria-haspopup=${this.popup ?? nothing}>${content}</button>`;
  }

  /** A button inside a shadow root submits no form by itself. */
  private actOnForm(): void {
    if (this.type === 'submit') this.internals.form?.requestSubmit();
    if (this.type === 'reset') this.internals.form?.reset();
  }
}

define('foyer-ui-button', FoyerUiButton);

declare global {
  interface HTMLElementTagNameMap {
    'foyer-ui-button': FoyerUiButton;
  }
}
