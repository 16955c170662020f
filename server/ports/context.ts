import type { Logger } from 'pino';
import type { Scope } from '../db/scope.ts';

/** What a verb knows of the request it serves. */
export type Ctx = { scope: Scope; log: Logger };
