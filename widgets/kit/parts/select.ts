import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../define.ts';
import { chevronDownIcon } from '../icons.ts';
import { FieldElement } from './field.ts';

export type SelectOption = { readonly value: string; readonly label: string; readonly disabled?: boolean };

/** One choice of a list, by the platform's own select. */
export class FoyerUiSelect extends FieldElement {
  static override styles = [
    ...FieldElement.styles,
    css`
      .box {
        position: relative;
        padding-inline: 0;
      }
      select {
        appearance: none;
        padding-inline: 10px 32px;
        border-radius: inherit;
        cursor: pointer;
        text-overflow: ellipsis;
      }
      option {
        background: var(--fy-color-surface-raised);
        color: var(--fy-color-text);
      }
      .icon {
        position: absolute;
        inset-inline-end: 10px;
        pointer-events: none;
        color: var(--fy-color-text-muted);
      }
    `,
  ];

  @property({ attribute: false }) options: readonly SelectOption[] = [];

  protected override control(): TemplateResult {
    return html`<select id="control" ?required=${this.required} ?disabled=${this.disabled}
        aria-invalid=${this.shownError ? 'true' : nothing} aria-describedby=${this.describedBy}
        @input=${this.onInput} @change=${this.onChange}>
        ${this.options.map(
          ({ value, label, disabled }) =>
            html`<option value=${value} ?disabled=${disabled ?? false} .selected=${value === this.value}>
              ${label}
            </option>`,
        )}
      </select>
      ${chevronDownIcon()}`;
  }
}

define('foyer-ui-select', FoyerUiSelect);

declare global {
  interface HTMLElementTagNameMap {
    'foyer-ui-select': FoyerUiSelect;
  }
}
