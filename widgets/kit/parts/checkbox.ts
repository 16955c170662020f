import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../define.ts';
import { circleAlertIcon } from '../icons.ts';
import { sharedStyles } from '../shared.styles.ts';
import { UiElement } from '../ui-element.ts';
import { checkboxStyles } from './checkbox.styles.ts';
import { fieldStyles } from './field.styles.ts';

/** One yes or no. Fires `change`; the label is the `label` property or the slot. */
export class FoyerUiCheckbox extends UiElement {
  static override styles = [
    sharedStyles,
    fieldStyles,
    checkboxStyles,
    css`
      .check {
        display: inline-flex;
        align-items: center;
        gap: var(--fy-space-xs);
        min-block-size: var(--fy-control-height);
        font-weight: var(--fy-font-weight-regular);
        font-size: var(--fy-font-size-body);
        cursor: pointer;
      }
      input[type='checkbox'] {
        min-block-size: 0;
      }
      input[type='checkbox']:focus-visible {
        outline: var(--fy-border-width-focus) solid var(--fy-color-focus);
        outline-offset: 2px;
      }
    `,
  ];
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };
  static formAssociated = true;

  @property() label = '';
  @property() hint: string | undefined;
  @property() error: string | undefined;
  @property() name = '';
  @property() value = 'on';
  @property({ type: Boolean, reflect: true }) checked = false;
  @property({ type: Boolean }) indeterminate = false;
  @property({ type: Boolean, reflect: true }) disabled = false;

  private readonly internals = this.attachInternals();

  protected override render(): TemplateResult {
    const described = [this.hint && 'hint', this.error && 'error'].filter(Boolean).join(' ') || nothing;
    return html`<label class="check">
        <input type="checkbox" .checked=${this.checked} .indeterminate=${this.indeterminate}
          ?disabled=${this.disabled} aria-describedby=${described} aria-invalid=${this.error ? 'true' : nothing}
          @change=${this.onChange} />
        <span><slot>${this.label}</slot></span>
      </label>
      ${this.hint ? html`<div id="hint" class="hint">${this.hint}</div>` : nothing}
      <div id="error" class="error" aria-live="polite" ?hidden=${!this.error}>
        ${this.error ? html`${circleAlertIcon()}<span>${this.error}</span>` : nothing}
      </div>`;
  }

  protected override updated(): void {
    this.internals.setFormValue(this.checked && !this.disabled ? this.value : null);
  }

  private onChange(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.checked = event.target.checked;
    this.indeterminate = false;
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

define('foyer-ui-checkbox', FoyerUiCheckbox);

declare global {
  interface HTMLElementTagNameMap {
    'foyer-ui-checkbox': FoyerUiCheckbox;
  }
}
