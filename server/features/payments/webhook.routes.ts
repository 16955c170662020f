import { z } from '@hono/zod-openapi';
import { endpoint, json, newRouter } from '../../http/endpoint.ts';
import type { Deps } from '../../ports/deps.ts';
import { bodyTooLarge } from './payments.errors.ts';
import { receiveEvent } from './receive-event.ts';

type RouteDeps = Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'gateway' | 'supplier'>;

const maxBytes = 1024 * 1024;

/** The vendor's events come in here. Nobody is signed in: the signature over the raw bytes is the credential. */
export const webhookRoutes = (deps: RouteDeps) => {
  const router = newRouter();
  router.openapi(
    endpoint({
      method: 'post',
      path: '/webhooks/stripe',
      access: 'public',
      summary: 'Events of the payment vendor',
      description: 'Signed by the vendor. Any order, any number of times; at most 1 MB.',
      responses: { 200: json(z.object({ received: z.literal(true) }), 'Kept; its effects are in place') },
      problems: ['signature_invalid'],
    }),
    async (c) => {
      const rawBody = await readCapped(c.req.raw);
      const traceId = c.get('traceId');
      const result = await receiveEvent({ deps, input: { rawBody, headers: c.req.raw.headers }, traceId });
      if (result !== 'duplicate') c.get('log').info({ result }, 'vendor event');
      return c.json({ received: true } as const, 200);
    },
  );
  return router;
};

/** The bytes as they came: a signature does not survive parsing. Stops reading when it is too much. */
async function readCapped(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw bodyTooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > maxBytes) throw bodyTooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}
