import type { Scope } from '../../db/scope.ts';

/**
 * The same asker with the house's eyes, for one client: whether an invoice is being paid by somebody else may not
 * depend on what the asker is allowed to see. Audit entries still name the asker.
 */
export const withHouseEyes = (scope: Scope, clientId: string): Scope => ({
  ...scope,
  clientId,
  capabilities: ['*'],
  siteIds: 'all',
  validUntil: null,
  house: true,
});
