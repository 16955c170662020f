import { expect } from '@open-wc/testing';
import type { Fetch } from './attempt.ts';
import { type HttpOptions, send } from './http.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { isFoyerProblem } from './problem.ts';

type Call = { url: string; init: RequestInit; headers: Headers };

function client(answers: (Response | Error)[], over: Partial<HttpOptions> = {}) {
  const calls: Call[] = [];
  const fetch: Fetch = (url, init) => {
    calls.push({ url, init, headers: new Headers(init.headers) });
    const answer = answers.shift();
    if (answer instanceof Response) return Promise.resolve(answer);
    return Promise.reject(answer ?? new Error('no answer was prepared'));
  };
  const options: HttpOptions = {
    baseUrl: 'https://portal.example',
    credentials: 'omit',
    token: () => Promise.resolve('t1'),
    renew: () => Promise.resolve(false),
    random: () => 0,
    fetch,
    ...over,
  };
  return { calls, options };
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const lost = () => new TypeError('Failed to fetch');

async function problemOf(promise: Promise<unknown>) {
  try {
    await promise;
  } catch (error) {
    if (isFoyerProblem(error)) return error;
    throw error;
  }
  throw new Error('it succeeded');
}

describe('the only fetch', () => {
  it('sends token, client name, query and body, and no cookie', async () => {
    const { calls, options } = client([json({ ok: true })]);
    const query = { status: ['open', 'overdue'], limit: 50, cursor: undefined };
    const key = idempotencyKey();
    await send(options, '/v1/payments', {
      method: 'POST',
      query,
      body: { a: 1 },
      idempotencyKey: key,
      ifMatch: '"3"',
    });
    expect(calls[0]?.url).to.equal('https://portal.example/v1/payments?status=open&status=overdue&limit=50');
    expect(calls[0]?.init.credentials).to.equal('omit');
    expect(calls[0]?.headers.get('authorization')).to.equal('Bearer t1');
    expect(calls[0]?.headers.get('foyer-client')).to.match(/^widgets\/\d/);
    expect(calls[0]?.headers.get('idempotency-key')).to.equal(key);
    expect(calls[0]?.headers.get('if-match')).to.equal('"3"');
  });

  it('makes keys that are UUIDs of version 4 and differ', () => {
    const keys = new Set(Array.from({ length: 500 }, idempotencyKey));
    expect(keys.size).to.equal(500);
    for (const key of keys)
      expect(key).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('repeats a GET after a lost answer and after 503', async () => {
    const { calls, options } = client([lost(), json({}, 503), json({ n: 1 })]);
    expect(await send(options, '/v1/invoices')).to.deep.equal({ n: 1 });
    expect(calls).to.have.length(3);
  });

  it('repeats a POST only with a key, and then with the same key', async () => {
    const bare = client([lost(), json({})]);
    expect(await problemOf(send(bare.options, '/v1/x', { method: 'POST', body: {} }))).to.include({
      code: 'unreachable',
    });
    expect(bare.calls).to.have.length(1);

    const keyed = client([lost(), json({ id: 1 })]);
    await send(keyed.options, '/v1/x', { method: 'POST', body: {}, idempotencyKey: 'k' });
    expect(keyed.calls.map((call) => call.headers.get('idempotency-key'))).to.deep.equal(['k', 'k']);
  });

  it('waits as Retry-After says, and leaves long waits to the user', async () => {
    const soon = client([json({ code: 'too_many_requests' }, 429, { 'retry-after': '1' }), json({ n: 1 })]);
    const from = performance.now();
    await send(soon.options, '/v1/x', { method: 'POST' });
    expect(performance.now() - from).to.be.greaterThan(950);

    const late = client([json({ code: 'too_many_requests', title: 'Later.' }, 429, { 'retry-after': '60' })]);
    expect(await problemOf(send(late.options, '/v1/x'))).to.include({
      code: 'too_many_requests',
      retryAfterMs: 60_000,
    });
  });

  it('F9 waits for the first try of the same key, however often it has to ask', async () => {
    const working = () => json({ code: 'idempotency_in_flight', title: '' }, 409, { 'retry-after': '0' });
    const { calls, options } = client([...Array.from({ length: 6 }, working), json({ id: 1 })]);
    const keyed = { method: 'POST', body: {}, idempotencyKey: 'k' } as const;
    expect(await send(options, '/v1/payments', keyed)).to.deep.equal({ id: 1 });
    expect(calls).to.have.length(7);
    expect(new Set(calls.map((call) => call.headers.get('idempotency-key')))).to.deep.equal(new Set(['k']));
  });

  it('renews once after 401 and repeats with the new token', async () => {
    let token = 'old';
    const renew = async () => {
      token = 'new';
      return true;
    };
    const { calls, options } = client([json({}, 401), json({ n: 1 })], { token: async () => token, renew });
    await send(options, '/v1/x', { method: 'POST', body: {} });
    expect(calls.map((call) => call.headers.get('authorization'))).to.deep.equal([
      'Bearer old',
      'Bearer new',
    ]);

    const again = client([json({}, 401), json({ code: 'session_expired', title: '' }, 401)], { renew });
    expect(await problemOf(send(again.options, '/v1/x'))).to.include({ status: 401 });
    expect(again.calls).to.have.length(2);
  });

  it('tells a timeout from an abort', async () => {
    const hang: Fetch = (_url, init) =>
      new Promise((_resolve, reject) => {
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
    const { options } = client([], { fetch: hang });
    const slow = send(options, '/v1/x', { method: 'POST', timeoutMs: 20 });
    expect(await problemOf(slow)).to.include({ code: 'timed_out', status: 0, retryable: true });

    const stop = new AbortController();
    const aborted = send(options, '/v1/x', { signal: stop.signal });
    setTimeout(() => stop.abort(), 10);
    const error = await aborted.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(DOMException);
    expect((error as DOMException).name).to.equal('AbortError');
  });

  it('calls an unreadable answer malformed', async () => {
    const { options } = client([new Response('<html>', { headers: { 'x-request-id': 'r9' } })]);
    expect(await problemOf(send(options, '/v1/x'))).to.include({ code: 'malformed_answer', requestId: 'r9' });
  });

  it('reads 204, text, files and headers', async () => {
    const { options } = client([
      new Response(null, { status: 204 }),
      new Response('words'),
      new Response('%PDF', { headers: { etag: '"7"' } }),
    ]);
    expect(await send(options, '/v1/x', { method: 'DELETE' })).to.equal(undefined);
    expect(await send(options, '/v1/x', { as: 'text' })).to.equal('words');
    let etag: string | null = null;
    const onHeaders = (headers: Headers) => {
      etag = headers.get('etag');
    };
    const blob = await send<Blob>(options, '/v1/x', { as: 'blob', onHeaders });
    expect(blob.size).to.equal(4);
    expect(etag).to.equal('"7"');
  });
});
