import { randomBytes, randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import type { Environment } from './environment.ts';

const traceparent = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Gives each request an id of our own and takes over the caller's W3C trace, and logs one line when it is answered. */
export const requestIdentity =
  (log: Logger): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const requestId = randomUUID();
    const given = traceparent.exec(c.req.header('traceparent') ?? '')?.[1];
    const traceId = given && !/^0+$/.test(given) ? given : randomBytes(16).toString('hex');
    const requestLog = log.child({ requestId, traceId });
    c.set('requestId', requestId);
    c.set('traceId', traceId);
    c.set('log', requestLog);
    c.set('asker', null);
    c.set('resourceId', null);
    c.header('x-request-id', requestId);
    const started = performance.now();
    await next();
    const asker = c.get('asker');
    requestLog.info(
      {
        method: c.req.method,
        path: c.req.path,
        status: c.res.status,
        ms: Math.round((performance.now() - started) * 10) / 10,
        actor: asker?.scope.actor.id,
        clientId: asker?.scope.clientId ?? undefined,
      },
      'request',
    );
  };
