import { setTimeout as wait } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import { type Faults, faultArgument } from '../control/faults.ts';
import type { JsonObject } from '../json.ts';
import { type Env, holdConnection, resetConnection } from '../socket-faults.ts';
import type { Account, Call } from './account.ts';
import { isPublishable } from './api-key.ts';
import { StripeError, serverError, tooManyRequests, unauthenticated, unrecognisedUrl } from './errors.ts';
import { expand } from './expand.ts';
import { type Form, parseForm } from './form.ts';
import { fingerprintOf, IdempotencyKeys } from './idempotency.ts';
import { newId } from './ids.ts';
import { type Route, routes } from './routes.ts';
import type { WebhookSender } from './webhooks.ts';

const DEFAULT_VERSION = '2026-10-28.endive';
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, content-type, idempotency-key, stripe-version',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-max-age': '600',
};

export type StripeApiDeps = { account: Account; sender: WebhookSender; faults: Faults; origin: () => string };

type Answer = { status: number; body: JsonObject; headers: Record<string, string> };

/** The REST interface below `/v1`, as the vendor's SDK calls it. */
export function stripeApi(deps: StripeApiDeps): Hono<Env> {
  const app = new Hono<Env>();
  const keys = new IdempotencyKeys(deps.account.store);
  app.options('/*', (c) => c.body(null, 204, CORS));
  for (const route of routes) app.on(route.method, route.path, (c) => serve(c, route, deps, keys));
  app.all('/*', (c) => {
    const { status, body } = failure(unrecognisedUrl(c.req.method, c.req.path));
    return send({ status, body, headers: {} }, newId('req', 14));
  });
  return app;
}

async function serve(
  c: Context<Env>,
  route: Route,
  deps: StripeApiDeps,
  keys: IdempotencyKeys,
): Promise<Response> {
  const requestId = newId('req', 14);
  const text = route.method === 'GET' ? new URL(c.req.url).search.slice(1) : await c.req.text();
  const outage = deps.faults.takeApi(route.method, c.req.path);
  const { name, value } = faultArgument(outage);
  if (name === 'slow') await wait(value);
  if (name === 'connection_reset') resetConnection(c.env);
  if (name === 'timeout_before_effect') await holdConnection(c.env);
  if (name === 'connection_reset' || name === 'timeout_before_effect')
    return new Response(null, { status: 500 });
  const answer = await answerOnce(c, route, deps, keys, { text, requestId, outage });
  if (name === 'timeout_after_effect') await holdConnection(c.env);
  if (name === 'connection_reset_after_effect') resetConnection(c.env);
  return send(answer, requestId);
}

/** Keyed requests run once and are answered alike ever after. */
async function answerOnce(
  c: Context<Env>,
  route: Route,
  deps: StripeApiDeps,
  keys: IdempotencyKeys,
  request: { text: string; requestId: string; outage: string },
): Promise<Answer> {
  const key = route.method === 'POST' ? (c.req.header('idempotency-key') ?? null) : null;
  if (key === null) return execute(c, route, deps, request, null).then(({ answer }) => answer);
  const echoed = { 'idempotency-key': key };
  const fingerprint = fingerprintOf(route.method, c.req.path, request.text);
  try {
    if (request.outage === 'rate_limit') throw tooManyRequests();
    const saved = keys.begin(key, fingerprint);
    if (saved) {
      const headers = { ...echoed, 'idempotent-replayed': 'true', 'original-request': saved.requestId };
      return { status: saved.status, body: saved.body, headers };
    }
  } catch (error) {
    return { ...failure(error), headers: echoed };
  }
  try {
    const { answer, isKept } = await execute(c, route, deps, request, key);
    if (isKept) {
      keys.save({
        id: key,
        fingerprint,
        requestId: request.requestId,
        status: answer.status,
        body: answer.body,
      });
    }
    return { ...answer, headers: { ...answer.headers, ...echoed, 'original-request': request.requestId } };
  } finally {
    keys.end(key);
  }
}

async function execute(
  c: Context<Env>,
  route: Route,
  deps: StripeApiDeps,
  request: { text: string; requestId: string; outage: string },
  idempotencyKey: string | null,
): Promise<{ answer: Answer; isKept: boolean }> {
  const call: Call = {
    requestId: request.requestId,
    idempotencyKey,
    apiVersion: c.req.header('stripe-version') ?? DEFAULT_VERSION,
    publishable: false,
    origin: deps.origin(),
    events: [],
  };
  try {
    const body = operate(c, route, deps, call, request);
    await deps.sender.dispatch(call.events);
    return { answer: { status: 200, body, headers: {} }, isKept: true };
  } catch (error) {
    await deps.sender.dispatch(call.events);
    return {
      answer: { ...failure(error), headers: {} },
      isKept: error instanceof StripeError && error.saved,
    };
  }
}

function operate(
  c: Context<Env>,
  route: Route,
  deps: StripeApiDeps,
  call: Call,
  request: { text: string; outage: string },
): JsonObject {
  if (request.outage === 'rate_limit') throw tooManyRequests();
  const form: Form = parseForm(request.text);
  call.publishable = isPublishable(c.req.header('authorization'), form);
  if (call.publishable && !route.publishable) {
    throw unauthenticated(
      'This API call cannot be made with a publishable API key. Please use a secret API key.',
    );
  }
  if (request.outage === '500') throw serverError();
  const result = route.operation({ account: deps.account, call, form, id: c.req.param('id') ?? '' });
  if (request.outage === '500_after_effect') throw serverError();
  return expand(deps.account.store, result, form);
}

function failure(error: unknown): { status: number; body: JsonObject } {
  if (error instanceof StripeError) return { status: error.status, body: error.body };
  console.error('sandbox: stripe operation failed', error);
  return { status: 500, body: serverError().body };
}

function send(answer: Answer, requestId: string): Response {
  return new Response(`${JSON.stringify(answer.body, null, 2)}\n`, {
    status: answer.status,
    headers: {
      'content-type': 'application/json',
      'request-id': requestId,
      'stripe-version': DEFAULT_VERSION,
      // A saved 500 would only be replayed, so Stripe asks its SDKs not to try.
      ...(answer.status >= 500 ? { 'stripe-should-retry': 'false' } : {}),
      ...CORS,
      ...answer.headers,
    },
  });
}
