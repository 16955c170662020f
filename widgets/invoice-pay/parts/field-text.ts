/** What stands in the field whose event this is. */
export function textOf(event: Event): string {
  const { currentTarget } = event;
  return currentTarget && 'value' in currentTarget ? String(currentTarget.value) : '';
}
