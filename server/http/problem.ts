import type { Context, ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import postgres from 'postgres';
import { CommitUnknownError } from '../db/db.ts';
import { Fault } from '../ports/fault.ts';
import { faultCodes } from '../ports/fault-codes.ts';
import type { Environment } from './environment.ts';

/** The one door for errors: whatever was thrown leaves as an RFC 9457 document without a word about our insides. */
export const onError: ErrorHandler<Environment> = (error, c) => {
  const fault = toFault(error);
  const log = c.get('log');
  if (fault.status >= 500) log?.error({ err: error, code: fault.code }, 'request failed');
  else log?.info({ code: fault.code, detail: fault.message }, 'request refused');
  return problemResponse(c, fault);
};

export const problemResponse = (c: Context<Environment>, fault: Fault): Response => {
  const { title, status } = faultCodes[fault.code];
  const body = {
    type: `urn:foyer:problem:${fault.code}`,
    title,
    status,
    code: fault.code,
    ...(fault.message === title ? {} : { detail: fault.message }),
    requestId: c.get('requestId') ?? '',
    ...(fault.errors ? { errors: fault.errors } : {}),
  };
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  };
  if (fault.retryAfterSeconds !== undefined)
    headers['retry-after'] = String(Math.max(1, Math.ceil(fault.retryAfterSeconds)));
  // The rest of the body is not read, so nothing can follow on this connection.
  if (status === 413) headers.connection = 'close';
  if (status === 401) headers['www-authenticate'] = 'Bearer realm="foyer"';
  return c.newResponse(JSON.stringify(body), status, headers);
};

function toFault(error: Error): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof CommitUnknownError)
    return new Fault('outcome_unknown', undefined, { retryAfterSeconds: 2, cause: error });
  if (error instanceof HTTPException) return fromHttpException(error);
  if (error instanceof postgres.PostgresError) return fromPostgres(error);
  if (isConnectionLoss(error))
    return new Fault('service_unavailable', undefined, { retryAfterSeconds: 2, cause: error });
  return new Fault('internal', undefined, { cause: error });
}

function fromHttpException(error: HTTPException): Fault {
  if (error.status === 413) return new Fault('payload_too_large');
  if (error.status === 400) return new Fault('invalid_request', 'The body could not be read.');
  return new Fault('internal', undefined, { cause: error });
}

/** 57014 statement timeout, 53xxx out of resources, 57Pxx and 08xxx gone away; 22021 and 22P05 text that no column takes. */
function fromPostgres(error: postgres.PostgresError): Fault {
  if (/^(57014|53|57P|08)/.test(error.code))
    return new Fault('service_unavailable', undefined, { retryAfterSeconds: 2, cause: error });
  if (error.code === '22021' || error.code === '22P05')
    return new Fault('invalid_request', 'The text holds a character that cannot be stored.');
  if (error.code === '55P03' || error.code === '40001' || error.code === '40P01')
    return new Fault('conflict', undefined, { retryAfterSeconds: 1, cause: error });
  return new Fault('internal', undefined, { cause: error });
}

const isConnectionLoss = (error: Error): boolean =>
  'code' in error && /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ENOTFOUND)/.test(String(error.code));
