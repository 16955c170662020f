import type { Scope } from '../../db/scope.ts';

/** What no client owns is read and audited in the house's own name, whichever client the asker looks at. */
export const asHouse = (scope: Scope): Scope => ({ ...scope, clientId: null });
