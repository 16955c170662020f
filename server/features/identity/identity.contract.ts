import { z } from '@hono/zod-openapi';
import { id, instant } from '../../http/wire.ts';

export const signInRequest = z
  .object({ email: z.email().max(254), password: z.string().min(1).max(1_000) })
  .strict()
  .openapi('SignInRequest');

export const stepUpRequest = z
  .object({ password: z.string().min(1).max(1_000) })
  .strict()
  .openapi('StepUpRequest');
export const stepUpAnswer = z.object({ until: instant }).openapi('StepUp');

export const siteOfMe = z
  .object({ id, code: z.string(), name: z.string(), state: z.string(), timeZone: z.string() })
  .openapi('Site');

export const me = z
  .object({
    user: z.object({
      id,
      displayName: z.string(),
      email: z.string(),
      kind: z.enum(['client', 'contractor']),
    }),
    /** Null for the contractor's staff until they choose one. */
    client: z.object({ id, name: z.string(), abn: z.string(), brand: z.string() }).nullable(),
    role: z.string(),
    capabilities: z.array(z.string()),
    siteScope: z.union([z.literal('all'), z.array(id)]),
    sites: z.array(siteOfMe),
    asOf: instant,
  })
  .openapi('Me');

export const sessionAnswer = z.object({ authenticated: z.boolean(), me: me.nullable() }).openapi('Session');

export const sessionItem = z
  .object({
    id: z.string(),
    current: z.boolean(),
    createdAt: instant,
    lastSeenAt: instant,
    expiresAt: instant,
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
  })
  .openapi('SignedInSession');
export const sessionList = z.object({ items: z.array(sessionItem), nextCursor: z.null(), asOf: instant });
export const sessionId = z.object({ id: z.string().regex(/^[0-9a-f]{64}$/) });

export const clientItem = z
  .object({ id, name: z.string(), abn: z.string(), brand: z.string() })
  .openapi('Client');
export const clientList = z.object({ items: z.array(clientItem), nextCursor: z.null(), asOf: instant });
export const siteList = z.object({ items: z.array(siteOfMe), nextCursor: z.null(), asOf: instant });
export const chooseClientRequest = z.object({ clientId: id }).strict();

const origin = z
  .string()
  .max(200)
  .regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/)
  .openapi({
    description: 'Scheme, host and port exactly as the browser sends it.',
    example: 'https://tenants.partner.example',
  });

export const embedSessionRequest = z
  .object({
    /** Whose session it becomes: a person of the client that the OAuth client is confined to. */
    userEmail: z.email().max(254),
    widgets: z.array(z.string().max(40)).min(1).max(20),
    /** Narrows the person's own sites further. */
    siteIds: z.array(id).min(1).max(500).optional(),
    origin,
  })
  .strict()
  .openapi('EmbedSessionRequest');
export const embedSessionAnswer = z
  .object({ clientSecret: z.string(), expiresAt: instant })
  .openapi('EmbedSession');
export const embedTokenRequest = z
  .object({ clientSecret: z.string().min(20).max(200) })
  .strict()
  .openapi('EmbedTokenRequest');
export const embedTokenAnswer = z
  .object({ accessToken: z.string(), expiresAt: instant, widgets: z.array(z.string()), me })
  .openapi('EmbedToken');

export type Me = z.infer<typeof me>;
export type SessionAnswer = z.infer<typeof sessionAnswer>;
export type SessionItem = z.infer<typeof sessionItem>;
export type EmbedSessionRequest = z.infer<typeof embedSessionRequest>;
export type EmbedSessionAnswer = z.infer<typeof embedSessionAnswer>;
export type EmbedTokenAnswer = z.infer<typeof embedTokenAnswer>;
