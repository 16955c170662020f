/** Types into a part's own input, as a keyboard does. */
export function type(field: HTMLElement, text: string): void {
  const input = field.shadowRoot?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
  if (!input) throw new Error('The field has no input.');
  input.focus();
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

/** Chooses in a part's own select. */
export function pick(field: HTMLElement, value: string): void {
  const select = field.shadowRoot?.querySelector('select');
  if (!select) throw new Error('The field has no select.');
  select.value = value;
  select.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  select.dispatchEvent(new Event('change', { bubbles: true }));
}
