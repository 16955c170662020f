import { randomUUID } from 'node:crypto';
import { createRoute, OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Ctx } from '../ports/context.ts';
import { Fault } from '../ports/fault.ts';
import { type FaultCode, faultCodes } from '../ports/fault-codes.ts';
import { type Access, authorise } from './authorise.ts';
import type { Environment, RequestContext } from './environment.ts';
import { idempotencyMarker } from './idempotency.ts';
import { problem } from './wire.ts';

type EndpointConfig = Omit<RouteConfig, 'security' | 'middleware'> & {
  access: Access;
  /** Opens only to a session whose person has just given the password again. */
  stepUp?: boolean;
  /** The codes of its own; those that every route can answer are added. */
  problems?: readonly FaultCode[];
  /** A creating POST: needs an Idempotency-Key and answers a repeat with the first answer. */
  idempotent?: boolean;
  /** With `idempotent`: the answer holds a secret and is not kept; the verb answers a repeat from its own row. */
  resumes?: boolean;
};

/**
 * One route, whole: who may call it, what it takes, every answer it gives. The same declaration makes the checks at
 * run time and the OpenAPI document.
 */
export function endpoint<Config extends EndpointConfig>({
  access,
  stepUp = false,
  problems = [],
  idempotent = false,
  resumes = false,
  ...config
}: Config) {
  const codes = new Set<FaultCode>([
    ...problems,
    ...(stepUp ? (['step_up_required'] as const) : []),
    ...commonProblems(access, idempotent, config),
  ]);
  // Given back as what was declared: the handler's types follow from the declaration, and what is added here (problems,
  // security, a header) changes none of them.
  const route = createRoute({
    ...config,
    security: securityOf(access),
    middleware: [
      authorise(access, stepUp),
      ...(idempotent ? [idempotencyMarker(resumes ? 'nothing' : 'answer')] : []),
    ] as MiddlewareHandler<Environment>[],
    request: withIdempotencyHeader(config.request, idempotent),
    responses: { ...problemResponses(codes), ...config.responses },
    'x-foyer-access': access,
  } as unknown as Omit<Config, 'access' | 'stepUp' | 'problems' | 'idempotent' | 'resumes'>);
  return route;
}

/** A router whose validation failures leave by the one door for errors. */
export const newRouter = () =>
  new OpenAPIHono<Environment>({
    defaultHook: (result) => {
      if (result.success) return;
      throw new Fault('invalid_request', undefined, {
        errors: result.error.issues.slice(0, 50).map((issue) => ({
          path: issue.path.join('/'),
          code: issue.code ?? 'invalid',
          message: issue.message,
        })),
      });
    },
  });

export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

/** What a verb knows of the request. Only behind an `access` that needs an asker. */
export function ctxOf(c: RequestContext): Ctx {
  const asker = c.get('asker');
  if (!asker) throw new Fault('unauthenticated');
  return { scope: asker.scope, log: c.get('log') };
}

/** The stable id of what this request creates: the same for every repeat of its Idempotency-Key. */
export const resourceIdOf = (c: RequestContext): string => c.get('resourceId') ?? randomUUID();

function commonProblems(
  access: Access,
  idempotent: boolean,
  config: { method: string; request?: RouteConfig['request'] },
): FaultCode[] {
  return [
    'too_many_requests',
    'internal',
    'service_unavailable',
    ...(config.request ? (['invalid_request'] as const) : []),
    ...(access === 'public' ? [] : (['unauthenticated', 'session_expired', 'forbidden'] as const)),
    ...(config.method === 'get'
      ? []
      : (['cross_site_refused', 'payload_too_large', 'unsupported_media_type'] as const)),
    ...(idempotent
      ? ([
          'idempotency_key_missing',
          'idempotency_in_flight',
          'idempotency_mismatch',
          'outcome_unknown',
        ] as const)
      : []),
  ];
}

function problemResponses(codes: Set<FaultCode>): RouteConfig['responses'] {
  const byStatus = new Map<number, FaultCode[]>();
  for (const code of codes)
    byStatus.set(faultCodes[code].status, [...(byStatus.get(faultCodes[code].status) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      status,
      {
        description: list
          .sort()
          .map((code) => `\`${code}\``)
          .join(', '),
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  );
}

function withIdempotencyHeader(request: RouteConfig['request'], idempotent: boolean): RouteConfig['request'] {
  if (!idempotent) return request;
  const header = z.object({
    'idempotency-key': z
      .string()
      .optional()
      .openapi({ description: 'Required. 1 to 100 visible ASCII characters, best a UUID.' }),
  });
  return { ...request, headers: header };
}

function securityOf(access: Access): Record<string, string[]>[] {
  if (access === 'public') return [];
  if (access.startsWith('oauth:')) return [{ oauth: [access.slice('oauth:'.length)] }];
  return [{ session: [] }, { embedToken: [] }];
}
