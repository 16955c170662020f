import { z } from '@hono/zod-openapi';

/** Shared wire schemas: what every list, page and problem has in common. */

export const id = z.uuid().openapi({ example: '019508f0-7c3e-7bd2-a3a5-5a1f3c2f7a10' });
export const day = z.iso.date().openapi({ example: '2026-03-03' });
export const instant = z.iso.datetime().openapi({ example: '2026-03-03T02:15:00.000Z' });
export const cents = z.int().openapi({ description: 'Whole cents.', example: 412050 });
export const currency = z.literal('AUD');

/** Opaque: clients hand back what they were given. */
export const cursor = z
  .string()
  .min(1)
  .max(500)
  .openapi({ description: 'From `nextCursor` of the page before.' });

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: cursor.optional(),
});

/** A page of a list; `asOf` is the moment the answer was read. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), asOf: instant });

/** Where a synced fact comes from and how fresh it is. */
export const provenance = z
  .object({
    kind: z.enum(['synced', 'manual', 'derived']),
    source: z.string().nullable(),
    externalId: z.string().nullable(),
    sourceUpdatedAt: instant.nullable(),
    syncedAt: instant.nullable(),
  })
  .openapi('Provenance');

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .openapi('Problem');

export type Page<T> = { items: T[]; nextCursor: string | null; asOf: string };
export type Provenance = z.infer<typeof provenance>;
