import { ApiError } from '@paypal/paypal-server-sdk';
import { z } from 'zod';
import {
  type GatewayFailure,
  GatewayGone,
  GatewayRefused,
  GatewayUnknown,
} from '../../ports/payment-gateway.ts';

/** Nobody answered, or what answered was not well: it may go better the next time. */
export const isTransient = (error: unknown): boolean =>
  error instanceof ApiError ? error.statusCode >= 500 || isBusy(error) : !isOwnMistake(error);

/** The token was taken back before its time. */
export const isUnauthorised = (error: unknown): boolean =>
  error instanceof ApiError && error.statusCode === 401;

const isBusy = ({ statusCode }: ApiError): boolean => [408, 409, 425, 429].includes(statusCode);

const isOwnMistake = (error: unknown): boolean =>
  error instanceof GatewayRefused || error instanceof TypeError || error instanceof RangeError;

/**
 * Refused means that PayPal read the request, said no and made nothing. Everything else leaves it open whether something
 * was made: an answer that cannot be read too, and another call with the same id that is at work.
 */
export function toGatewayError(error: unknown): unknown {
  if (error instanceof GatewayRefused || error instanceof GatewayUnknown || isOwnMistake(error)) return error;
  if (error instanceof ApiError && error.statusCode < 500 && !isBusy(error)) {
    return error.statusCode === 404
      ? new GatewayGone(summary(error), { cause: error })
      : new GatewayRefused(summary(error), { cause: error });
  }
  return new GatewayUnknown(summary(error), { cause: error });
}

const errorBody = z.object({
  name: z.string().optional(),
  details: z.array(z.object({ issue: z.string().optional() })).default([]),
});

/** What PayPal calls the trouble, from a 422: nothing was done. Null for every other error. */
export function issueOf(error: unknown): string | null {
  if (!(error instanceof ApiError) || error.statusCode !== 422) return null;
  return bodyOf(error)?.details[0]?.issue ?? 'UNPROCESSABLE_ENTITY';
}

const failures: Readonly<Record<string, GatewayFailure>> = {
  INSTRUMENT_DECLINED: 'card_declined',
  TRANSACTION_REFUSED: 'card_declined',
  CARD_EXPIRED: 'expired_card',
  CARD_CLOSED: 'card_declined',
  PAYER_ACTION_REQUIRED: 'authentication_failed',
  ORDER_NOT_APPROVED: 'authentication_failed',
};
export const failureOf = (issue: string): GatewayFailure => failures[issue] ?? 'vendor_refused';

function bodyOf(error: ApiError) {
  try {
    return errorBody.parse(JSON.parse(String(error.body)));
  } catch {
    return null;
  }
}

/** Status, name, issue and debug id: enough to ask PayPal about it, and nothing of the payer's. */
function summary(error: unknown): string {
  if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error);
  const body = bodyOf(error);
  return [error.statusCode, body?.name, body?.details[0]?.issue, error.headers['paypal-debug-id']]
    .filter(Boolean)
    .join(' ');
}
