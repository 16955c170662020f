import type { MiddlewareHandler } from 'hono';
import type { Env } from '../socket-faults.ts';

/** Another site's page open in the same browser must not be able to switch anything. */
export function ownOriginOnly(origin: () => string): MiddlewareHandler<Env> {
  return async (c, next) => {
    const from = c.req.header('origin');
    if (from !== undefined && from !== origin() && c.req.method !== 'GET') {
      return c.json({ error: 'Not from this origin.' }, 403);
    }
    return next();
  };
}
