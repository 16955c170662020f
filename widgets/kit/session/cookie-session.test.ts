import { expect } from '@open-wc/testing';
import type { Fetch } from '../client/attempt.ts';
import { isFoyerProblem } from '../client/problem.ts';
import { CookieSession } from './cookie-session.ts';

const me = { user: { id: 'u1' }, sites: [], capabilities: [] };

function portal() {
  const server = { signedIn: false, sent: [] as RequestInit[] };
  const answer = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
  const fetch: Fetch = async (url, init) => {
    server.sent.push(init);
    const path = new URL(url).pathname;
    if (path !== '/v1/session')
      return server.signedIn ? answer({ ok: true }) : answer({ code: 'no_session' }, 401);
    if (init.method === 'GET')
      return answer(server.signedIn ? { authenticated: true, me } : { authenticated: false });
    if (init.method === 'DELETE') {
      server.signedIn = false;
      return new Response(null, { status: 204 });
    }
    const { password } = JSON.parse(String(init.body));
    if (password !== 'right') return answer({ code: 'invalid_credentials', title: 'No.' }, 401);
    server.signedIn = true;
    return answer(me);
  };
  return { server, session: new CookieSession('https://portal.example', fetch) };
}

describe('cookie session', () => {
  it('is refused until somebody signs in, and again after sign-out', async () => {
    const { session, server } = portal();
    await session.start();
    expect(session.state).to.equal('refused');
    expect(session.reason?.code).to.equal('not_signed_in');

    const wrong = await session.signIn('a@b.example', 'wrong').catch((error: unknown) => error);
    expect(isFoyerProblem(wrong) && wrong.code).to.equal('invalid_credentials');

    await session.signIn('a@b.example', 'right');
    expect(session.state).to.equal('ready');
    expect(await session.request('/v1/invoices')).to.deep.equal({ ok: true });
    for (const init of server.sent) expect(init.credentials).to.equal('same-origin');

    await session.signOut();
    expect(session.state).to.equal('refused');
    expect(session.me).to.equal(undefined);
  });

  it('expires when the server ended it', async () => {
    const { session, server } = portal();
    await session.signIn('a@b.example', 'right');
    server.signedIn = false;
    await session.request('/v1/invoices').catch(() => {});
    expect(session.state).to.equal('expired');
    expect(session.me?.user.id).to.equal('u1');
  });
});
