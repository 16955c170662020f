import { setTimeout as wait } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import { type Faults, faultArgument } from '../control/faults.ts';
import type { JsonObject } from '../json.ts';
import { type Env, holdConnection, resetConnection } from '../socket-faults.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Account, Call } from './account.ts';
import { notFound, PaypalError, serverError, tooManyRequests } from './errors.ts';
import { newId } from './ids.ts';
import { RequestIds } from './request-ids.ts';
import { bodyOf, type Route, routes } from './routes.ts';
import type { WebhookSender } from './webhooks.ts';

export type PaypalApiDeps = {
  account: Account;
  sender: WebhookSender;
  faults: Faults;
  tokens: AccessTokens;
};
type Answer = { status: number; body: JsonObject };

/** The REST interface, as the vendor's server SDK calls it. Mounted below the stand-in's own path. */
export function paypalApi(deps: PaypalApiDeps): Hono<Env> {
  const app = new Hono<Env>();
  const ids = new RequestIds(deps.account.store);
  app.post('/v1/oauth2/token', (c) =>
    troubled(c, deps, '/v1/oauth2/token', async () =>
      answered(() => ({ status: 200, body: deps.tokens.issue(c.req.header('authorization')) })),
    ),
  );
  for (const route of routes)
    app.on(route.method, route.path, (c) => {
      const path = route.path.replace(':id', c.req.param('id') ?? '');
      return troubled(c, deps, path, () => answerOnce(c, route, path, deps, ids));
    });
  app.all('/v1/*', () => send(failure(notFound())));
  app.all('/v2/*', () => send(failure(notFound())));
  return app;
}

/** Lets the outage that is switched on happen around the work. */
async function troubled(
  c: Context<Env>,
  deps: PaypalApiDeps,
  path: string,
  work: () => Promise<Answer>,
): Promise<Response> {
  const outage = deps.faults.takeApi(c.req.method, path, 'paypal');
  const { name, value } = faultArgument(outage);
  if (name === 'slow') await wait(value);
  if (name === 'connection_reset') resetConnection(c.env);
  if (name === 'timeout_before_effect') await holdConnection(c.env);
  if (name === 'connection_reset' || name === 'timeout_before_effect')
    return new Response(null, { status: 500 });
  if (name === 'rate_limit') return send(failure(tooManyRequests()));
  if (name === '500') return send(failure(serverError()));
  const answer = await work();
  if (name === 'timeout_after_effect') await holdConnection(c.env);
  if (name === 'connection_reset_after_effect') resetConnection(c.env);
  return send(name === '500_after_effect' ? failure(serverError()) : answer);
}

/** A request with an id has its effect once and is answered alike ever after. */
async function answerOnce(
  c: Context<Env>,
  route: Route,
  path: string,
  deps: PaypalApiDeps,
  ids: RequestIds,
): Promise<Answer> {
  const text = route.method === 'GET' ? '' : await c.req.text();
  const requestId = route.method === 'POST' ? c.req.header('paypal-request-id') : undefined;
  const key = requestId === undefined ? null : `${path} ${requestId}`;
  const call: Call = { account: deps.account, events: [] };
  let began = false;
  const answer = answered(() => {
    deps.tokens.check(c.req.header('authorization'));
    const saved = key === null ? null : ids.begin(key);
    if (saved) return saved;
    began = true;
    const { searchParams: query } = new URL(c.req.url);
    return route.operation(call, { id: c.req.param('id') ?? '', query, body: bodyOf(text) });
  });
  // Kept before anybody hears of it, so that no moment is without a memory of the effect.
  if (key !== null && began && (answer.status < 400 || answer.isKept))
    ids.save(key, answer.status, answer.body);
  try {
    await deps.sender.dispatch(call.events);
  } finally {
    if (key !== null && began) ids.end(key);
  }
  return answer;
}

function answered(work: () => Answer): Answer & { isKept: boolean } {
  try {
    return { ...work(), isKept: false };
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): Answer & { isKept: boolean } {
  if (error instanceof PaypalError) return { status: error.status, body: error.body, isKept: error.isKept };
  console.error('sandbox: a PayPal operation failed', error);
  return { status: 500, body: serverError().body, isKept: false };
}

const send = ({ status, body }: Answer): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'paypal-debug-id': newId(13).toLowerCase() },
  });
