import { expect, fixture, html } from '@open-wc/testing';
import { state } from 'lit/decorators.js';
import { FoyerProblem } from './client/problem.ts';
import { define } from './define.ts';
import type { FoyerErrorDetail } from './element.events.ts';
import { FoyerElement } from './element.ts';
import { defineMessages } from './messages.ts';
import type { FoyerSession, SessionReason, SessionReasonCode } from './session/session.ts';
import { expectAccessible } from './testing/accessible.ts';
import { FakeSession, someone } from './testing/fake-session.ts';
import { staged } from './testing/stage.ts';
import { waitUntil } from './testing/wait-until.ts';
import './parts/badge.ts';
import './parts/trouble.ts';

const words = defineMessages(
  { hello: (name: string) => `Hello ${name}` },
  { ar: async () => ({ messages: { hello: (name) => `أهلا ${name}` } }) },
);

class Probe extends FoyerElement<{ 'foyer-probe-done': { readonly amountCents: number } }> {
  @state() fault: 'view' | 'part' | 'updated' | undefined;
  protected override readonly catalogues = [words];
  readyCalls = 0;

  protected override sessionReady(_session: FoyerSession): void {
    this.readyCalls += 1;
    this.announceReady();
  }

  protected override view(): unknown {
    if (this.fault === 'view') throw new TypeError('view broke');
    return html`<p class="content">${words.in(this.activeLocale).hello(this.session?.me?.user.displayName ?? '')}</p>
      <input aria-label="Note" />
      <button @click=${this.guard(() => {
        throw new FoyerProblem({ code: 'over_limit', title: 'Too much', status: 422, requestId: 'req_7' });
      })}>throw</button>
      <button @click=${this.guard(async () => Promise.reject(new Error('later')))}>reject</button>
      <foyer-ui-badge .icon=${this.fault === 'part' ? broken : undefined} label="Paid"></foyer-ui-badge>`;
  }

  protected override updated(): void {
    if (this.fault === 'updated') throw new Error('updated broke');
  }

  protected override recover(): void {
    this.fault = undefined;
  }

  done(): boolean {
    return this.emit('foyer-probe-done', { amountCents: 100 }, { cancelable: true });
  }
}
const broken = (): never => {
  throw new Error('icon broke');
};
define('x-probe', Probe);

const text = (probe: Probe) => probe.renderRoot.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const click = (probe: Probe, index: number) => probe.renderRoot.querySelectorAll('button')[index]?.click();
const reason = (code: SessionReasonCode): SessionReason => ({ code, message: code, retryable: true });

async function make(session = new FakeSession()) {
  const heard: { type: string; detail: unknown }[] = [];
  const hear = (event: Event) => heard.push({ type: event.type, detail: (event as CustomEvent).detail });
  const names = ['foyer-ready', 'foyer-error', 'foyer-session-expired', 'foyer-probe-done'];
  for (const name of names) document.addEventListener(name, hear, { once: false });
  const probe = await staged<Probe>(html`<x-probe></x-probe>`, { session });
  const stop = () => names.forEach((name) => void document.removeEventListener(name, hear));
  return { probe, session, heard, stop };
}

/** What the page would see: errors that reach its own handlers. */
async function pageErrors(action: () => unknown): Promise<string[]> {
  const seen: string[] = [];
  const onError = (event: Event) => {
    event.preventDefault();
    seen.push(event instanceof ErrorEvent ? event.message : event.type);
  };
  const mocha = globalThis.onerror;
  globalThis.onerror = null;
  addEventListener('error', onError);
  addEventListener('unhandledrejection', onError);
  try {
    await action();
    await new Promise((resolve) => setTimeout(resolve, 20));
  } finally {
    removeEventListener('error', onError);
    removeEventListener('unhandledrejection', onError);
    globalThis.onerror = mocha;
  }
  return seen;
}

describe('FoyerElement', () => {
  it('shows its content to who is signed in, and says once that it is ready', async () => {
    const { probe, session, heard, stop } = await make();
    expect(text(probe)).to.contain('Hello Priya Nair');
    session.become('offline', { reason: reason('offline') });
    session.become('ready');
    await probe.updateComplete;
    expect(heard.filter(({ type }) => type === 'foyer-ready')).to.deep.equal([
      { type: 'foyer-ready', detail: { widget: 'x-probe' } },
    ]);
    expect(probe.readyCalls).to.equal(2);
    stop();
  });

  it('can be used by everyone in every state', async () => {
    await expectAccessible(() => html`<x-probe></x-probe>`);
    for (const [state, code] of [
      ['starting', undefined],
      ['refused', 'not_signed_in'],
      ['refused', 'session_endpoint_missing'],
      ['offline', 'unreachable'],
    ] as const) {
      const session = new FakeSession();
      session.state = state;
      session.me = undefined;
      session.reason = code && reason(code);
      const probe = await staged<Probe>(html`<x-probe></x-probe>`, { session });
      await expect(probe).to.be.accessible();
    }
  });

  it('waits for a session with a skeleton and a reserved height, and without an event', async () => {
    const probe = await fixture<Probe>(html`<x-probe></x-probe>`);
    expect(probe.renderRoot.querySelector('.skeleton')).to.not.equal(null);
    expect(probe.matches(':state(loading)')).to.equal(true);
    expect(probe.getBoundingClientRect().height).to.be.at.least(160);
  });

  it('starts a session that nobody started', async () => {
    const session = new FakeSession();
    session.state = 'starting';
    session.me = undefined;
    await make(session).then(({ stop }) => stop());
    expect(session.starts).to.equal(1);
  });

  for (const [fault, code] of [
    ['view', 'widget_failed'],
    ['updated', 'widget_failed'],
    ['part', 'widget_failed'],
  ] as const) {
    it(`F35 turns a fault in ${fault} into a state with a way out, and the page sees no exception`, async () => {
      const { probe, heard, stop } = await make();
      const seen = await pageErrors(async () => {
        probe.fault = fault;
        await probe.updateComplete;
        await waitUntil(() => probe.renderRoot.querySelector('[role=alert]') !== null);
      });
      expect(seen).to.deep.equal([]);
      expect(text(probe)).to.contain('This part stopped working');
      const error = heard.find(({ type }) => type === 'foyer-error')?.detail as FoyerErrorDetail;
      expect(error).to.include({ code, retryable: true });
      probe.renderRoot.querySelector('foyer-ui-button')?.click();
      await waitUntil(() => probe.renderRoot.querySelector('.content') !== null);
      expect(text(probe)).to.contain('Hello');
      stop();
    });
  }

  it('F35 catches what handlers throw and reject with, and shows the request id', async () => {
    for (const [index, code] of [
      [0, 'over_limit'],
      [1, 'widget_failed'],
    ] as const) {
      const { probe, heard, stop } = await make();
      const seen = await pageErrors(() => click(probe, index));
      await probe.updateComplete;
      expect(seen).to.deep.equal([]);
      expect(heard.find(({ type }) => type === 'foyer-error')?.detail).to.include({ code });
      expect(text(probe).includes('Request req_7')).to.equal(index === 0);
      stop();
    }
  });

  it('keeps what was typed through outage, expiry and sign-in again', async () => {
    const { probe, session, heard, stop } = await make();
    const input = probe.renderRoot.querySelector('input');
    if (!input) throw new Error('No input.');
    input.value = 'PO 4500';
    for (const [state, code, title] of [
      ['offline', 'offline', 'You are offline'],
      ['expired', 'session_expired', 'Your session ended'],
    ] as const) {
      session.become(state, { reason: reason(code) });
      await probe.updateComplete;
      expect(text(probe)).to.contain(title);
      expect(probe.renderRoot.querySelector('input')).to.equal(input);
    }
    session.become('ready', { me: someone });
    await probe.updateComplete;
    expect(probe.renderRoot.querySelector('input')?.value).to.equal('PO 4500');
    expect(probe.renderRoot.querySelector('.banner')).to.equal(null);
    const told = heard.map(({ type }) => type).filter((type) => type !== 'foyer-ready');
    expect(told).to.deep.equal(['foyer-error', 'foyer-session-expired']);
    stop();
  });

  it('says why there is no session, and tries again', async () => {
    const session = new FakeSession();
    session.state = 'refused';
    session.me = undefined;
    session.reason = { ...reason('session_endpoint_missing'), requestId: 'req_9' };
    const { probe, heard, stop } = await make(session);
    expect(text(probe)).to.contain('not connected yet').and.to.contain('Request req_9');
    expect(heard[0]?.detail).to.include({ code: 'session_endpoint_missing', requestId: 'req_9' });
    probe.renderRoot.querySelector('foyer-ui-button')?.click();
    expect(session.starts).to.equal(1);
    stop();
  });

  it('speaks the locale of its attribute, else of the page around it, in the right direction', async () => {
    const probe = await staged<Probe>(html`<x-probe locale="ar-EG"></x-probe>`);
    await waitUntil(() => text(probe).includes('أهلا'));
    expect(probe.renderRoot.querySelector('.root')?.getAttribute('dir')).to.equal('rtl');
    probe.locale = 'en-GB';
    await waitUntil(() => text(probe).includes('Hello'));
    const inherited = await fixture(html`<div lang="ar"></div>`);
    inherited.append(probe);
    probe.locale = '';
    await waitUntil(() => text(probe).includes('أهلا'));
  });

  it('reads its attributes, and bears wrong ones', async () => {
    const probe = await staged<Probe>(
      html`<x-probe site-ids=" a, b,,c " theme="purple" density="" locale="%%%"></x-probe>`,
    );
    expect(probe.siteIds).to.deep.equal(['a', 'b', 'c']);
    expect(text(probe)).to.contain('Hello');
  });

  it('follows its theme, and a page’s own colour before it', async () => {
    const probe = await staged<Probe>(html`<x-probe></x-probe>`);
    const ground = () => getComputedStyle(probe).backgroundColor;
    expect(ground()).to.equal('rgb(255, 255, 255)');
    probe.theme = 'dark';
    await probe.updateComplete;
    expect(ground()).to.equal('rgb(22, 31, 37)');
    probe.style.setProperty('--foyer-color-surface', 'rgb(1, 2, 3)');
    expect(ground()).to.equal('rgb(1, 2, 3)');
    probe.theme = 'high-contrast';
    await probe.updateComplete;
    expect(ground()).to.equal('rgb(255, 255, 255)');
  });

  it('fires events that cross the shadow root and can be prevented', async () => {
    const { probe, heard, stop } = await make();
    const prevent = (event: Event) => event.preventDefault();
    expect(probe.done()).to.equal(true);
    document.addEventListener('foyer-probe-done', prevent);
    expect(probe.done()).to.equal(false);
    document.removeEventListener('foyer-probe-done', prevent);
    expect(heard.at(-1)?.detail).to.deep.equal({ amountCents: 100 });
    stop();
  });

  it('stops listening when it is taken off the page, and goes on when it is put back', async () => {
    const { probe, session, stop } = await make();
    const stage = probe.parentElement;
    expect(session.listening).to.equal(1);
    probe.remove();
    expect(session.listening).to.equal(0);
    stage?.append(probe);
    expect(session.listening).to.equal(1);
    stop();
  });
});

describe('define', () => {
  it('keeps an existing registration and throws nothing', () => {
    class First extends HTMLElement {}
    class Second extends HTMLElement {}
    expect(define('x-twice', First)).to.equal(true);
    expect(define('x-twice', First)).to.equal(true);
    expect(define('x-twice', Second)).to.equal(false);
    expect(define('x-other', First)).to.equal(false);
    expect(customElements.get('x-twice')).to.equal(First);
  });
});
