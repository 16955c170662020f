import type { Scope } from '../../db/scope.ts';
import type { DisputeSide } from './disputes.contract.ts';

/** For whom the asker may speak; null for those who may only read. */
export function sideOf(scope: Scope): DisputeSide | null {
  if (scope.capabilities.includes('disputes:settle')) return 'contractor';
  return scope.capabilities.includes('disputes:raise') ? 'client' : null;
}

/** Disputes are always some client's; a route lets nobody through who has not chosen one. */
export function clientIdOf(scope: Scope): string {
  if (scope.clientId === null) throw new Error('a dispute needs a client');
  return scope.clientId;
}
