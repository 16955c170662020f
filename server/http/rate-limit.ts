import type { MiddlewareHandler } from 'hono';
import type { Clock } from '../ports/clock.ts';
import { Fault } from '../ports/fault.ts';
import type { Environment } from './environment.ts';

/** A bucket of `burst` requests that refills at `perMinute`. */
export type Limit = { burst: number; perMinute: number };

export type RateLimits = {
  /** Vendors deliver from few addresses, in bursts. */
  webhookAddress: Limit;
  address: Limit;
  /** People who check a paper, not machines that look for codes. */
  verificationAddress: Limit;
  user: Limit;
  client: Limit;
  embedKey: Limit;
  signInAccount: Limit;
  signInAddress: Limit;
};

export const defaultRateLimits: RateLimits = {
  webhookAddress: { burst: 2_000, perMinute: 60_000 },
  address: { burst: 300, perMinute: 900 },
  verificationAddress: { burst: 30, perMinute: 10 },
  user: { burst: 200, perMinute: 600 },
  client: { burst: 600, perMinute: 3_000 },
  embedKey: { burst: 600, perMinute: 3_000 },
  signInAccount: { burst: 8, perMinute: 1 },
  signInAddress: { burst: 40, perMinute: 6 },
};

export type RateLimiter = {
  /** Takes one from the bucket, or throws `too_many_requests` with the seconds to wait. */
  take(kind: keyof RateLimits, key: string): void;
};

const mostBuckets = 50_000;

/**
 * Token buckets in this process. Several processes each allow the limit: it is there to keep one caller from
 * starving the others, and a shared store would cost every request a round trip.
 */
export function createRateLimiter(clock: Clock, limits: RateLimits = defaultRateLimits): RateLimiter {
  const buckets = new Map<string, { level: number; at: number }>();
  return {
    take(kind, key) {
      const { burst, perMinute } = limits[kind];
      const now = clock.now().getTime();
      const id = `${kind}:${key}`;
      const bucket = buckets.get(id) ?? { level: burst, at: now };
      const level = Math.min(burst, bucket.level + (Math.max(0, now - bucket.at) * perMinute) / 60_000);
      buckets.delete(id);
      if (buckets.size >= mostBuckets) buckets.delete(buckets.keys().next().value ?? '');
      if (level < 1) {
        buckets.set(id, { level, at: now });
        throw new Fault('too_many_requests', undefined, {
          retryAfterSeconds: ((1 - level) * 60) / perMinute,
        });
      }
      buckets.set(id, { level: level - 1, at: now });
    },
  };
}

export const limitByAddress =
  (
    limiter: RateLimiter,
    kind: 'address' | 'webhookAddress' | 'verificationAddress',
    addressOf: (header: (name: string) => string | undefined, socket: string) => string,
    socketOf: (c: { env: unknown }) => string,
  ): MiddlewareHandler<Environment> =>
  async (c, next) => {
    limiter.take(
      kind,
      addressOf((name) => c.req.header(name), socketOf(c)),
    );
    await next();
  };

export const limitByAsker =
  (limiter: RateLimiter): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const asker = c.get('asker');
    if (asker?.userId) limiter.take('user', asker.userId);
    if (asker?.embedKey) limiter.take('embedKey', asker.embedKey);
    if (asker?.scope.clientId) limiter.take('client', asker.scope.clientId);
    await next();
  };
