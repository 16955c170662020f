import { z } from '@hono/zod-openapi';
import { ctxOf, endpoint, json, newRouter, resourceIdOf } from '../../http/endpoint.ts';
import { file, sendPdf } from '../../http/file-answer.ts';
import { id, pageQuery } from '../../http/wire.ts';
import type { Deps } from '../../ports/deps.ts';
import { getCertificate, getCertificatePdf } from './get-certificate.ts';
import { listDiscrepancies } from './list-discrepancies.ts';
import { listReconciliations } from './list-reconciliations.ts';
import { payoutContents, payoutParams } from './payout-contents.contract.ts';
import {
  certificate,
  discrepancy,
  discrepancyPage,
  discrepancyQuery,
  proposal,
  reconciliation,
  reconciliationPage,
  reconciliationRequest,
} from './reconciliation.contract.ts';
import { requestReconciliation } from './request-reconciliation.ts';
import { approveFix, assignDiscrepancy, proposeFix, rejectFix } from './resolve-discrepancy.ts';
import { showPayout } from './show-payout.ts';
import { showReconciliation } from './show-reconciliation.ts';

type RouteDeps = Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'gateways' | 'supplier' | 'vendorLedgers'>;

const params = z.object({ id });
const access = 'reconciliation:manage' as const;

export const reconciliationRoutes = (deps: RouteDeps) => {
  const router = newRouter();
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/reconciliations',
      access,
      idempotent: true,
      summary: 'Compare a period of an account with the portal',
      description: 'Answers at once; the reconciliation shows how far its job is.',
      request: {
        body: { required: true, content: { 'application/json': { schema: reconciliationRequest } } },
      },
      responses: { 201: json(reconciliation, 'The reconciliation, waiting for its job') },
      problems: ['conflict', 'not_found'],
    }),
    async (c) => {
      const input = { id: resourceIdOf(c), request: c.req.valid('json') };
      return c.json(await requestReconciliation({ ctx: ctxOf(c), deps, input }), 201);
    },
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/reconciliations',
      access,
      summary: 'Reconciliations, newest first',
      request: { query: pageQuery },
      responses: { 200: json(reconciliationPage, 'A page of reconciliations') },
      problems: ['invalid_cursor'],
    }),
    async (c) => c.json(await listReconciliations({ ctx: ctxOf(c), deps, input: c.req.valid('query') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/reconciliations/{id}',
      access,
      summary: 'A reconciliation',
      request: { params },
      responses: { 200: json(reconciliation, 'The reconciliation') },
      problems: ['not_found'],
    }),
    async (c) => c.json(await showReconciliation({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/reconciliations/{id}/certificate',
      access,
      summary: 'The certificate of a period that came out even',
      request: { params },
      responses: { 200: json(certificate, 'The certificate, with the hash of its content') },
      problems: ['not_found'],
    }),
    async (c) => c.json(await getCertificate({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/reconciliations/{id}/certificate/pdf',
      access,
      summary: 'The certificate as PDF',
      request: { params },
      responses: {
        200: file('application/pdf', 'The certificate'),
      },
      problems: ['not_found'],
    }),
    async (c) => {
      const { filename, bytes } = await getCertificatePdf({
        ctx: ctxOf(c),
        deps,
        input: c.req.valid('param'),
      });
      return sendPdf(c, filename, bytes, 'attachment');
    },
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/payouts/{vendor}/{reference}',
      access,
      summary: 'What a payout of a vendor is made of',
      description: 'Asks the vendor, and names the payments and invoices that the portal knows.',
      request: { params: payoutParams },
      responses: { 200: json(payoutContents, 'The payout, line by line') },
      problems: ['not_found', 'vendor_unavailable'],
    }),
    async (c) => c.json(await showPayout({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/discrepancies',
      access,
      summary: 'Cases of money that two sides say differently',
      request: { query: discrepancyQuery },
      responses: { 200: json(discrepancyPage, 'A page of cases, newest first') },
      problems: ['invalid_cursor'],
    }),
    async (c) => c.json(await listDiscrepancies({ ctx: ctxOf(c), deps, input: c.req.valid('query') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/discrepancies/{id}/assign',
      access,
      summary: 'Take a case on',
      request: { params },
      responses: { 200: json(discrepancy, 'The case') },
      problems: ['not_found', 'conflict'],
    }),
    async (c) => c.json(await assignDiscrepancy({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/discrepancies/{id}/propose',
      access,
      summary: 'Propose how a case ends',
      request: {
        params,
        body: { required: true, content: { 'application/json': { schema: proposal } } },
      },
      responses: { 200: json(discrepancy, 'The case, waiting for somebody else') },
      problems: ['not_found', 'conflict'],
    }),
    async (c) => {
      const input = { ...c.req.valid('param'), proposal: c.req.valid('json') };
      return c.json(await proposeFix({ ctx: ctxOf(c), deps, input }), 200);
    },
  );
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/discrepancies/{id}/approve',
      access,
      summary: 'Approve what somebody else proposed',
      request: { params },
      responses: { 200: json(discrepancy, 'The case, closed') },
      problems: ['not_found', 'conflict', 'vendor_unavailable'],
    }),
    async (c) => c.json(await approveFix({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/discrepancies/{id}/reject',
      access,
      summary: 'Send a proposal back',
      request: { params },
      responses: { 200: json(discrepancy, 'The case, open again') },
      problems: ['not_found', 'conflict'],
    }),
    async (c) => c.json(await rejectFix({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
  );
  return router;
};
