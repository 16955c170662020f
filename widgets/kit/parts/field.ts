import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { circleAlertIcon } from '../icons.ts';
import { KitTexts } from '../locale-context.ts';
import { sharedStyles } from '../shared.styles.ts';
import { UiElement } from '../ui-element.ts';
import { fieldStyles } from './field.styles.ts';

/**
 * What every field has: a label above, a hint, an error that is announced and tied to the control, a value that a form
 * around it sends. Fires `input` while typing and `change` when done, like the native control.
 */
export abstract class FieldElement extends UiElement {
  static override styles = [sharedStyles, fieldStyles];
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };
  static formAssociated = true;

  @property() label = '';
  /** The label is read out and not shown. */
  @property({ type: Boolean, attribute: 'hide-label' }) hideLabel = false;
  @property() hint: string | undefined;
  /** What is wrong and how to put it right; undefined when nothing is. */
  @property() error: string | undefined;
  @property() name = '';
  @property() value = '';
  @property() placeholder: string | undefined;
  @property({ type: Boolean }) required = false;
  /** Says so beside the label. */
  @property({ type: Boolean }) optional = false;
  @property({ type: Boolean, reflect: true }) disabled = false;

  protected readonly texts = new KitTexts(this);
  protected readonly internals = this.attachInternals();

  /** The native control, with `id="control"`. */
  protected abstract control(): TemplateResult;

  /** An error of the field's own finding; the caller's `error` comes before it. */
  protected ownError(): string | undefined {
    return undefined;
  }

  protected get shownError(): string | undefined {
    return this.error || this.ownError();
  }

  protected get describedBy(): string | typeof nothing {
    return [this.hint && 'hint', this.shownError && 'error'].filter(Boolean).join(' ') || nothing;
  }

  protected override render(): TemplateResult {
    const error = this.shownError;
    return html`<div class="field">
      <label for="control" class=${this.hideLabel ? 'visually-hidden' : nothing}
        >${this.label}${this.optional ? html` <span class="optional">(${this.texts.t.optional})</span>` : nothing}</label
      >
      ${this.hint ? html`<div id="hint" class="hint">${this.hint}</div>` : nothing}
      <div class="box ${error ? 'invalid' : ''} ${this.disabled ? 'disabled' : ''}">${this.control()}</div>
      <div id="error" class="error" aria-live="polite" ?hidden=${!error}>
        ${error ? html`${circleAlertIcon()}<span>${error}</span>` : nothing}
      </div>
    </div>`;
  }

  protected override updated(): void {
    this.internals.setFormValue(this.disabled ? null : this.value);
  }

  protected onInput(event: Event): void {
    if (isTextControl(event.target)) this.value = event.target.value;
  }

  /** `change` of a native control stays inside its shadow root; the part's own takes its place. */
  protected onChange(event: Event): void {
    this.onInput(event);
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

type TextControl = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function isTextControl(target: EventTarget | null): target is TextControl {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement
  );
}
