import type { Scope } from '../../db/scope.ts';

/** The asker with the house's eyes, for one client or for none. Audit entries still name the asker. */
export const houseOf = (scope: Scope, clientId: string | null): Scope => ({
  ...scope,
  clientId,
  capabilities: ['*'],
  siteIds: 'all',
  validUntil: null,
  house: true,
});
