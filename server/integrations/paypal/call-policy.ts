import {
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  type IPolicy,
  retry,
  wrap,
} from 'cockatiel';
import { isTransient } from './failures.ts';

/**
 * One more try when the connection broke before an answer, and no call at all while the vendor is down. Every call may be
 * repeated: reads change nothing, and orders and captures carry a PayPal-Request-Id. A call that took its whole time is
 * not made again here: a payer waits, and a job takes over.
 */
export const callPolicy = (): IPolicy =>
  wrap(
    retry(handleWhen(isBrokenConnection), {
      maxAttempts: 1,
      backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 1_000 }),
    }),
    circuitBreaker(handleWhen(isTransient), {
      halfOpenAfter: 5_000,
      breaker: new ConsecutiveBreaker(8),
    }),
  );

const isBrokenConnection = (error: Error): boolean =>
  'code' in error && ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'EAI_AGAIN'].includes(String(error.code));
