import { timingSafeEqual } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { endpoint, json, newRouter } from '../../http/endpoint.ts';
import { instant } from '../../http/wire.ts';
import type { Deps } from '../../ports/deps.ts';
import { Fault } from '../../ports/fault.ts';
import type { Metrics } from './metrics.ts';

type MonitoringDeps = Pick<Deps, 'db' | 'clock'> & {
  metrics: Metrics;
  metricsToken: string | null;
  /** False while the process is stopping. */
  accepting: () => boolean;
};

const status = z
  .object({
    state: z.enum(['ok', 'degraded']),
    items: z.array(z.object({ name: z.string(), state: z.enum(['ok', 'degraded', 'down']), asOf: instant })),
    asOf: instant,
  })
  .openapi('Status');

const plain = (description: string) => ({ description, content: { 'text/plain': { schema: z.string() } } });

/** Is the process alive, may it be sent requests, and how are its parts doing. */
export const monitoringRoutes = (deps: MonitoringDeps) => {
  const router = newRouter();

  router.openapi(
    endpoint({
      method: 'get',
      path: '/healthz',
      access: 'public',
      summary: 'The process runs',
      responses: { 200: plain('Always') },
    }),
    (c) => c.text('ok', 200),
  );

  router.openapi(
    endpoint({
      method: 'get',
      path: '/readyz',
      access: 'public',
      summary: 'The process takes requests',
      responses: { 200: plain('The database answers') },
    }),
    async (c) => {
      if (!deps.accepting())
        throw new Fault('service_unavailable', 'The server is stopping.', { retryAfterSeconds: 5 });
      await within(2_000, deps.db.ping());
      return c.text('ready', 200);
    },
  );

  router.openapi(
    endpoint({
      method: 'get',
      path: '/metrics',
      access: 'public',
      summary: 'Prometheus metrics; needs the metrics token',
      responses: { 200: plain('Exposition format') },
      problems: ['not_found'],
    }),
    async (c) => {
      if (!isToken(c.req.header('authorization'), deps.metricsToken)) throw new Fault('not_found');
      return c.text(await deps.metrics.text(), 200);
    },
  );

  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/status',
      access: 'signed-in',
      summary: 'How the parts of the service are doing',
      responses: { 200: json(status, 'Now') },
    }),
    (c) => {
      const asOf = deps.clock.now().toISOString();
      const items = deps.metrics.parts().map((part) => ({ ...part, asOf }));
      return c.json(
        {
          state: items.every((item) => item.state === 'ok') ? ('ok' as const) : ('degraded' as const),
          items,
          asOf,
        },
        200,
      );
    },
  );

  return router;
};

function isToken(header: string | undefined, token: string | null): boolean {
  if (token === null || header === undefined) return false;
  const [given, wanted] = [Buffer.from(header), Buffer.from(`Bearer ${token}`)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

const within = <T>(ms: number, work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      setTimeout(
        () => reject(new Fault('service_unavailable', undefined, { retryAfterSeconds: 2 })),
        ms,
      ).unref();
    }),
  ]);
