/** Why a widget did not appear; the `detail` of `foyer-error` says the same as an element's own errors do. */
export type LoadError = 'load_blocked' | 'load_missing' | 'load_failed' | 'load_slow' | 'offline';

/**
 * Tells an element that its widget is not there: an event for the page's code, an attribute for its style sheet, and
 * words for the reader where the page put none into the tag. Without a code, that it came after all.
 */
export function report(element: Element, message: string, code?: LoadError): void {
  if (code) {
    element.setAttribute('data-foyer-error', code);
    if (!element.hasChildNodes()) element.textContent = message;
    const detail = { code, message, retryable: code !== 'load_blocked' };
    element.dispatchEvent(new CustomEvent('foyer-error', { detail, bubbles: true, composed: true }));
  } else {
    element.removeAttribute('data-foyer-error');
    if (element.textContent === message) element.textContent = '';
  }
}
