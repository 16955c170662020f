import { z } from '@hono/zod-openapi';
import { ctxOf, endpoint, json, newRouter, resourceIdOf } from '../../http/endpoint.ts';
import { id } from '../../http/wire.ts';
import type { Deps } from '../../ports/deps.ts';
import { listRemittances, sendRemittance, showRemittance } from './handle-remittances.ts';
import { remittance, remittancePage, remittanceQuery, remittanceRequest } from './remittances.contract.ts';

const params = z.object({ id });

export const remittanceRoutes = (deps: Pick<Deps, 'db' | 'clock'>) => {
  const router = newRouter();
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/remittances',
      access: 'invoices:pay',
      idempotent: true,
      summary: 'Say what a bank transfer is for',
      description: 'Typed lines or the text of a CSV file. It helps to match the transfer; it books nothing.',
      request: { body: { required: true, content: { 'application/json': { schema: remittanceRequest } } } },
      responses: { 201: json(remittance, 'The remittance advice') },
    }),
    async (c) => {
      const input = { id: resourceIdOf(c), request: c.req.valid('json') };
      return c.json(await sendRemittance({ ctx: ctxOf(c), deps, input }), 201);
    },
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/remittances',
      access: 'invoices:read',
      summary: 'Remittance advices, newest first',
      request: { query: remittanceQuery },
      responses: { 200: json(remittancePage, 'A page of them') },
      problems: ['invalid_cursor'],
    }),
    async (c) => c.json(await listRemittances({ ctx: ctxOf(c), deps, input: c.req.valid('query') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/remittances/{id}',
      access: 'invoices:read',
      summary: 'A remittance advice',
      request: { params },
      responses: { 200: json(remittance, 'The remittance advice') },
      problems: ['not_found'],
    }),
    async (c) => c.json(await showRemittance({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
  );
  return router;
};
