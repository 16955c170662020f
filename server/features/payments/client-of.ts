import type { Scope } from '../../db/scope.ts';

/** Payments are always somebody's; a route lets nobody through who has not chosen a client. */
export function clientIdOf(scope: Scope): string {
  if (scope.clientId === null) throw new Error('a payment needs a client');
  return scope.clientId;
}
