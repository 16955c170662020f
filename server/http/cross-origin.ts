import type { MiddlewareHandler } from 'hono';
import { Fault } from '../ports/fault.ts';
import type { Environment } from './environment.ts';
import { uploadAt } from './uploads.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);
const allowedHeaders =
  'authorization, content-type, foyer-client, idempotency-key, if-match, last-event-id, traceparent';
const exposedHeaders = 'x-request-id, retry-after, date, etag, idempotency-replayed';

/**
 * Answers other origins only when a partner registered them, and then exactly them and without credentials: an
 * embedded widget brings a token, never a cookie.
 */
export const cors =
  (ownOrigin: string, isRegistered: (origin: string) => Promise<boolean>): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const origin = c.req.header('origin');
    if (!origin || origin === ownOrigin) return next();
    const allowed = await isRegistered(origin);
    const preflight = c.req.method === 'OPTIONS' && c.req.header('access-control-request-method');
    if (allowed) {
      c.header('access-control-allow-origin', origin);
      c.header('access-control-expose-headers', exposedHeaders);
    }
    c.header('vary', 'Origin', { append: true });
    if (!preflight) return next();
    if (!allowed) throw new Fault('origin_not_allowed');
    c.header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE');
    c.header('access-control-allow-headers', allowedHeaders);
    c.header('access-control-max-age', '600');
    return c.body(null, 204);
  };

/**
 * Refuses a change that another site's page could have caused (security.md S21): it must carry a header that no form
 * can send, and say that it comes from our own pages where the browser says anything. Requests that bring a token
 * are not at risk: no browser adds a token by itself.
 */
export const refuseForgery =
  (ownOrigin: string): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const bringsToken = c.req.header('authorization') !== undefined;
    if (safe.has(c.req.method) || bringsToken) return next();
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    if (origin !== undefined && origin !== ownOrigin && c.req.header('cookie') !== undefined)
      throw new Fault('cross_site_refused');
    if (
      site !== undefined &&
      site !== 'same-origin' &&
      site !== 'none' &&
      c.req.header('cookie') !== undefined
    )
      throw new Fault('cross_site_refused');
    if (c.req.header('foyer-client') === undefined)
      throw new Fault('cross_site_refused', 'A foyer-client header is needed.');
    return next();
  };

/** Only JSON bodies are read on the API, and files where files are sent. */
export const jsonOnly: MiddlewareHandler<Environment> = async (c, next) => {
  const length = c.req.header('content-length');
  const hasBody = (length !== undefined && length !== '0') || c.req.header('transfer-encoding') !== undefined;
  const accepted = uploadAt(c.req.path)?.contentType ?? /^application\/json(;|$)/i;
  if (hasBody && !accepted.test(c.req.header('content-type') ?? ''))
    throw new Fault('unsupported_media_type');
  return next();
};
