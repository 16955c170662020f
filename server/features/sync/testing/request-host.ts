import { randomUUID } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Scope } from '../../../db/scope.ts';
import type { Environment } from '../../../http/environment.ts';
import { onError } from '../../../http/problem.ts';
import type { Asker } from '../../../ports/asker.ts';
import type { SyncHouse } from './sync-house.ts';

/** Who calls, by the name in the header `x-as`. */
export type Callers = Record<string, Pick<Asker, 'scope' | 'via' | 'oauthScopes'>>;

export const byCookie = (scope: Scope): Callers[string] => ({ scope, via: 'cookie', oauthScopes: [] });

/** The routes of a room behind the door for errors, with callers that were checked already. */
export function createRequestHost(house: SyncHouse, callers: Callers, routers: OpenAPIHono<Environment>[]) {
  const app = new OpenAPIHono<Environment>();
  app.onError(onError);
  app.use(async (c, next) => {
    const caller = callers[c.req.header('x-as') ?? ''];
    c.set('requestId', randomUUID());
    c.set('traceId', 'c'.repeat(32));
    c.set('log', house.log);
    c.set('resourceId', null);
    c.set('asker', caller ? { ...caller, userId: null, embedKey: null, sessionId: null } : null);
    await next();
  });
  for (const router of routers) app.route('/', router);
  return app;
}
