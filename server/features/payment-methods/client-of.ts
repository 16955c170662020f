import type { Scope } from '../../db/scope.ts';

/** A method is always somebody's; a route lets nobody through who has not chosen a client. */
export function clientIdOf(scope: Scope): string {
  if (scope.clientId === null) throw new Error('a payment method needs a client');
  return scope.clientId;
}
