import { z } from '@hono/zod-openapi';
import { ctxOf, endpoint, json, newRouter, resourceIdOf } from '../../http/endpoint.ts';
import { id } from '../../http/wire.ts';
import type { Deps } from '../../ports/deps.ts';
import { listPromises, promiseToPay, withdrawPromise } from './handle-promises.ts';
import { promiseToPay as promiseAnswer, promiseList, promiseRequest } from './promises.contract.ts';

const params = z.object({ id });

export const promiseRoutes = (deps: Pick<Deps, 'db' | 'clock' | 'supplier'>) => {
  const router = newRouter();
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/invoices/{id}/promises',
      access: 'invoices:pay',
      idempotent: true,
      summary: 'Promise to pay an invoice, or part of it, on a day',
      request: {
        params,
        body: { required: true, content: { 'application/json': { schema: promiseRequest } } },
      },
      responses: { 201: json(promiseAnswer, 'The promise') },
      problems: ['not_found', 'invoice_not_payable', 'amount_above_balance'],
    }),
    async (c) => {
      const input = {
        id: resourceIdOf(c),
        invoiceId: c.req.valid('param').id,
        request: c.req.valid('json'),
      };
      return c.json(await promiseToPay({ ctx: ctxOf(c), deps, input }), 201);
    },
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/invoices/{id}/promises',
      access: 'invoices:read',
      summary: 'Promises to pay an invoice, newest first, and what became of them',
      request: { params },
      responses: { 200: json(promiseList, 'The promises') },
      problems: ['not_found'],
    }),
    async (c) => c.json(await listPromises({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/promises/{id}/withdraw',
      access: 'invoices:pay',
      summary: 'Take a promise back',
      request: { params },
      responses: { 200: json(promiseAnswer, 'The promise') },
      problems: ['not_found'],
    }),
    async (c) => c.json(await withdrawPromise({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
  );
  return router;
};
