import type { Db, Tx } from '../../db/db.ts';
import type { Scope } from '../../db/scope.ts';
import type { Member } from './recipients.model.ts';

/** Only the house sees every client. */
export async function listClientIds(tx: Tx): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`select client_id as id from client order by client_id`;
  return rows.map(({ id }) => id);
}

/** Open invoices that were issued since a day and are not mailed yet, oldest first. */
export async function listUnsent(
  tx: Tx,
  clientId: string,
  { issuedFrom, limit }: { issuedFrom: string; limit: number },
): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select i.id from invoice i
    where i.client_id = ${clientId} and i.issued_on >= ${issuedFrom}::date and i.standing = 'issued'
      and i.allocated_cents < i.total_cents
      and not exists (select 1 from invoice_delivery d where d.client_id = i.client_id and d.invoice_id = i.id)
    order by i.issued_on, i.id limit ${limit}`;
  return rows.map(({ id }) => id);
}

export async function insertDelivery(
  tx: Tx,
  clientId: string,
  row: { invoiceId: string; at: Date; recipients: number },
): Promise<boolean> {
  const written = await tx`
    insert into invoice_delivery (client_id, invoice_id, delivered_at, recipients)
    values (${clientId}, ${row.invoiceId}, ${row.at}, ${row.recipients})
    on conflict (client_id, invoice_id) do nothing`;
  return written.count > 0;
}

/** The client's people whose access is open at a moment, with the addresses that they sign in with. */
export const listMembers = (identityDb: Db, scope: Scope, at: Date): Promise<readonly Member[]> =>
  identityDb.read(
    scope,
    (tx) => tx<Member[]>`
      select u.id as "userId", u.email, m.role, m.site_ids as "siteIds"
      from membership m join user_account u on u.id = m.user_id and u.active
      where m.client_id = ${scope.clientId} and m.active
        and coalesce(m.valid_from <= ${at}, true) and coalesce(m.valid_to > ${at}, true)
      order by u.email`,
  );
