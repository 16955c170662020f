import type { Context } from 'hono';
import type { Env } from '../socket-faults.ts';
import { FaultError } from './faults.ts';

/** The body as an object; an empty one counts as `{}`. Throws `FaultError` on anything else. */
export async function jsonBody(c: Context<Env>): Promise<Record<string, unknown>> {
  const text = await c.req.text();
  if (text === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FaultError('The body is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new FaultError('The body is no object.');
  }
  return Object.fromEntries(Object.entries(value));
}

export function text(body: Record<string, unknown>, name: string): string {
  const value = optionalText(body, name);
  if (value === undefined) throw new FaultError(`${name} is missing.`);
  return value;
}

export function optionalText(body: Record<string, unknown>, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
