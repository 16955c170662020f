/**
 * A request that the page's Content-Security-Policy blocks fails with the same `TypeError` as a dead network. The browser
 * tells the two apart only by an event on the document, so those are remembered.
 */
const blocked = new Set<string>();

if (typeof document !== 'undefined') {
  document.addEventListener('securitypolicyviolation', (event) => {
    if (event.disposition === 'enforce') blocked.add(withoutQuery(event.blockedURI));
  });
}

/** Asks a moment later, because the event follows the failure. */
export async function wasBlockedByPolicy(url: string): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  // Some browsers shorten the address of another origin to that origin.
  return blocked.has(withoutQuery(url)) || blocked.has(new URL(url, document.baseURI).origin);
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/, '');
}
