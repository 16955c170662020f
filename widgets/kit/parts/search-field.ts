import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { define } from '../define.ts';
import { searchIcon, xIcon } from '../icons.ts';
import './button.ts';
import { FieldElement } from './field.ts';

/**
 * Searches while typing. Fires `foyer-ui-search` with `{ text }` after a pause of `pause` milliseconds, at once on
 * Enter, and when cleared (the cross, or Escape).
 */
export class FoyerUiSearchField extends FieldElement {
  @property({ type: Number }) pause = 250;

  private timer: ReturnType<typeof setTimeout> | undefined;
  private told = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  protected override control(): TemplateResult {
    const { t } = this.texts;
    return html`<span class="affix">${searchIcon()}</span>
      <input id="control" type="search" autocomplete="off" spellcheck="false" .value=${this.value}
        placeholder=${this.placeholder ?? t.search} ?disabled=${this.disabled} aria-describedby=${this.describedBy}
        @input=${this.onInput} @change=${this.onChange} @keydown=${this.onKeydown} />
      ${
        this.value
          ? html`<foyer-ui-button icon variant="quiet" size="small" label=${t.clear} @click=${this.clear}
              >${xIcon()}</foyer-ui-button
            >`
          : nothing
      }`;
  }

  protected override onInput(event: Event): void {
    super.onInput(event);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), this.pause);
  }

  private onKeydown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'Enter') this.search();
    if (event.key === 'Escape' && this.value) {
      // The first Escape belongs to the field, and not to the dialog around it.
      event.preventDefault();
      event.stopPropagation();
      this.clear();
    }
  }

  private clear(): void {
    this.value = '';
    this.search();
    this.focus();
  }

  private search(): void {
    clearTimeout(this.timer);
    const text = this.value.trim();
    if (text === this.told) return;
    this.told = text;
    this.tell('foyer-ui-search', { text });
  }
}

define('foyer-ui-search-field', FoyerUiSearchField);

declare global {
  interface HTMLElementTagNameMap {
    'foyer-ui-search-field': FoyerUiSearchField;
  }
}
