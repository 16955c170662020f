/** What stands in the field that an event came from. */
export function typed({ target }: Event): string {
  return target instanceof HTMLElement && 'value' in target ? String(target.value) : '';
}
