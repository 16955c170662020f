import type { Db } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import { listClientIds } from './reconciliation.repository.ts';

/** Ours, client by client: no transaction sees two. */
export async function ofClients<Row>(
  db: Db,
  scope: Scope,
  read: (tx: Parameters<Parameters<Db['read']>[1]>[0], clientId: string) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const clientId of await db.read(scope, listClientIds))
    rows.push(...(await db.read({ ...scope, clientId }, (tx) => read(tx, clientId))));
  return rows;
}
