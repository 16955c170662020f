import { z } from '@hono/zod-openapi';
import { endpoint, json, newRouter } from '../../http/endpoint.ts';
import type { Deps } from '../../ports/deps.ts';
import type { Vendor } from '../../ports/payment-gateway.ts';
import { bodyTooLarge } from './payments.errors.ts';
import { receiveEvent } from './receive-event.ts';

type RouteDeps = Pick<Deps, 'db' | 'clock' | 'ids' | 'queue' | 'gateways' | 'supplier'>;

const names: Record<Vendor, string> = { stripe: 'Stripe', paypal: 'PayPal' };
const vendors = Object.keys(names) as Vendor[];

const maxBytes = 1024 * 1024;

/** The vendor's events come in here. Nobody is signed in: the signature over the raw bytes is the credential. */
export const webhookRoutes = (deps: RouteDeps) => {
  const router = newRouter();
  for (const vendor of vendors.filter((one) => deps.gateways[one]))
    router.openapi(
      endpoint({
        method: 'post',
        path: `/webhooks/${vendor}`,
        access: 'public',
        summary: `Events of ${names[vendor]}`,
        description: 'Signed by the vendor. Any order, any number of times; at most 1 MB.',
        responses: { 200: json(z.object({ received: z.literal(true) }), 'Kept; its effects are in place') },
        problems: ['signature_invalid', 'vendor_unavailable'],
      }),
      async (c) => {
        const rawBody = await readCapped(c.req.raw);
        const input = { vendor, rawBody, headers: c.req.raw.headers };
        const result = await receiveEvent({ deps, input, traceId: c.get('traceId') });
        if (result !== 'duplicate') c.get('log').info({ vendor, result }, 'vendor event');
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
