import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from 'pino';
import type { OAuthServer } from './features/identity/index.ts';
import type { Metrics } from './features/monitoring/index.ts';
import { authenticated } from './http/authenticated.ts';
import { callerAddress, socketAddressOf } from './http/caller-address.ts';
import { cors, jsonOnly, refuseForgery } from './http/cross-origin.ts';
import { embedCaching } from './http/embed-caching.ts';
import type { Environment } from './http/environment.ts';
import type { Idempotency } from './http/idempotency.ts';
import { notFoundHandler } from './http/method-not-allowed.ts';
import { portalPolicy } from './http/page-policy.ts';
import { onError } from './http/problem.ts';
import { limitByAddress, limitByAsker, type RateLimiter } from './http/rate-limit.ts';
import { requestIdentity } from './http/request-identity.ts';
import { securityHeaders } from './http/security-headers.ts';
import { staticFiles } from './http/static-files.ts';
import { uploadAt } from './http/uploads.ts';
import { serveOpenApi } from './openapi-document.ts';
import type { Authenticate } from './ports/asker.ts';
import { Fault } from './ports/fault.ts';

export type AppDeps = {
  log: Logger;
  origin: string;
  trustedProxyHops: number;
  metrics: Metrics;
  limiter: RateLimiter;
  authenticate: Authenticate;
  idempotency: Idempotency;
  oauth: OAuthServer;
  isRegisteredOrigin: (origin: string) => Promise<boolean>;
  /** Scripts of the payment vendors, by which their origins are known. */
  vendorScriptUrls: readonly string[];
  /** Built files: the portal, and what other pages load. */
  folders: { portal: string; embed: string };
  /** Every feature's router. */
  routers: OpenAPIHono<Environment>[];
};

const megabyte = 1_048_576;
const tooLarge = () => {
  throw new Fault('payload_too_large');
};

/** Takes a file instead of JSON, and measures it by itself. */
const isFile = (path: string): boolean => path === '/v1/bank-statements';

/** The middleware in its order, and every route. */
export function createApp(deps: AppDeps): OpenAPIHono<Environment> {
  const app = new OpenAPIHono<Environment>();
  app.onError(onError);
  app.use(requestIdentity(deps.log));
  app.use(securityHeaders(deps.origin.startsWith('https://')));
  app.use(async (c, next) => {
    const started = performance.now();
    await next();
    deps.metrics.request(c.req.routePath, c.req.method, c.res.status, (performance.now() - started) / 1_000);
  });

  // What other pages load is public code: any origin may read it, nobody may change it.
  app.use(
    '/embed/*',
    staticFiles({
      folder: deps.folders.embed,
      prefix: '/embed/',
      headers: (path) => ({
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': embedCaching(path),
      }),
    }),
  );

  const limitBy = (kind: Parameters<typeof limitByAddress>[1]) =>
    limitByAddress(
      deps.limiter,
      kind,
      (header, socket) => callerAddress(header('x-forwarded-for'), socket, deps.trustedProxyHops),
      socketAddressOf,
    );
  app.use('/v1/*', limitBy('address'));
  app.use('/v1/verifications/*', limitBy('verificationAddress'));
  app.use('/oauth/*', limitBy('address'));
  app.use('/webhooks/*', limitBy('webhookAddress'));
  app.on(
    ['GET', 'POST'],
    ['/oauth/*', '/.well-known/openid-configuration', '/.well-known/jwks.json'],
    (c) => {
      const { incoming, outgoing } = c.env as unknown as HttpBindings;
      outgoing.setHeader('x-request-id', c.get('requestId'));
      deps.oauth.handle(incoming, outgoing);
      return RESPONSE_ALREADY_SENT;
    },
  );

  app.use('/v1/sync/*', bodyLimit({ maxSize: 16 * megabyte, onError: tooLarge }));
  const ordinaryBody = bodyLimit({ maxSize: megabyte, onError: tooLarge });
  app.use('/v1/*', async (c, next) => {
    // A GET has no body here; to ask for one would build the whole request anew.
    if (c.req.method === 'GET' || c.req.path.startsWith('/v1/sync/')) return next();
    const upload = uploadAt(c.req.path);
    return upload
      ? bodyLimit({ maxSize: upload.maxBytes, onError: tooLarge })(c, next)
      : ordinaryBody(c, next);
  });
  app.use('/webhooks/*', bodyLimit({ maxSize: megabyte, onError: tooLarge }));
  app.use('/v1/*', cors(deps.origin, deps.isRegisteredOrigin), refuseForgery(deps.origin));
  app.use('/v1/*', (c, next) => (isFile(c.req.path) ? next() : jsonOnly(c, next)));
  app.use('/v1/*', authenticated(deps.authenticate), limitByAsker(deps.limiter));
  app.use('/v1/*', async (c, next) => {
    c.set('idempotency', deps.idempotency);
    await next();
  });

  for (const router of deps.routers) app.route('/', router);
  serveOpenApi(app, deps.origin);

  const policy = portalPolicy(deps.vendorScriptUrls);
  const portal = staticFiles({
    folder: deps.folders.portal,
    prefix: '/',
    fallback: 'index.html',
    headers: (path) => ({
      'content-security-policy': policy,
      'cache-control': path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    }),
  });
  app.get('*', async (c, next) =>
    /^\/(v1|webhooks|oauth|embed|\.well-known)\//.test(c.req.path) ? next() : portal(c, next),
  );

  const routes = app.openAPIRegistry.definitions.flatMap((item) =>
    item.type === 'route' ? [{ method: item.route.method, path: item.route.path }] : [],
  );
  app.notFound(notFoundHandler(routes));
  return app;
}
