import { houseScope, type Scope } from '../../db/scope.ts';

/** The identity role sees its tables whoever asks; the scope only says whose work the audit entry is. */
export const identityScope = (traceId: string): Scope => houseScope('identity', traceId);
