/** Ours, on the address that the vendor sends the payer back to: tells our payment's return from one of the page's own. */
const ours = 'foyer_payment';
/** What the vendor adds. One of them is a client secret, which no history, log or referrer should keep. */
const added = ['payment_intent', 'payment_intent_client_secret', 'redirect_status'];

/** Where the vendor sends the payer after leaving the page: this very page, with the payment named. */
export function returnAddress(href: string, paymentId: string): string {
  const url = new URL(href);
  for (const name of [ours, ...added]) url.searchParams.delete(name);
  url.searchParams.set(ours, paymentId);
  return url.href;
}

/**
 * Reads the payment that the vendor's redirect came back with, and takes its parameters out of the address bar. The page's
 * own parameters, its fragment and its router's state stay; a return that is not ours is left to the page.
 *
 * @returns the payment's id, or `null` when this is no return of ours.
 */
export function takeReturn(
  location: Pick<Location, 'href'>,
  history: Pick<History, 'state' | 'replaceState'>,
): string | null {
  const url = new URL(location.href);
  const id = url.searchParams.get(ours);
  if (id === null) return null;
  history.replaceState(history.state, '', without(url, [ours, ...added]));
  return /^[0-9a-f-]{36}$/i.test(id) ? id : null;
}

/** Without these parameters and with the others as they were written: a page may sign or compare its query. */
function without(url: URL, names: readonly string[]): string {
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !names.includes(pair.split('=', 1)[0] ?? ''));
  return `${url.pathname}${kept.length > 0 ? `?${kept.join('&')}` : ''}${url.hash}`;
}
