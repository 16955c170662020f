import { z } from '@hono/zod-openapi';
import { callerAddress, socketAddressOf } from '../../http/caller-address.ts';
import { ctxOf, endpoint, json, newRouter } from '../../http/endpoint.ts';
import type { RequestContext } from '../../http/environment.ts';
import type { RateLimiter } from '../../http/rate-limit.ts';
import type { Asker } from '../../ports/asker.ts';
import type { Deps } from '../../ports/deps.ts';
import { Fault } from '../../ports/fault.ts';
import { chooseClient } from './choose-client.ts';
import { createEmbedSession } from './create-embed-session.ts';
import { describeMe } from './describe-me.ts';
import { exchangeEmbedSecret } from './exchange-embed-secret.ts';
import {
  chooseClientRequest,
  clientList,
  embedSessionAnswer,
  embedSessionRequest,
  embedTokenAnswer,
  embedTokenRequest,
  me,
  sessionAnswer,
  sessionId,
  sessionList,
  signInRequest,
  siteList,
  stepUpAnswer,
  stepUpRequest,
} from './identity.contract.ts';
import { listMyClients, listMySessions, listMySites } from './list-mine.ts';
import { absoluteHours } from './lucia.ts';
import { endedSessionCookie, readSessionCookie, sessionCookie } from './session-cookie.ts';
import { signIn } from './sign-in.ts';
import { endOwnSession } from './sign-out.ts';
import { stepUp } from './step-up.ts';

type IdentityDeps = Pick<Deps, 'db' | 'identityDb' | 'clock'> & {
  limiter: RateLimiter;
  trustedProxyHops: number;
};

export const identityRoutes = (deps: IdentityDeps) => {
  const router = newRouter();

  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/session',
      access: 'public',
      summary: 'Sign in to the portal',
      request: { body: { required: true, ...json(signInRequest, 'Email and password') } },
      responses: { 200: json(me, 'Signed in; the session is in a cookie') },
      problems: ['invalid_credentials', 'access_window_closed'],
    }),
    async (c) => {
      const input = c.req.valid('json');
      const { token, asker } = await signIn({
        traceId: c.get('traceId'),
        log: c.get('log'),
        deps,
        input: {
          ...input,
          address: callerAddress(c.req.header('x-forwarded-for'), socketAddressOf(c), deps.trustedProxyHops),
          userAgent: c.req.header('user-agent') ?? null,
          formerToken: readSessionCookie(c.req.header('cookie')),
        },
      });
      c.header('set-cookie', sessionCookie(token, absoluteHours * 3_600));
      return c.json(await describeMe({ asker, deps }), 200);
    },
  );

  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/session',
      access: 'public',
      summary: 'Whether somebody is signed in',
      responses: { 200: json(sessionAnswer, 'The session, if there is one') },
    }),
    async (c) => {
      const asker = c.get('asker');
      const signedIn = asker !== null && asker.userId !== null;
      return c.json(
        { authenticated: signedIn, me: signedIn ? await describeMe({ asker, deps }) : null },
        200,
      );
    },
  );

  router.openapi(
    endpoint({
      method: 'delete',
      path: '/v1/session',
      access: 'public',
      summary: 'Sign out',
      responses: { 204: { description: 'Signed out' } },
    }),
    async (c) => {
      const asker = c.get('asker');
      if (asker?.sessionId) await endOwnSession({ asker, deps, sessionId: asker.sessionId });
      c.header('set-cookie', endedSessionCookie());
      c.header('clear-site-data', '"storage"');
      return c.body(null, 204);
    },
  );

  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/session/step-up',
      access: 'signed-in',
      summary: 'Give the password again',
      description:
        'For 5 minutes the session opens what asks for it (`step_up_required`). Its cookie is replaced. Portal sessions only.',
      request: { body: { required: true, ...json(stepUpRequest, 'The password of the signed-in person') } },
      responses: { 200: json(stepUpAnswer, 'Until when it counts') },
      problems: ['password_refused'],
    }),
    async (c) => {
      const { password } = c.req.valid('json');
      const { token, until } = await stepUp({ asker: askerOf(c), log: c.get('log'), deps, password });
      c.header('set-cookie', sessionCookie(token, absoluteHours * 3_600));
      return c.json({ until: until.toISOString() }, 200);
    },
  );

  router.openapi(
    endpoint({
      method: 'put',
      path: '/v1/session/client',
      access: 'signed-in',
      summary: 'Choose which client to act for',
      request: {
        body: { required: true, ...json(chooseClientRequest, 'One of the clients of `GET /v1/clients`') },
      },
      responses: { 200: json(me, 'The same person, at the chosen client') },
      problems: ['not_found', 'client_not_chosen'],
    }),
    async (c) => {
      const asker = askerOf(c);
      const { clientId } = c.req.valid('json');
      await chooseClient({ asker, deps, clientId });
      return c.json(
        await describeMe({ asker: { ...asker, scope: { ...asker.scope, clientId } }, deps }),
        200,
      );
    },
  );

  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/me',
      access: 'signed-in',
      summary: 'Who is asking',
      responses: { 200: json(me, 'The person behind the request') },
    }),
    async (c) => c.json(await describeMe({ asker: askerOf(c), deps }), 200),
  );

  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/sites',
      access: 'sites:read',
      summary: 'Sites the person may see',
      responses: { 200: json(siteList, 'All of them') },
    }),
    async (c) => c.json(await listMySites({ ctx: ctxOf(c), deps }), 200),
  );

  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/clients',
      access: 'signed-in',
      summary: 'Clients the person may choose from',
      responses: { 200: json(clientList, 'All of them') },
    }),
    async (c) => c.json(await listMyClients({ asker: askerOf(c), deps }), 200),
  );

  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/sessions',
      access: 'signed-in',
      summary: 'Where the person is signed in',
      responses: { 200: json(sessionList, 'All of them') },
    }),
    async (c) => c.json(await listMySessions({ asker: askerOf(c), deps }), 200),
  );

  router.openapi(
    endpoint({
      method: 'delete',
      path: '/v1/sessions/{id}',
      access: 'signed-in',
      summary: 'End one of the own sessions',
      request: { params: sessionId },
      responses: { 204: { description: 'Ended' } },
      problems: ['not_found'],
    }),
    async (c) => {
      await endOwnSession({ asker: askerOf(c), deps, sessionId: c.req.valid('param').id });
      return c.body(null, 204);
    },
  );

  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/embed/sessions',
      access: 'oauth:embed',
      summary: 'Open an embedded session for a person',
      description:
        "Called by a partner's back end. The secret is bound to the person, the widgets, the sites and the origin, works once and ends after 5 minutes.",
      request: { body: { required: true, ...json(embedSessionRequest, 'Whose session, and where') } },
      responses: { 201: json(embedSessionAnswer, 'Hand it to the page') },
      problems: ['origin_not_allowed', 'access_window_closed'],
    }),
    async (c) => c.json(await createEmbedSession({ ctx: ctxOf(c), deps, input: c.req.valid('json') }), 201),
  );

  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/embed/token',
      access: 'public',
      summary: 'Exchange a client secret for an access token',
      request: {
        body: { required: true, ...json(embedTokenRequest, "From the page's own back end") },
        headers: z.object({ origin: z.string().max(200).optional() }),
      },
      responses: { 200: json(embedTokenAnswer, 'At most 10 minutes long') },
      problems: ['invalid_client_secret', 'not_found'],
    }),
    async (c) => {
      const origin = c.req.header('origin');
      if (!origin) throw new Fault('invalid_client_secret');
      const { clientSecret } = c.req.valid('json');
      return c.json(
        await exchangeEmbedSecret({ traceId: c.get('traceId'), deps, clientSecret, origin }),
        200,
      );
    },
  );

  return router;
};

function askerOf(c: RequestContext): Asker {
  const asker = c.get('asker');
  if (!asker) throw new Fault('unauthenticated');
  return asker;
}
