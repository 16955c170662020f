import type { MiddlewareHandler } from 'hono';
import type { Asker } from '../ports/asker.ts';
import { type Capability, houseCapabilities } from '../ports/capability.ts';
import { Fault } from '../ports/fault.ts';
import type { Environment } from './environment.ts';

/** Who may call a route: anybody, anybody signed in, holders of a capability, or machines with an OAuth scope. */
export type Access = 'public' | 'signed-in' | Capability | 'oauth:sync' | 'oauth:embed';

export const authorise =
  (access: Access, stepUp = false): MiddlewareHandler<Environment> =>
  async (c, next) => {
    if (access !== 'public') check(c.get('asker'), access);
    if (stepUp && !c.get('asker')?.steppedUp) throw new Fault('step_up_required');
    await next();
  };

function check(asker: Asker | null, access: Exclude<Access, 'public'>): void {
  if (!asker) throw new Fault('unauthenticated');
  if (access === 'oauth:sync' || access === 'oauth:embed') {
    if (asker.via !== 'oauth' || !asker.oauthScopes.includes(access.slice('oauth:'.length)))
      throw new Fault('forbidden');
    return;
  }
  if (asker.via === 'oauth') throw new Fault('forbidden');
  if (access === 'signed-in') return;
  if (houseCapabilities.includes(access)) {
    if (!asker.scope.house || !asker.scope.capabilities.includes(access)) throw new Fault('forbidden');
    return;
  }
  if (asker.scope.clientId === null) throw new Fault('client_not_chosen');
  if (!asker.scope.capabilities.includes(access)) throw new Fault('forbidden');
}
