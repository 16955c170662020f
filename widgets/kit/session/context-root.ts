import type { ContextCallback } from '@lit/context';
import { createEmbedSession } from './embed-session.ts';
import { pageRegistry, sessionsOfPage, shareSession } from './page-registry.ts';
import type { FoyerSession } from './session.ts';
import { sessionContext } from './session-context.ts';

/** The community protocol's event, told by its shape: it may come from another copy of the library. */
type SessionRequest = Event & {
  readonly context: unknown;
  readonly callback: ContextCallback<FoyerSession>;
  readonly subscribe?: boolean;
};

/** How long an element waits for a page that loads its parts in any order, before it says that there is no session. */
const patienceMs = 4_000;

let nobody: FoyerSession | undefined;

/**
 * Answers elements that have no provider above them with the session of the page: at once, or when there is one. To be
 * called by whatever brings elements to a page; the first copy of the kit does it for all that speak its protocol.
 */
export function answerAtDocument(): void {
  const page = sessionsOfPage();
  if (page.answered) return;
  page.answered = true;
  document.addEventListener('context-request', (event) => {
    if (isSessionRequest(event)) answer(event);
  });
  document.addEventListener('foyer-session-wanted', takeWanted);
  takeWanted();
}

/** Makes the session that a loader asked for by its script tag. */
function takeWanted(): void {
  for (const { baseUrl, endpoint } of pageRegistry().wanted.splice(0)) {
    if (endpoint) shareSession(baseUrl, (origin) => createEmbedSession(origin, endpoint));
  }
}

function isSessionRequest(event: Event): event is SessionRequest {
  return 'context' in event && event.context === sessionContext && 'callback' in event;
}

function answer(event: SessionRequest): void {
  event.stopPropagation();
  const { callback, subscribe } = event;
  const give = (session: FoyerSession) => (subscribe ? callback(session, stop) : callback(session));
  const { sessions, waiting } = sessionsOfPage();
  const first = () => sessions.values().next().value;
  const stop = () => {
    clearTimeout(timer);
    waiting.delete(tell);
  };
  const tell = () => {
    const session = first();
    if (session === undefined) return;
    stop();
    give(session);
  };
  const timer = setTimeout(() => {
    if (!subscribe) waiting.delete(tell);
    give(missingSession());
  }, patienceMs);
  waiting.add(tell);
  tell();
}

function missingSession(): FoyerSession {
  if (nobody === undefined) {
    nobody = createEmbedSession('', undefined);
    void nobody.start();
  }
  return nobody;
}
