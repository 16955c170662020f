import { discover } from './discover.ts';
import { type LoadError, report } from './report.ts';

/** From the build: for each tag the chunks of its widget, its own first, relative to the folder of this file. */
declare const __FOYER_GRAPH__: Record<string, string[]>;
declare const __FOYER_VERSION__: string;

const here = import.meta.url;
const folder = new URL('.', here).href;
const graph = new Map(Object.entries(__FOYER_GRAPH__));
const script = [...document.scripts].find((one) => one.src === here);
const words = script?.dataset.errorText ?? 'This could not be loaded.';
/** Elements by tag, while they wait for their widget. */
const waiting = new Map<string, Set<Element>>();
const tried = new Set<string>();
let tries = 0;
let blocked = false;

document.addEventListener('securitypolicyviolation', (event) => {
  blocked ||= event.blockedURI.startsWith(folder);
});

// What the script tag says, written down for whichever copy of the kit comes (widgets/kit/session/page-registry.ts).
const registry = Symbol.for('foyer.session.registry');
const page = globalThis as { [registry]?: { wanted: unknown[] } };
page[registry] ??= { wanted: [] };
page[registry].wanted.push({
  baseUrl: script?.dataset.baseUrl ?? new URL(here).origin,
  endpoint: script?.dataset.sessionEndpoint,
});
document.dispatchEvent(new Event('foyer-session-wanted'));

const reason = (otherwise: LoadError): LoadError => {
  if (blocked) return 'load_blocked';
  if (!navigator.onLine) return 'offline';
  const answered = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const missing = answered.some((one) => one.name.startsWith(folder) && one.responseStatus >= 400);
  return missing ? 'load_missing' : otherwise;
};

const load = async (tag: string, chunks: string[], elements: Set<Element>) => {
  const tell = (code: LoadError) => {
    clearTimeout(slow);
    for (const element of elements) report(element, words, reason(code));
  };
  const slow = setTimeout(tell, 4500, 'load_slow');
  for (const chunk of chunks) {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = folder + chunk;
    document.head.append(link);
  }
  // Every try has a URL of its own, since a browser may remember a failed import for the life of the page. The folder of
  // this version also has chunks of its own, and outlives the next release.
  const name = tag.slice(6);
  const stable = `../${__FOYER_VERSION__}/${name}.js?`;
  // Each with the milliseconds to wait after it; all of them end within the five seconds after which a page is told.
  const places: [string, number][] = [
    [chunks[0] ?? '', 300],
    [`${name}.js`, 900],
    [stable, 1800],
    [stable, 0],
  ];
  for (const [place, wait] of places.slice(tried.has(tag) ? 2 : 0)) {
    try {
      await import(/* @vite-ignore */ folder + place + (place === stable ? tries++ : ''));
      clearTimeout(slow);
      for (const element of elements) report(element, words);
      return;
    } catch {
      if (blocked) break;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  tried.add(tag);
  waiting.delete(tag);
  tell('load_failed');
};

const scan = discover((tag, element) => {
  const chunks = graph.get(tag);
  if (!chunks || customElements.get(tag)) return;
  let elements = waiting.get(tag);
  if (!elements) {
    elements = new Set();
    waiting.set(tag, elements);
    load(tag, chunks, elements);
  }
  elements.add(element);
});

addEventListener('online', () => scan());
