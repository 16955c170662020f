import type { Context } from 'hono';
import type { Logger } from 'pino';
import type { Asker } from '../ports/asker.ts';
import type { Idempotency } from './idempotency.ts';

/** What middleware leaves on a request for those after it. */
export type Environment = {
  Variables: {
    requestId: string;
    traceId: string;
    log: Logger;
    /** Set once the caller is known. */
    asker: Asker | null;
    /** The stable id of what an idempotent request creates. */
    resourceId: string | null;
    /** Put on each request by app.ts, used by the routes that are idempotent. */
    idempotency: Idempotency;
  };
};

export type RequestContext = Context<Environment>;
