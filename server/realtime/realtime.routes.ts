import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { z } from '@hono/zod-openapi';
import { endpoint, newRouter } from '../http/endpoint.ts';
import { Fault } from '../ports/fault.ts';
import { type EventStreamDeps, streamEvents } from './event-stream.ts';

/** Events of one client as they commit, by server-sent events. */
export const realtimeRoutes = (deps: EventStreamDeps) => {
  const router = newRouter();
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/events',
      access: 'signed-in',
      summary: 'What changes, as it happens',
      description:
        'Server-sent events. Reconnect with `Last-Event-ID`: missed events are replayed, or `reset` says to read everything anew.',
      request: {
        headers: z.object({
          'last-event-id': z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
        }),
      },
      responses: {
        200: { description: 'The stream', content: { 'text/event-stream': { schema: z.string() } } },
      },
      problems: ['client_not_chosen'],
    }),
    async (c) => {
      const asker = c.get('asker');
      if (!asker?.scope.clientId) throw new Fault('client_not_chosen');
      const { outgoing } = c.env as unknown as { outgoing: ServerResponse };
      outgoing.writeHead(200, {
        ...Object.fromEntries(c.res.headers),
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
      });
      await streamEvents(outgoing, deps, {
        asker,
        clientId: asker.scope.clientId,
        lastEventId: c.req.valid('header')['last-event-id'] ?? null,
        header: (name) => c.req.header(name),
        traceId: c.get('traceId'),
      });
      // Clears what reading the headers built: merged into it, the marker would be lost and the headers sent twice.
      c.res = undefined;
      c.res = RESPONSE_ALREADY_SENT;
      return RESPONSE_ALREADY_SENT;
    },
  );
  return router;
};
