import { z } from '@hono/zod-openapi';
import { ctxOf, endpoint, json, newRouter } from '../../http/endpoint.ts';
import type { Deps } from '../../ports/deps.ts';
import { receiveBatch } from './receive-batch.ts';
import { datasets, syncBatch, syncReport } from './sync.contract.ts';

export const syncRoutes = (deps: Pick<Deps, 'db' | 'identityDb' | 'clock' | 'ids' | 'supplier'>) => {
  const router = newRouter();
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/sync/{dataset}',
      access: 'oauth:sync',
      summary: 'Deliver a batch of facts from a core system, all or nothing',
      request: {
        params: z.object({ dataset: z.enum(datasets) }),
        body: { required: true, content: { 'application/json': { schema: syncBatch } } },
      },
      responses: { 200: json(syncReport, 'What became of the rows') },
      problems: ['batch_refused', 'idempotency_mismatch', 'conflict'],
    }),
    async (c) => {
      const input = { dataset: c.req.valid('param').dataset, batch: c.req.valid('json') };
      return c.json(await receiveBatch({ ctx: ctxOf(c), deps, input }), 200);
    },
  );
  return router;
};
