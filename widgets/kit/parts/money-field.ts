import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { define } from '../define.ts';
import { formatAmount, formatMoney, type ParsedMoney, parseMoney } from '../money.ts';
import { FieldElement } from './field.ts';

/**
 * An amount in dollars, read exactly into whole cents. `cents` is undefined while the text is no amount or is outside
 * `least` and `most`; the field says so itself once it is left, or when `check()` is called before sending.
 */
export class FoyerUiMoneyField extends FieldElement {
  /** Whole cents; setting it writes the text. */
  @property({ attribute: false }) cents: number | undefined;
  /** Bounds in whole cents, inclusive. */
  @property({ type: Number }) least: number | undefined;
  @property({ type: Number }) most: number | undefined;

  @state() private checked = false;

  /** Shows what is wrong, if anything, and tells whether the amount can be used. */
  check(): boolean {
    this.checked = true;
    return this.problem() === undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Only from outside: while somebody types, the text is theirs.
    if (changed.has('cents') && this.cents !== undefined && this.cents !== this.read()) {
      this.value = formatAmount(this.cents);
    }
  }

  protected override ownError(): string | undefined {
    return this.checked ? this.problem() : undefined;
  }

  protected override control(): TemplateResult {
    return html`<span class="affix" aria-hidden="true">$</span>
      <input id="control" class="figures" inputmode="decimal" autocomplete="off" dir="ltr" .value=${this.value}
        placeholder=${this.placeholder ?? '0.00'} ?required=${this.required} ?disabled=${this.disabled}
        aria-invalid=${this.shownError ? 'true' : nothing} aria-describedby=${this.describedBy}
        @input=${this.onInput} @change=${this.onChange} @focus=${this.onFocus} />`;
  }

  protected override onInput(event: Event): void {
    super.onInput(event);
    this.cents = this.read();
  }

  protected override onChange(event: Event): void {
    const parsed = parseMoney(this.value);
    if (parsed.ok) this.value = formatAmount(parsed.cents);
    this.checked = true;
    this.cents = this.read();
    event.stopPropagation();
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  private onFocus(event: FocusEvent): void {
    if (event.target instanceof HTMLInputElement) event.target.select();
  }

  private read(): number | undefined {
    const parsed = parseMoney(this.value);
    return parsed.ok && this.problemOf(parsed) === undefined ? parsed.cents : undefined;
  }

  private problem(): string | undefined {
    return this.problemOf(parseMoney(this.value));
  }

  private problemOf(parsed: ParsedMoney): string | undefined {
    const { t, locale } = this.texts;
    if (!parsed.ok) {
      if (parsed.reason === 'empty') return this.required ? t.moneyEmpty : undefined;
      if (parsed.reason === 'too_precise') return t.moneyTooPrecise;
      return parsed.reason === 'too_large' ? t.moneyTooLarge : t.moneyMalformed;
    }
    if (this.most !== undefined && parsed.cents > this.most)
      return t.moneyAbove(formatMoney(this.most, locale));
    if (this.least !== undefined && parsed.cents < this.least)
      return t.moneyBelow(formatMoney(this.least, locale));
    return undefined;
  }
}

define('foyer-ui-money-field', FoyerUiMoneyField);

declare global {
  interface HTMLElementTagNameMap {
    'foyer-ui-money-field': FoyerUiMoneyField;
  }
}
