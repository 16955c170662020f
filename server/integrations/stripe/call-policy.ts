import {
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  type IPolicy,
  retry,
  wrap,
} from 'cockatiel';
import Stripe from 'stripe';
import { isTransient } from './failures.ts';

/**
 * One more try when the connection broke before an answer, and no call at all while the vendor is down. Every call
 * may be repeated: reads change nothing, a creation carries its idempotency key, cancelling twice is cancelling once.
 * The SDK's own time limit ends each try. What the vendor refuses does not count against it.
 */
export function callPolicy(): IPolicy {
  const unreachable = handleWhen(
    (error) => error instanceof Stripe.errors.StripeConnectionError && !isTimeout(error),
  );
  return wrap(
    retry(unreachable, {
      maxAttempts: 1,
      backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 1_000 }),
    }),
    circuitBreaker(handleWhen(isTransient), {
      halfOpenAfter: 5_000,
      breaker: new ConsecutiveBreaker(8),
    }),
  );
}

/** A payer waits: a call that took its whole time is not made again here. A job takes over. */
const isTimeout = (error: Error): boolean => /timeout|timed out/i.test(error.message);
