import { discover } from './discover.ts';
import { type LoadError, report } from './report.ts';

/** From the build: for each tag the chunks of its widget, its own first, relative to the folder of this file. */
declare const __FOYER_GRAPH__: [tag: string, chunks: string[]][];
declare const __FOYER_VERSION__: string;

const here = import.meta.url;
const folder = new URL('.', here).href;
const graph = new Map(__FOYER_GRAPH__);
const script = [...document.scripts].find((one) => one.src === here);
const words = script?.dataset.errorText ?? 'This could not be loaded.';
/** Elements by tag, while they wait for their widget. */
const waiting = new Map<string, Set<Element>>();
const tried = new Set<string>();
let tries = 0;
let blocked = false;

addEventListener('securitypolicyviolation', (event) => {
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
  const answered = performance.getEntries() as PerformanceResourceTiming[];
  const missing = answered.some((one) => one.name.startsWith(folder) && one.responseStatus >= 400);
  return missing ? 'load_missing' : otherwise;
};

const load = async (tag: string, chunks: string[], elements: Set<Element>) => {
  const tell = (code?: LoadError) => {
    clearTimeout(slow);
    for (const element of elements) report(element, words, code && reason(code));
  };
  const slow = setTimeout(tell, 4000, 'load_slow');
  for (const chunk of chunks) {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = folder + chunk;
    document.head.append(link);
  }
  const name = tag.slice(6);
  // By the milliseconds to wait after each try; all of them end within the five seconds after which a page is told. Every
  // try has a URL of its own, since a browser may remember a failed import for the life of the page: first the widget's
  // chunk, then its entry, then the folder of this version, which has chunks of its own and outlives the next release.
  for (const wait of tried.has(tag) ? [1800, 0] : [300, 900, 1800, 0]) {
    const again = wait === 900 ? `${name}.js` : `../${__FOYER_VERSION__}/${name}.js?${tries++}`;
    try {
      await import(/* @vite-ignore */ folder + (wait === 300 ? chunks[0] : again));
      tell();
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
