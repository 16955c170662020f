import { discover } from './discover.ts';
import { type LoadError, report, unreport } from './report.ts';

/** From the build: for each widget its chunks, its own first, relative to the folder of this file. */
declare const __FOYER_GRAPH__: Record<string, string[]>;
declare const __FOYER_VERSION__: string;

const here = import.meta.url;
const folder = new URL('.', here).href;
const graph = new Map(Object.entries(__FOYER_GRAPH__));
const script = [...document.scripts].find((one) => one.src === here);
const words = script?.dataset.errorText ?? 'This part of the page could not be loaded.';
/** Milliseconds after each failed try; all tries together end before a page must be told. */
const waits = [300, 900, 1800];
const patience = 4500;

/** Elements by the widget they wait for. */
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

const load = async (name: string, chunks: string[], elements: Set<Element>) => {
  const tell = (code: LoadError) => {
    clearTimeout(slow);
    for (const element of elements) report(element, reason(code), words);
  };
  const slow = setTimeout(tell, patience, 'load_slow');
  for (const chunk of chunks) {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = folder + chunk;
    document.head.append(link);
  }
  // Every try has a URL of its own, since a browser may remember a failed import for the life of the page. The folder of
  // this version also has chunks of its own, and outlives the next release.
  const stable = `../${__FOYER_VERSION__}/${name}.js?`;
  const first = tried.has(name) ? [] : [chunks[0], `${name}.js`];
  tried.add(name);
  for (const [count, place] of [...first, stable, stable].entries()) {
    try {
      await import(/* @vite-ignore */ folder + place + (place === stable ? tries++ : ''));
      clearTimeout(slow);
      for (const element of elements) unreport(element, words);
      return;
    } catch {
      if (blocked) break;
      await new Promise((resolve) => setTimeout(resolve, waits[count]));
    }
  }
  waiting.delete(name);
  tell('load_failed');
};

const scan = discover((tag, element) => {
  const name = tag.slice(6);
  const chunks = graph.get(name);
  if (!chunks || customElements.get(tag)) return;
  const elements = waiting.get(name);
  elements?.add(element);
  if (!elements) {
    const first = new Set([element]);
    waiting.set(name, first);
    load(name, chunks, first);
  }
});

addEventListener('online', () => scan());
