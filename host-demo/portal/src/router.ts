/** Where in the portal somebody is. Every route has an address that can be kept and shared. */
export type Route =
  | { readonly name: 'overview' }
  | { readonly name: 'widget'; readonly widget: string; readonly record: string | null }
  | { readonly name: 'sessions' }
  | { readonly name: 'clients' }
  /** Open to everybody: a paper held against what was issued. */
  | { readonly name: 'verify'; readonly code: string | null }
  | { readonly name: 'not_found' };

export type WidgetPaths = Readonly<Record<string, string>>;

/** @param paths first path segment of each widget, by the widget's name. */
export function parseRoute(pathname: string, paths: WidgetPaths): Route {
  const [first = '', second, ...rest] = pathname.replace(/\/+$/, '').split('/').slice(1);
  if (first === '' && second === undefined) return { name: 'overview' };
  if (first === 'account' && second === 'sessions' && rest.length === 0) return { name: 'sessions' };
  if (first === 'clients' && second === undefined) return { name: 'clients' };
  if (first === 'verify' && rest.length === 0)
    return { name: 'verify', code: second ? decode(second) : null };
  const widget = Object.keys(paths).find((name) => paths[name] === first);
  if (!widget || rest.length > 0) return { name: 'not_found' };
  return { name: 'widget', widget, record: second ? decode(second) : null };
}

export function pathOf(route: Route, paths: WidgetPaths): string {
  switch (route.name) {
    case 'widget':
      return `/${paths[route.widget] ?? ''}${route.record ? `/${encodeURIComponent(route.record)}` : ''}`;
    case 'sessions':
      return '/account/sessions';
    case 'clients':
      return '/clients';
    case 'verify':
      return `/verify${route.code ? `/${encodeURIComponent(route.code)}` : ''}`;
    default:
      return '/';
  }
}

/** A half-written escape in an address is no reason to fail: the record is simply not found. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/**
 * Follows clicks on the portal's own links without loading the page again. Leaves alone what the browser does better: other
 * windows, downloads, other origins.
 */
export function linkTarget(event: MouseEvent): URL | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (!link || link.target || link.hasAttribute('download')) return null;
  const url = new URL(link.href, location.href);
  if (url.origin !== location.origin || url.hash !== '' || url.pathname.startsWith('/v1/')) return null;
  return url;
}
