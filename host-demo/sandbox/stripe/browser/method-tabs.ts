import type { MethodType } from './protocol.ts';

const TYPES: readonly MethodType[] = ['card', 'au_becs_debit', 'payto'];

/** Which way to pay the payer chose; with one way there is nothing to choose and no tabs are shown. */
export class MethodTabs {
  #selected: MethodType = 'card';
  readonly #document: Document;

  constructor(document: Document, onChange: () => void) {
    this.#document = document;
    for (const input of this.#radios())
      input.addEventListener('change', () => {
        if (input.checked) this.#select(typeOf(input.value));
        onChange();
      });
  }

  get selected(): MethodType {
    return this.#selected;
  }

  /** Offers these, in this order of preference, and keeps a choice that is still among them. */
  offer(types: readonly string[]): void {
    const offered = TYPES.filter((type) => types.includes(type));
    const shown: readonly MethodType[] = offered.length > 0 ? offered : ['card'];
    const tabs = this.#document.getElementById('methods');
    if (tabs) tabs.hidden = shown.length < 2;
    for (const input of this.#radios()) {
      const label = input.closest('label');
      if (label) label.hidden = !shown.some((type) => type === input.value);
    }
    this.#select(shown.includes(this.#selected) ? this.#selected : (shown[0] ?? 'card'));
  }

  #select(type: MethodType): void {
    this.#selected = type;
    for (const input of this.#radios()) input.checked = input.value === type;
    for (const one of TYPES) {
      const section = this.#document.getElementById(`fields-${one}`);
      if (section) section.hidden = one !== type;
    }
  }

  #radios(): HTMLInputElement[] {
    return [...this.#document.querySelectorAll<HTMLInputElement>('#methods input[type="radio"]')];
  }
}

const typeOf = (value: string): MethodType => TYPES.find((type) => type === value) ?? 'card';
