import { ctxOf, endpoint, json, newRouter } from '../../http/endpoint.ts';
import type { Deps } from '../../ports/deps.ts';
import { autopay, autopayRequest } from './autopay.contract.ts';
import { setAutopay } from './set-autopay.ts';
import { showAutopay } from './show-autopay.ts';

/** The rule by which invoices pay themselves. */
export const autopayRoutes = (deps: Pick<Deps, 'db' | 'clock'>) => {
  const router = newRouter();
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/autopay-rule',
      access: 'invoices:pay',
      summary: 'The autopay rule and what it did',
      responses: { 200: json(autopay, 'The rule, null before the first; its last 50 invoices') },
    }),
    async (c) => c.json(await showAutopay({ ctx: ctxOf(c), deps }), 200),
  );
  router.openapi(
    endpoint({
      method: 'put',
      path: '/v1/autopay-rule',
      access: 'methods:manage',
      summary: 'Set the autopay rule',
      request: { body: { required: true, content: { 'application/json': { schema: autopayRequest } } } },
      responses: { 200: json(autopay, 'The rule as it stands now') },
      problems: ['not_found', 'conflict', 'payment_method_not_usable'],
    }),
    async (c) => c.json(await setAutopay({ ctx: ctxOf(c), deps, input: c.req.valid('json') }), 200),
  );
  return router;
};
