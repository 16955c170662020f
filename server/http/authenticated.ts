import type { MiddlewareHandler } from 'hono';
import type { Authenticate } from '../ports/asker.ts';
import type { Environment } from './environment.ts';

/** Finds out who calls before any route is chosen; the routes say who may. */
export const authenticated =
  (authenticate: Authenticate): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const asker = await authenticate({ header: (name) => c.req.header(name), traceId: c.get('traceId') });
    c.set('asker', asker);
    await next();
  };
