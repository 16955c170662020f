import type { Db } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { User } from './payment-methods.model.ts';

/** The asker as an authority knows one: a person with a role at this client, or a rule of the house. */
export async function findUser(identityDb: Db, scope: Scope): Promise<User> {
  if (scope.actor.kind !== 'user') return { kind: 'rule' };
  const { id } = scope.actor;
  const role = await identityDb.read(scope, async (tx) => {
    const [row] = await tx<{ role: string }[]>`
      select role from membership where client_id = ${scope.clientId} and user_id = ${id} and active`;
    return row?.role ?? null;
  });
  return { kind: 'person', id, role };
}

export async function findAddress(identityDb: Db, scope: Scope): Promise<string | null> {
  if (scope.actor.kind !== 'user') return null;
  return identityDb.read(scope, async (tx) => {
    const [row] = await tx<{ email: string }[]>`select email from user_account where id = ${scope.actor.id}`;
    return row?.email ?? null;
  });
}
