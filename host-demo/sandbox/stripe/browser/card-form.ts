import {
  brandOf,
  type CardValues,
  digitsOf,
  fieldError,
  formatCvc,
  formatExpiry,
  formatNumber,
} from './card-input.ts';
import type { CardError, FieldName } from './protocol.ts';

const NAMES: readonly FieldName[] = ['number', 'expiry', 'cvc'];

type Field = { input: HTMLInputElement; error: HTMLElement };

/** The three fields in the frame's document: grouping as one types, errors beside the field. */
export class CardForm {
  readonly #fields: Record<FieldName, Field>;
  readonly #brand: HTMLElement;
  readonly #onChange: () => void;

  constructor(document: Document, onChange: () => void) {
    this.#fields = {
      number: fieldOf(document, 'number'),
      expiry: fieldOf(document, 'expiry'),
      cvc: fieldOf(document, 'cvc'),
    };
    this.#brand = elementOf(document, 'brand');
    this.#onChange = onChange;
    for (const name of NAMES) this.#wire(name);
  }

  get values(): CardValues {
    return {
      number: this.#fields.number.input.value,
      expiry: this.#fields.expiry.input.value,
      cvc: this.#fields.cvc.input.value,
    };
  }

  get isComplete(): boolean {
    return NAMES.every((name) => fieldError(name, this.values, new Date()) === null);
  }

  get isEmpty(): boolean {
    return NAMES.every((name) => this.values[name] === '');
  }

  /** Shows every error, puts the cursor in the first wrong field and returns its error. */
  validate(): CardError | null {
    const wrong = NAMES.filter((name) => this.#check(name) !== null);
    const [first] = wrong;
    if (first === undefined) return null;
    this.#fields[first].input.focus();
    return fieldError(first, this.values, new Date());
  }

  focus(): void {
    this.#fields.number.input.focus();
  }

  clear(): void {
    for (const name of NAMES) {
      this.#fields[name].input.value = '';
      this.#show(name, null);
    }
    this.#changed();
  }

  setBusy(isBusy: boolean): void {
    // Read-only keeps focus and what a screen reader knows of the field; disabled would not.
    for (const name of NAMES) this.#fields[name].input.readOnly = isBusy;
  }

  #wire(name: FieldName): void {
    const { input } = this.#fields[name];
    input.addEventListener('input', (event) => {
      const isDeleting = event instanceof InputEvent && event.inputType.startsWith('delete');
      const before = input.value;
      const caret = input.selectionStart ?? before.length;
      input.value = this.#formatted(name, before, isDeleting);
      if (caret < before.length) input.setSelectionRange(caret, caret);
      if (input.getAttribute('aria-invalid') === 'true') this.#check(name);
      this.#changed();
      if (caret >= before.length && !isDeleting) this.#moveOn(name);
    });
    input.addEventListener('blur', () => {
      if (input.value !== '') this.#check(name);
    });
  }

  #formatted(name: FieldName, text: string, isDeleting: boolean): string {
    if (name === 'number') return formatNumber(text);
    return name === 'expiry' ? formatExpiry(text, isDeleting) : formatCvc(text, this.values.number);
  }

  /** A complete field hands over to the next one, if that is still empty. */
  #moveOn(name: FieldName): void {
    const next = NAMES[NAMES.indexOf(name) + 1];
    if (next === undefined || fieldError(name, this.values, new Date()) !== null) return;
    if (digitsOf(this.#fields[next].input.value) === '') this.#fields[next].input.focus();
  }

  #check(name: FieldName): CardError | null {
    const error = fieldError(name, this.values, new Date());
    this.#show(name, error);
    return error;
  }

  #show(name: FieldName, error: CardError | null): void {
    const { input, error: place } = this.#fields[name];
    input.setAttribute('aria-invalid', String(error !== null));
    input.classList.toggle('Input--invalid', error !== null);
    place.textContent = error?.message ?? '';
    place.hidden = error === null;
  }

  #changed(): void {
    this.#brand.textContent = brandOf(this.values.number) ?? '';
    this.#onChange();
  }
}

function fieldOf(document: Document, name: FieldName): Field {
  const input = elementOf(document, name);
  if (!(input instanceof HTMLInputElement)) throw new Error(`${name} is no input.`);
  return { input, error: elementOf(document, `${name}-error`) };
}

function elementOf(document: Document, id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The card form lacks ${id}.`);
  return element;
}
