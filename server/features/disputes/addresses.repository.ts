import type { Db, Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';

/** Where a person signs in with; null when they have gone. */
export async function findAddress(identityDb: Db, scope: Scope, userId: string): Promise<string | null> {
  return identityDb.read(scope, async (tx) => {
    const [row] = await tx<{ email: string }[]>`
      select email from user_account where id::text = ${userId} and active`;
    return row?.email ?? null;
  });
}

export async function findClientName(tx: Tx, clientId: string): Promise<string> {
  const [row] = await tx<
    { name: string }[]
  >`select legal_name as name from client where client_id = ${clientId}`;
  return row?.name ?? '';
}
