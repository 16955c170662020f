import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../define.ts';
import { FieldElement } from './field.ts';

/** One line of text, or several with `rows`. */
export class FoyerUiTextField extends FieldElement {
  @property() type: 'text' | 'email' | 'password' | 'tel' | 'url' | 'date' = 'text';
  @property() autocomplete: AutoFill = '';
  @property({ type: Number, attribute: 'max-length' }) maxLength: number | undefined;
  @property({ type: Number }) rows: number | undefined;

  protected override control(): TemplateResult {
    const { shownError, texts } = this;
    if (this.rows) {
      return html`<textarea id="control" rows=${this.rows} .value=${this.value} placeholder=${this.placeholder ?? nothing}
        maxlength=${this.maxLength ?? nothing} ?required=${this.required} ?disabled=${this.disabled}
        aria-invalid=${shownError ? 'true' : nothing} aria-describedby=${this.describedBy}
        lang=${texts.locale} @input=${this.onInput} @change=${this.onChange}></textarea>`;
    }
    return html`<input id="control" type=${this.type} .value=${this.value} placeholder=${this.placeholder ?? nothing}
      autocomplete=${this.autocomplete || nothing} maxlength=${this.maxLength ?? nothing}
      ?required=${this.required} ?disabled=${this.disabled}
      aria-invalid=${shownError ? 'true' : nothing} aria-describedby=${this.describedBy}
      @input=${this.onInput} @change=${this.onChange} />`;
  }
}

define('foyer-ui-text-field', FoyerUiTextField);

declare global {
  interface HTMLElementTagNameMap {
    'foyer-ui-text-field': FoyerUiTextField;
  }
}
