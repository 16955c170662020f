import { type BankField, bankFieldError, formatAccount, formatBsb } from './bank-input.ts';
import type { CardError } from './protocol.ts';

type Place = { field: BankField; input: HTMLInputElement; error: HTMLElement };

/** The fields of a bank account in the frame's document: grouping as one types, errors beside the field. */
export class BankForm {
  readonly #places: Place[];
  readonly #onChange: () => void;

  constructor(document: Document, fields: readonly { id: string; field: BankField }[], onChange: () => void) {
    this.#onChange = onChange;
    this.#places = fields.map(({ id, field }) => place(document, id, field));
    for (const one of this.#places) this.#wire(one);
  }

  value(field: BankField): string {
    return this.#places.find((one) => one.field === field)?.input.value.trim() ?? '';
  }

  /** What the page knows of the payer; never over what was typed. */
  fill(field: BankField, text: string): void {
    const found = this.#places.find((one) => one.field === field);
    if (found && found.input.value === '') found.input.value = text;
  }

  get isComplete(): boolean {
    return this.#places.every(({ field, input }) => bankFieldError(field, input.value) === null);
  }

  get isEmpty(): boolean {
    return this.#places.every(({ input }) => input.value === '');
  }

  /** Shows every error, puts the cursor in the first wrong field and returns its error. */
  validate(): CardError | null {
    const wrong = this.#places.filter((one) => this.#check(one) !== null);
    const [first] = wrong;
    if (!first) return null;
    first.input.focus();
    return bankFieldError(first.field, first.input.value);
  }

  focus(): void {
    this.#places[0]?.input.focus();
  }

  clear(): void {
    for (const one of this.#places) {
      one.input.value = '';
      show(one, null);
    }
    this.#onChange();
  }

  setBusy(isBusy: boolean): void {
    for (const { input } of this.#places) input.readOnly = isBusy;
  }

  #wire(one: Place): void {
    one.input.addEventListener('input', () => {
      if (one.field === 'bsb') one.input.value = formatBsb(one.input.value);
      if (one.field === 'account') one.input.value = formatAccount(one.input.value);
      if (one.input.getAttribute('aria-invalid') === 'true') this.#check(one);
      this.#onChange();
    });
    one.input.addEventListener('blur', () => {
      if (one.input.value !== '') this.#check(one);
    });
  }

  #check(one: Place): CardError | null {
    const error = bankFieldError(one.field, one.input.value);
    show(one, error);
    return error;
  }
}

function show({ input, error: at }: Place, error: CardError | null): void {
  input.setAttribute('aria-invalid', String(error !== null));
  input.classList.toggle('Input--invalid', error !== null);
  at.textContent = error?.message ?? '';
  at.hidden = error === null;
}

function place(document: Document, id: string, field: BankField): Place {
  const input = document.getElementById(id);
  const error = document.getElementById(`${id}-error`);
  if (!(input instanceof HTMLInputElement) || !error) throw new Error(`The form lacks ${id}.`);
  return { field, input, error };
}
