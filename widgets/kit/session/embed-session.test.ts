import { aTimeout, expect } from '@open-wc/testing';
import type { Fetch } from '../client/attempt.ts';
import { isFoyerProblem } from '../client/problem.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { createEmbedSession } from './embed-session.ts';
import type { Me } from './me.ts';

const me: Me = {
  user: { id: 'u1', displayName: 'Finn Ance', email: 'finance@harbourview.example', kind: 'client' },
  client: null,
  role: 'finance',
  capabilities: [],
  siteScope: 'all',
  sites: [],
  asOf: '2026-03-03T00:00:00Z',
};

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });

/** A host page's back end and a server, with what each test wants of them. */
function world(lifeMs = 600_000) {
  const calls: string[] = [];
  let made = 0;
  const answers = {
    endpoint: (): Response | Promise<Response> => json({ clientSecret: `s${made}` }, 201),
    token: (): Response => {
      made += 1;
      const expiresAt = new Date(Date.now() + lifeMs).toISOString();
      return json({ accessToken: `t${made}`, expiresAt, me, widgets: ['invoice-pay'] });
    },
    api: (authorization: string | null): Response => json({ authorization }),
  };
  const fetch: Fetch = async (url, init) => {
    const path = new URL(url).pathname;
    calls.push(path);
    if (path === '/foyer-session') return answers.endpoint();
    if (path === '/v1/embed/token') return answers.token();
    return answers.api(new Headers(init.headers).get('authorization'));
  };
  const session = createEmbedSession('https://portal.example', '/foyer-session', fetch);
  const count = (path: string) => calls.filter((call) => call === path).length;
  return { session, calls, answers, count };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'none';
  } catch (error) {
    return isFoyerProblem(error) ? error.code : String(error);
  }
}

describe('embed session', () => {
  it('becomes ready once for six widgets that ask at the same time', async () => {
    const { session, count } = world();
    const asked = Array.from({ length: 6 }, () => session.request<{ authorization: string }>('/v1/invoices'));
    const answers = await Promise.all(asked);
    expect(session.state).to.equal('ready');
    expect(session.me?.user.id).to.equal('u1');
    expect(count('/foyer-session')).to.equal(1);
    expect(count('/v1/embed/token')).to.equal(1);
    for (const { authorization } of answers) expect(authorization).to.equal('Bearer t1');
  });

  it('renews once for six requests that meet a 401, and repeats each', async () => {
    const { session, count, answers } = world();
    await session.start();
    answers.api = (authorization) =>
      authorization === 'Bearer t1' ? json({}, 401) : json({ authorization });
    const all = await Promise.all(Array.from({ length: 6 }, () => session.request('/v1/invoices')));
    expect(all).to.deep.equal(Array.from({ length: 6 }, () => ({ authorization: 'Bearer t2' })));
    expect(count('/v1/embed/token')).to.equal(2);
  });

  it('stays ready while it renews, and renews before four fifths of the token’s life', async () => {
    const { session, count } = world(5_000);
    const states: string[] = [];
    await session.start();
    const from = performance.now();
    session.subscribe(() => states.push(session.state));
    await waitUntil(() => count('/v1/embed/token') === 2, 'not renewed');
    expect(performance.now() - from).to.be.lessThan(4_100);
    await waitUntil(() => states.length > 0);
    expect(new Set(states)).to.deep.equal(new Set(['ready']));
  });

  it('is refused when the host page does not confirm the user, and expired when it stops to', async () => {
    const first = world();
    first.answers.endpoint = () => json({}, 403);
    await first.session.start();
    expect(first.session.state).to.equal('refused');
    expect(first.session.reason?.code).to.equal('session_endpoint_refused');
    expect(await codeOf(first.session.request('/v1/me'))).to.equal('session_endpoint_refused');

    const later = world();
    await later.session.start();
    later.answers.endpoint = () => json({}, 401);
    later.answers.api = () => json({}, 401);
    await codeOf(later.session.request('/v1/me'));
    expect(later.session.state).to.equal('expired');
    expect(later.session.me?.user.id).to.equal('u1');
    expect(await codeOf(later.session.request('/v1/me'))).to.equal('session_expired');
  });

  it('opens the event stream again when an expired session returns', async () => {
    const { session, answers, count } = world();
    const { endpoint } = answers;
    await session.start();
    const stop = session.events.on(['invoice.changed'], () => {});
    await waitUntil(() => count('/v1/events') === 1);
    answers.endpoint = () => json({}, 401);
    await session.start();
    expect(session.events.state).to.equal('idle');
    answers.endpoint = endpoint;
    await session.start();
    await waitUntil(() => count('/v1/events') === 2);
    stop();
  });

  it('comes back from expired by start()', async () => {
    const { session, answers } = world();
    await session.start();
    const { endpoint } = answers;
    answers.endpoint = () => json({}, 401);
    await session.start();
    expect(session.state).to.equal('expired');
    answers.endpoint = endpoint;
    await session.start();
    expect(session.state).to.equal('ready');
  });

  it('names a missing, a failing and a malformed session endpoint', async () => {
    const table: [() => Response, string, string][] = [
      [() => json({}, 404), 'refused', 'session_endpoint_missing'],
      [() => json({}, 500), 'offline', 'session_endpoint_failed'],
      [() => new Response('<h1>Sign in</h1>'), 'refused', 'session_endpoint_malformed'],
      [() => json({ client_secret: 'x' }), 'refused', 'session_endpoint_malformed'],
    ];
    for (const [endpoint, state, code] of table) {
      const { session, answers } = world();
      answers.endpoint = endpoint;
      await session.start();
      expect(session.state).to.equal(state);
      expect(session.reason?.code).to.equal(code);
    }
  });

  it('asks for a second secret when the first is not good any more, and then gives up', async () => {
    const once = world();
    const { token } = once.answers;
    let refusals = 1;
    once.answers.token = () => {
      refusals -= 1;
      return refusals >= 0 ? json({ code: 'invalid_client_secret' }, 401) : token();
    };
    await once.session.start();
    expect(once.session.state).to.equal('ready');
    expect(once.count('/foyer-session')).to.equal(2);

    const never = world();
    never.answers.token = () => json({ code: 'invalid_client_secret' }, 401);
    await never.session.start();
    expect(never.session.reason?.code).to.equal('session_refused');
    expect(never.count('/foyer-session')).to.equal(2);
  });

  it('keeps working through a failed renewal and tries again by itself', async () => {
    const { session, answers } = world();
    await session.start();
    const { endpoint } = answers;
    answers.endpoint = () => Promise.reject(new TypeError('Failed to fetch'));
    await session.start();
    expect(session.state).to.equal('ready');
    expect(await codeOf(session.request('/v1/me'))).to.equal('none');
    answers.endpoint = endpoint;
    globalThis.dispatchEvent(new Event('online'));
  });

  it('is offline when the server cannot be reached, and comes back', async () => {
    const { session, answers } = world();
    const { endpoint } = answers;
    answers.endpoint = () => Promise.reject(new TypeError('Failed to fetch'));
    await session.start();
    expect(session.state).to.equal('offline');
    expect(session.reason?.retryable).to.equal(true);
    answers.endpoint = endpoint;
    globalThis.dispatchEvent(new Event('online'));
    await waitUntil(() => session.state === 'ready');
  });

  it('tries again by itself without a word until there is an outcome', async () => {
    const { session, answers, count } = world();
    const { endpoint } = answers;
    answers.endpoint = () => json({}, 500);
    await session.start();
    const states: string[] = [];
    session.subscribe(() => states.push(session.state));
    await waitUntil(() => count('/foyer-session') === 2, 'not tried again');
    answers.endpoint = endpoint;
    await waitUntil(() => session.state === 'ready', 'not ready');
    expect(states).not.to.include('starting');
  });

  it('says within five seconds that a silent endpoint is slow, and takes the answer when it comes', async () => {
    const { session, answers, count } = world();
    let answer: (response: Response) => void = () => {};
    answers.endpoint = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const from = performance.now();
    const started = session.start();
    await waitUntil(() => session.state === 'offline', 'nothing was said');
    expect(performance.now() - from).to.be.lessThan(5_000);
    answer(json({ clientSecret: 's' }));
    await started;
    expect(session.state).to.equal('ready');
    expect(count('/foyer-session')).to.equal(1);
  });

  it('does not let a listener break the others', async () => {
    const { session } = world();
    const logged = console.error;
    console.error = () => {};
    let told = 0;
    session.subscribe(() => {
      throw new Error('on purpose');
    });
    const stop = session.subscribe(() => {
      told += 1;
    });
    await session.start();
    console.error = logged;
    expect(told).to.be.greaterThan(0);
    stop();
    await aTimeout(0);
  });
});
