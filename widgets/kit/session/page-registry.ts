import type { FoyerSession } from './session.ts';

/**
 * What all copies of the kit on one page have in common. Copies that speak the same protocol number share sessions; the
 * others live side by side and do not see each other.
 */
export type PageRegistry = {
  /** What loaders ask for. The loader knows no protocol: it only writes down what its script tag says. */
  readonly wanted: WantedSession[];
  v1?: SessionsOfPage;
};

export type WantedSession = {
  readonly baseUrl: string;
  readonly endpoint: string | undefined;
};

export type SessionsOfPage = {
  /** By base URL. The first one answers elements that have no provider of their own. */
  readonly sessions: Map<string, FoyerSession>;
  /** Elements that asked before there was a session. */
  readonly waiting: Set<() => void>;
  /** Whether a copy of the kit answers at the document already. */
  answered: boolean;
};

const key = Symbol.for('foyer.session.registry');

export function pageRegistry(): PageRegistry {
  const page = globalThis as { [key]?: PageRegistry };
  page[key] ??= { wanted: [] };
  return page[key];
}

export function sessionsOfPage(): SessionsOfPage {
  const registry = pageRegistry();
  registry.v1 ??= { sessions: new Map(), waiting: new Set(), answered: false };
  return registry.v1;
}

/** Shares the session of that base URL, or makes it, starts it and tells the elements that wait for one. */
export function shareSession<S extends FoyerSession>(
  baseUrl: string,
  make: (baseUrl: string) => S,
): FoyerSession | S {
  const page = sessionsOfPage();
  const origin = baseUrl.replace(/\/+$/, '');
  const known = page.sessions.get(origin);
  if (known !== undefined) return known;
  const session = make(origin);
  page.sessions.set(origin, session);
  void session.start();
  for (const tell of [...page.waiting]) tell();
  return session;
}
