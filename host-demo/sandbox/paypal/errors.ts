import type { JsonObject } from '../json.ts';
import { newId } from './ids.ts';

type Detail = { issue: string; description: string; field?: string; location?: string };

/** An answer in PayPal's error shape: `{ name, message, details: [{ issue, description }], debug_id, links }`. */
export class PaypalError extends Error {
  readonly status: number;
  readonly body: JsonObject;
  /** Whether the same PayPal-Request-Id gets this answer again. */
  readonly isKept: boolean;

  constructor(status: number, name: string, message: string, details: Detail[] = [], isKept = false) {
    super(`${name} ${details.map(({ issue }) => issue).join(' ')}`);
    this.status = status;
    this.body = { name, message, debug_id: newId(13).toLowerCase(), details, links: [] };
    this.isKept = isKept;
  }
}

export const invalidRequest = (issue: string, field: string, description: string): PaypalError =>
  new PaypalError(
    400,
    'INVALID_REQUEST',
    'Request is not well-formed, syntactically incorrect, or violates schema.',
    [{ field, location: 'body', issue, description }],
  );

export const notFound = (): PaypalError =>
  new PaypalError(404, 'RESOURCE_NOT_FOUND', 'The specified resource does not exist.', [
    { issue: 'INVALID_RESOURCE_ID', description: 'Specified resource ID does not exist.' },
  ]);

export const unprocessable = (issue: string, description: string, isKept = false): PaypalError =>
  new PaypalError(
    422,
    'UNPROCESSABLE_ENTITY',
    'The requested action could not be performed, semantically incorrect, or failed business validation.',
    [{ issue, description }],
    isKept,
  );

export const requestInProgress = (): PaypalError =>
  new PaypalError(409, 'RESOURCE_CONFLICT', 'The server has detected a conflict.', [
    {
      issue: 'PREVIOUS_REQUEST_IN_PROGRESS',
      description: 'A previous request on this resource is currently in progress.',
    },
  ]);

export const tooManyRequests = (): PaypalError =>
  new PaypalError(429, 'RATE_LIMIT_REACHED', 'Too many requests. Blocked due to rate limiting.');

export const serverError = (): PaypalError =>
  new PaypalError(500, 'INTERNAL_SERVER_ERROR', 'An internal server error occurred.');
