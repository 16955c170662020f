import type { z } from 'zod';
import { Fault } from '../ports/fault.ts';

/** A place in a list, as text that callers hand back and do not read: base64url of the sort keys as JSON. */
export const encodeCursor = (keys: unknown): string =>
  Buffer.from(JSON.stringify(keys), 'utf8').toString('base64url');

/** The sort keys of a cursor; whatever is not one of ours, for this list and order, is `invalid_cursor`. */
export function decodeCursor<Keys>(schema: z.ZodType<Keys>, cursor: string): Keys {
  const parsed = schema.safeParse(parse(cursor));
  // Text that decodes to the same keys by another way is not what we gave out.
  if (!parsed.success || encodeCursor(parsed.data) !== cursor) throw new Fault('invalid_cursor');
  return parsed.data;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
