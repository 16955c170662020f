import type { ApiAnswer, CardError, Intent } from './protocol.ts';

/** The id that a client secret opens: `pi_1_secret_2` belongs to `pi_1`. */
export const intentIdOf = (clientSecret: string): string => clientSecret.split('_secret_')[0] ?? '';

/** Calls the API as a browser may: with a publishable key and a client secret, and without cookies. */
export async function callApi(
  base: string,
  method: 'GET' | 'POST',
  path: string,
  fields: Record<string, string>,
): Promise<ApiAnswer> {
  const form = new URLSearchParams(fields);
  const url = `${base}/v1${path}${method === 'GET' ? `?${form}` : ''}`;
  let body: unknown;
  try {
    const response = await fetch(url, {
      method,
      credentials: 'omit',
      ...(method === 'POST' ? { body: form } : {}),
    });
    body = await response.json();
  } catch {
    return { error: connectionError() };
  }
  if (isObject(body) && isObject(body.error)) return { error: errorOf(body.error) };
  if (!isIntent(body)) return { error: connectionError() };
  return path.startsWith('/setup_intents') ? { setupIntent: body } : { paymentIntent: body };
}

const connectionError = (): CardError => ({
  type: 'api_connection_error',
  message: 'We could not reach the payment service. Check your connection and try again.',
});

function errorOf(fields: Record<string, unknown>): CardError {
  return { ...fields, type: String(fields.type), message: String(fields.message) };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isIntent = (value: unknown): value is Intent =>
  isObject(value) && typeof value.id === 'string' && typeof value.status === 'string';
