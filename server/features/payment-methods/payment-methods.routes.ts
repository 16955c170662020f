import { z } from '@hono/zod-openapi';
import { ctxOf, endpoint, json, newRouter, resourceIdOf } from '../../http/endpoint.ts';
import { id } from '../../http/wire.ts';
import type { Deps } from '../../ports/deps.ts';
import {
  cancelMethod,
  makeDefault,
  pauseMethod,
  removeMethod,
  resumeMethod,
  setAuthority,
} from './change-method.ts';
import { listMethods } from './list-methods.ts';
import {
  authorityRequest,
  methodRequest,
  paymentMethod,
  paymentMethods,
} from './payment-methods.contract.ts';
import { refreshMethod } from './refresh-method.ts';
import { saveMethod } from './save-method.ts';

type RouteDeps = Pick<Deps, 'db' | 'identityDb' | 'clock' | 'supplier' | 'vaults'>;

const params = z.object({ id });
const one = json(paymentMethod, 'The method as it stands now');

const steps = [
  {
    name: 'refresh',
    verb: refreshMethod,
    access: 'invoices:pay',
    summary: 'Read a method from the vendor now',
  },
  { name: 'default', verb: makeDefault, access: 'methods:manage', summary: 'Offer a method first' },
  {
    name: 'pause',
    verb: pauseMethod,
    access: 'methods:manage',
    summary: 'Take no payments by a method for now',
  },
  {
    name: 'resume',
    verb: resumeMethod,
    access: 'methods:manage',
    summary: 'Take payments by a paused method again',
  },
  { name: 'cancel', verb: cancelMethod, access: 'methods:manage', summary: 'End a method and its agreement' },
] as const;

/** Saved cards, accounts and agreements: tokens of the vendor, and who may use them. */
export const paymentMethodRoutes = (deps: RouteDeps) => {
  const router = newRouter();
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/payment-methods',
      access: 'invoices:pay',
      summary: 'Saved ways to pay',
      responses: { 200: json(paymentMethods, 'The default first, then the newest') },
    }),
    async (c) => c.json(await listMethods({ ctx: ctxOf(c), deps }), 200),
  );
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/payment-methods',
      access: 'methods:manage',
      idempotent: true,
      resumes: true,
      summary: 'Save a way to pay',
      description:
        'Answers with what the browser needs to give the card or account to the vendor. No number passes through here.',
      request: { body: { required: true, content: { 'application/json': { schema: methodRequest } } } },
      responses: { 201: json(paymentMethod, 'The method, waiting for the payer') },
      problems: ['vendor_unavailable'],
    }),
    async (c) => {
      const input = { id: resourceIdOf(c), request: c.req.valid('json') };
      return c.json(await saveMethod({ ctx: ctxOf(c), deps, input }), 201);
    },
  );
  for (const { name, verb, access, summary } of steps)
    router.openapi(
      endpoint({
        method: 'post',
        path: `/v1/payment-methods/{id}/${name}`,
        access,
        summary,
        request: { params },
        responses: { 200: one },
        problems: ['not_found', 'payment_method_not_usable', 'vendor_unavailable'],
      }),
      async (c) => c.json(await verb({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
    );
  router.openapi(
    endpoint({
      method: 'put',
      path: '/v1/payment-methods/{id}/authority',
      access: 'methods:manage',
      summary: 'Set who may use a method, and for how much',
      request: {
        params,
        body: { required: true, content: { 'application/json': { schema: authorityRequest } } },
      },
      responses: { 200: one },
      problems: ['not_found', 'conflict'],
    }),
    async (c) => {
      const input = { ...c.req.valid('param'), request: c.req.valid('json') };
      return c.json(await setAuthority({ ctx: ctxOf(c), deps, input }), 200);
    },
  );
  router.openapi(
    endpoint({
      method: 'delete',
      path: '/v1/payment-methods/{id}',
      access: 'methods:manage',
      summary: 'Remove a method',
      description: 'Taken away at the vendor for good. Payments made with it keep their record.',
      request: { params },
      responses: { 204: { description: 'It is gone' } },
      problems: ['not_found', 'vendor_unavailable'],
    }),
    async (c) => {
      await removeMethod({ ctx: ctxOf(c), deps, input: c.req.valid('param') });
      return c.body(null, 204);
    },
  );
  return router;
};
