import type { MiddlewareHandler } from 'hono';
import type { Environment } from './environment.ts';

/** Data is never framed, sniffed, cached or run. Pages set their own policy over this one. */
export const securityHeaders =
  (https: boolean): MiddlewareHandler<Environment> =>
  async (c, next) => {
    await next();
    const set = (name: string, value: string) => {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    };
    set(
      'content-security-policy',
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    set('x-content-type-options', 'nosniff');
    set('referrer-policy', 'no-referrer');
    set('cache-control', 'no-store');
    set('cross-origin-resource-policy', 'same-origin');
    set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(self)');
    if (https) set('strict-transport-security', 'max-age=63072000; includeSubDomains');
  };
