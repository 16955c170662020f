/**
 * Registers an element, and keeps whatever already owns the tag: a second copy of the suite on the page, or a host's
 * own element, must not make the first one or the page throw. Tells whether `element` now owns the tag.
 */
export function define(tag: string, element: CustomElementConstructor): boolean {
  if (customElements.get(tag)) return customElements.get(tag) === element;
  try {
    customElements.define(tag, element);
    return true;
  } catch {
    // The class is registered under another tag, or the tag was taken in between by a scoped registry.
    return false;
  }
}
