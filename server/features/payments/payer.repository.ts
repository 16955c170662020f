import type { Db, Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';

/** Where a receipt goes when the payer names no address: the address that the payer signs in with. */
export async function findPayerAddress(identityDb: Db, scope: Scope): Promise<string | null> {
  if (scope.actor.kind !== 'user') return null;
  return identityDb.read(scope, async (tx) => {
    const [row] = await tx<{ email: string }[]>`select email from user_account where id = ${scope.actor.id}`;
    return row?.email ?? null;
  });
}

/** Whether the client pays nothing without a purchase order's number. */
export async function isPoRequired(tx: Tx, clientId: string): Promise<boolean> {
  const [row] = await tx<{ required: boolean }[]>`
    select po_required as required from client where client_id = ${clientId}`;
  return row?.required ?? false;
}
