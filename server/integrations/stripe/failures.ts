import { BrokenCircuitError, BulkheadRejectedError, TaskCancelledError } from 'cockatiel';
import Stripe from 'stripe';
import { GatewayRefused, GatewayUnknown } from '../../ports/payment-gateway.ts';

/** Nobody answered, or what answered was not well: it may go better the next time. */
export function isTransient(error: unknown): boolean {
  const { StripeConnectionError, StripeAPIError, StripeRateLimitError } = Stripe.errors;
  return (
    error instanceof StripeConnectionError ||
    error instanceof StripeAPIError ||
    error instanceof StripeRateLimitError
  );
}

/**
 * Refused means that the vendor read the request, said no and made nothing. Everything else leaves it open whether
 * something was made: an idempotency conflict too, since another call with the key may be at work.
 */
export function toGatewayError(error: unknown): unknown {
  const { StripeCardError, StripeInvalidRequestError, StripeAuthenticationError, StripePermissionError } =
    Stripe.errors;
  if (
    error instanceof StripeCardError ||
    error instanceof StripeInvalidRequestError ||
    error instanceof StripeAuthenticationError ||
    error instanceof StripePermissionError
  ) {
    return new GatewayRefused(summary(error), { cause: error });
  }
  const isOpen =
    error instanceof Stripe.errors.StripeError ||
    error instanceof BrokenCircuitError ||
    error instanceof BulkheadRejectedError ||
    error instanceof TaskCancelledError;
  return isOpen ? new GatewayUnknown(summary(error), { cause: error, isFinal: isReplayed(error) }) : error;
}

/** Whether Stripe refused because it has nothing of that id. */
export const isMissing = (error: unknown): boolean =>
  error instanceof GatewayRefused &&
  error.cause instanceof Stripe.errors.StripeInvalidRequestError &&
  error.cause.code === 'resource_missing';

/** Stripe keeps its answer to a key whatever it was, a 500 too, and says so when it gives it again. */
const isReplayed = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeAPIError && error.headers?.['idempotent-replayed'] === 'true';

/** Type, code and request id: enough to ask the vendor about it, and nothing of the payer's. */
function summary(error: Error): string {
  if (!(error instanceof Stripe.errors.StripeError)) return error.message;
  return [error.type, error.code, error.statusCode, error.requestId].filter(Boolean).join(' ');
}
