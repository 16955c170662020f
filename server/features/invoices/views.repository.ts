import type { Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';

/** @returns whether this was the first view */
export async function insertView(
  tx: Tx,
  scope: Scope,
  row: { invoiceId: string; at: Date },
): Promise<boolean> {
  const written = await tx`
    insert into invoice_view (client_id, invoice_id, viewed_at, viewed_by, viewed_by_name)
    values (${scope.clientId}, ${row.invoiceId}, ${row.at}, ${scope.actor.id}, ${scope.actor.name})
    on conflict (client_id, invoice_id) do nothing`;
  return written.count > 0;
}
