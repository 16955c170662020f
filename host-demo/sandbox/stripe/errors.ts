import type { JsonObject } from '../json.ts';

/** An answer in Stripe's error shape: `{ error: { type, code, message, ... } }`. */
export class StripeError extends Error {
  readonly status: number;
  readonly body: JsonObject;
  /** Whether a keyed request remembers this answer: only what happened after execution began is kept. */
  readonly saved: boolean;

  constructor(status: number, error: JsonObject & { type: string; message: string }, saved = false) {
    super(error.message);
    this.status = status;
    this.body = { error };
    this.saved = saved;
  }
}

const invalid = (status: number, message: string, more: JsonObject = {}): StripeError =>
  new StripeError(status, { type: 'invalid_request_error', message, ...more });

export const missingParameter = (param: string): StripeError =>
  invalid(400, `Missing required param: ${param}.`, { code: 'parameter_missing', param });

export const unknownParameter = (param: string): StripeError =>
  invalid(400, `Received unknown parameter: ${param}`, { code: 'parameter_unknown', param });

export const invalidParameter = (param: string, message: string, code?: string): StripeError =>
  invalid(400, message, code === undefined ? { param } : { code, param });

export const noSuch = (what: string, id: string, param = 'id', status = 404): StripeError =>
  invalid(status, `No such ${what}: '${id}'`, { code: 'resource_missing', param });

export const unrecognisedUrl = (method: string, path: string): StripeError =>
  invalid(404, `Unrecognized request URL (${method}: ${path}).`);

export const unauthenticated = (message: string): StripeError => invalid(401, message);

export const unexpectedState = (
  what: 'payment_intent' | 'setup_intent',
  message: string,
  subject: JsonObject,
) =>
  new StripeError(400, {
    type: 'invalid_request_error',
    code: `${what}_unexpected_state`,
    message,
    [what]: subject,
  });

export const cardError = (error: JsonObject & { message: string }): StripeError =>
  new StripeError(402, { type: 'card_error', ...error }, true);

export const keyReused = (key: string): StripeError =>
  new StripeError(400, {
    type: 'idempotency_error',
    message:
      `Keys for idempotent requests can only be used with the same parameters they were first used with. ` +
      `Try using a key other than '${key}' if you meant to execute a different request.`,
  });

export const keyInUse = (key: string): StripeError =>
  new StripeError(409, {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message:
      `There is currently another in-progress request using this Idempotent Key: ${key} ` +
      `(that probably means you submitted twice, and the other request is still going through).`,
  });

export const tooManyRequests = (): StripeError =>
  new StripeError(429, {
    type: 'invalid_request_error',
    code: 'rate_limit',
    message: 'Request rate limit exceeded.',
  });

export const serverError = (): StripeError =>
  new StripeError(
    500,
    { type: 'api_error', message: 'An unknown error occurred. Contact support if it keeps happening.' },
    true,
  );
