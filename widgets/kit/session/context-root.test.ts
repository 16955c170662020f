import { ContextProvider } from '@lit/context';
import { aTimeout, expect } from '@open-wc/testing';
import { answerAtDocument } from './context-root.ts';
import { createEmbedSession } from './embed-session.ts';
import { pageRegistry, sessionsOfPage, shareSession } from './page-registry.ts';
import type { FoyerSession } from './session.ts';
import { sessionContext } from './session-context.ts';

function ask(from: Element, subscribe = true) {
  const heard: FoyerSession[] = [];
  const detail = {
    context: sessionContext,
    contextTarget: from,
    subscribe,
    callback: (session: FoyerSession) => {
      heard.push(session);
    },
  };
  from.dispatchEvent(Object.assign(new Event('context-request', { bubbles: true, composed: true }), detail));
  return heard;
}

const silent = () => new Promise<Response>(() => {});

describe('the session of the page', () => {
  beforeEach(() => {
    answerAtDocument();
    sessionsOfPage().sessions.clear();
    sessionsOfPage().waiting.clear();
  });

  it('reaches an element that was there first, inside a shadow root', () => {
    const host = document.body.appendChild(document.createElement('div'));
    const inner = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('b'));
    const heard = ask(inner);
    expect(heard).to.have.length(0);
    const session = shareSession('https://a.example/', (base) => createEmbedSession(base, '/s', silent));
    expect(heard).to.deep.equal([session]);
    expect(ask(inner)).to.deep.equal([session]);
    host.remove();
  });

  it('is one for two copies of the kit and for loaders that ask by script tag', () => {
    pageRegistry().wanted.push({ baseUrl: 'https://a.example', endpoint: '/s' });
    document.dispatchEvent(new Event('foyer-session-wanted'));
    const [first] = ask(document.body);
    expect(shareSession('https://a.example', () => createEmbedSession('', '/other', silent))).to.equal(first);
    pageRegistry().wanted.push({ baseUrl: 'https://a.example', endpoint: '/again' });
    document.dispatchEvent(new Event('foyer-session-wanted'));
    expect(sessionsOfPage().sessions.size).to.equal(1);
  });

  it('leaves an element with a provider of its own alone', () => {
    const host = document.body.appendChild(document.createElement('div'));
    const own = createEmbedSession('https://own.example', '/s', silent);
    new ContextProvider(host, { context: sessionContext, initialValue: own });
    shareSession('https://a.example', (base) => createEmbedSession(base, '/s', silent));
    expect(ask(host.appendChild(document.createElement('b')), false)).to.deep.equal([own]);
    host.remove();
  });

  it('says within five seconds that there is none, and still takes a late one', async () => {
    const heard = ask(document.body);
    await aTimeout(4_200);
    expect(heard[0]?.state).to.equal('refused');
    expect(heard[0]?.reason?.code).to.equal('session_not_configured');
    const session = shareSession('https://a.example', (base) => createEmbedSession(base, '/s', silent));
    expect(heard[1]).to.equal(session);
  });

  it('leaves requests for other contexts to their providers', () => {
    const event = Object.assign(new Event('context-request', { bubbles: true }), { context: 'other' });
    let passed = false;
    globalThis.addEventListener('context-request', () => {
      passed = true;
    });
    document.body.dispatchEvent(event);
    expect(passed).to.equal(true);
  });
});
