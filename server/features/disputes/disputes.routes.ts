import { z } from '@hono/zod-openapi';
import { ctxOf, endpoint, json, newRouter, resourceIdOf } from '../../http/endpoint.ts';
import { binary, file, sendFile } from '../../http/file-answer.ts';
import { id } from '../../http/wire.ts';
import type { Deps } from '../../ports/deps.ts';
import { addMessage } from './add-message.ts';
import {
  dispute,
  disputeDecision,
  disputeMessageRequest,
  disputePage,
  disputeQuery,
  disputeQuestion,
  disputeRequest,
  disputeStep,
  evidence,
  evidenceQuery,
} from './disputes.contract.ts';
import { readEvidenceFile, uploadEvidence } from './handle-evidence.ts';
import { listDisputes } from './list-disputes.ts';
import { raiseDispute } from './raise-dispute.ts';
import { showDispute } from './show-dispute.ts';
import { takeStep } from './take-step.ts';

type RouteDeps = Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'supplier'>;

const params = z.object({ id });
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { 'application/json': { schema } } },
});
const answer = { 200: json(dispute, 'The dispute as it is now') };

const stepProblems = ['not_found', 'dispute_step_refused', 'conflict'] as const;

/** The steps that bring nothing but the version that was read. */
const plainSteps = [
  ['acknowledge', 'disputes:settle', 'Say that it was received'],
  ['review', 'disputes:settle', 'Begin to look into it'],
  ['mediate', 'disputes:settle', 'Hand an escalated dispute to mediation'],
  ['agree', 'disputes:raise', 'Agree with the proposal: it is settled at once'],
  ['escalate', 'disputes:raise', 'Disagree with the proposal'],
  ['withdraw', 'disputes:raise', 'Take it back before anybody has answered'],
] as const;

const decisions = [
  ['propose', 'Propose a settlement to the client'],
  ['determine', 'Decide an escalated dispute: it is settled at once'],
] as const;

export const disputeRoutes = (deps: RouteDeps) => {
  const router = newRouter();
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/disputes',
      access: 'disputes:raise',
      idempotent: true,
      summary: 'Dispute a line of an invoice',
      description:
        'What is disputed is left out of baskets until it is settled, and may be paid all the same.',
      request: body(disputeRequest),
      responses: { 201: json(dispute, 'The dispute') },
      problems: ['not_found', 'invoice_not_payable', 'dispute_amount_too_high'],
    }),
    async (c) => {
      const input = { id: resourceIdOf(c), request: c.req.valid('json') };
      return c.json(await raiseDispute({ ctx: ctxOf(c), deps, input }), 201);
    },
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/disputes',
      access: 'invoices:read',
      summary: 'Disputes, newest first',
      request: { query: disputeQuery },
      responses: { 200: json(disputePage, 'A page of disputes') },
      problems: ['invalid_cursor'],
    }),
    async (c) => c.json(await listDisputes({ ctx: ctxOf(c), deps, input: c.req.valid('query') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/disputes/{id}',
      access: 'invoices:read',
      summary: 'A dispute with its thread, and what the asker may do now',
      request: { params },
      responses: answer,
      problems: ['not_found'],
    }),
    async (c) => c.json(await showDispute({ ctx: ctxOf(c), deps, input: c.req.valid('param') }), 200),
  );
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/disputes/{id}/messages',
      access: 'invoices:read',
      idempotent: true,
      summary: 'Add to the thread',
      description: 'A message of the client while the contractor waits for it starts the clock again.',
      request: { params, ...body(disputeMessageRequest) },
      responses: { 201: json(dispute, 'The dispute as it is now') },
      problems: ['not_found', 'dispute_step_refused'],
    }),
    async (c) => {
      const input = { ...c.req.valid('param'), messageId: resourceIdOf(c), request: c.req.valid('json') };
      return c.json(await addMessage({ ctx: ctxOf(c), deps, input }), 201);
    },
  );
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/disputes/{id}/ask',
      access: 'disputes:settle',
      summary: 'Ask the client; the clock stops until it answers',
      request: { params, ...body(disputeQuestion) },
      responses: answer,
      problems: [...stepProblems],
    }),
    async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('json'), step: 'ask' as const };
      return c.json(await takeStep({ ctx: ctxOf(c), deps, input }), 200);
    },
  );
  for (const [step, access, summary] of plainSteps)
    router.openapi(
      endpoint({
        method: 'post',
        path: `/v1/disputes/{id}/${step}`,
        access,
        summary,
        request: { params, ...body(disputeStep) },
        responses: answer,
        problems: [...stepProblems, 'invoice_not_payable', 'dispute_amount_too_high'],
      }),
      async (c) => {
        const input = { ...c.req.valid('param'), ...c.req.valid('json'), step };
        return c.json(await takeStep({ ctx: ctxOf(c), deps, input }), 200);
      },
    );
  for (const [step, summary] of decisions)
    router.openapi(
      endpoint({
        method: 'post',
        path: `/v1/disputes/{id}/${step}`,
        access: 'disputes:settle',
        summary,
        request: { params, ...body(disputeDecision) },
        responses: answer,
        problems: [...stepProblems, 'invoice_not_payable', 'dispute_amount_too_high'],
      }),
      async (c) => {
        const input = { ...c.req.valid('param'), ...c.req.valid('json'), step };
        return c.json(await takeStep({ ctx: ctxOf(c), deps, input }), 200);
      },
    );
  router.openapi(
    endpoint({
      method: 'post',
      path: '/v1/evidence',
      access: 'invoices:read',
      summary: 'Send a file for a dispute or a message',
      description:
        'The file itself is the body: an image (PNG, JPEG, WebP, GIF) or a PDF of at most 5 MiB. Its id goes into `evidenceIds`; until then only its sender sees it.',
      request: {
        query: evidenceQuery,
        body: {
          required: true,
          content: Object.fromEntries(
            evidence.shape.contentType.options.map((type) => [type, { schema: binary }]),
          ),
        },
      },
      responses: { 201: json(evidence, 'The file as it is kept') },
      problems: [],
    }),
    async (c) => {
      const input = {
        ...c.req.valid('query'),
        contentType: c.req.header('content-type') ?? '',
        bytes: new Uint8Array(await c.req.arrayBuffer()),
      };
      return c.json(await uploadEvidence({ ctx: ctxOf(c), deps, input }), 201);
    },
  );
  router.openapi(
    endpoint({
      method: 'get',
      path: '/v1/evidence/{id}',
      access: 'invoices:read',
      summary: 'A file as it was sent',
      request: { params },
      responses: {
        200: file('application/octet-stream', 'The file'),
      },
      problems: ['not_found'],
    }),
    async (c) => {
      const found = await readEvidenceFile({ ctx: ctxOf(c), deps, input: c.req.valid('param') });
      const { fileName: name, content, contentType: type } = found;
      return sendFile(c, { name, content, type, as: 'attachment' });
    },
  );
  return router;
};
