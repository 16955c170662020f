import type { Sql } from 'postgres';
import { newToken, tokenHash, tokenHashHex } from '../../../server/features/identity/tokens.ts';

/** Somebody of the finance role at one client, signed in to the portal and on a partner's page. */
export type Asker = { clientId: string; email: string; cookie: string; embedToken: string };

export const partnerOrigin = 'https://partner.example';
const clients = 200;
/** Ids that tell their number; the database sees ordinary UUIDs. */
const id = (kind: string, n: string) =>
  `('019a${kind}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** Two hundred clients with three sites and one person each, and this many invoices spread evenly over them. */
export async function seedInvoices(superuser: Sql, invoices: number): Promise<Asker[]> {
  await superuser.unsafe(`
    set synchronous_commit = off;
    insert into client (client_id, legal_name, trading_name, abn, gst_registered, payment_terms_days, po_required, postal_address, source, external_id, source_updated_at)
    select ${id('0001', 'n')}, 'Client ' || n, 'Client ' || n, '51824753556', true, 14, false, array['1 Bench Street', 'Sydney NSW 2000'], 'bench', n, '2025-01-01'
    from generate_series(1, ${clients}) n;
    insert into site (client_id, id, code, name, street_address, suburb, state, postcode, time_zone, source, external_id, source_updated_at)
    select ${id('0001', 'n')}, ${id('0002', 'n * 3 + s')}, 'S' || s, 'Site ' || s, '1 Bench Street', 'Sydney', 'NSW', '2000', 'Australia/Sydney', 'bench', n || '-' || s, '2025-01-01'
    from generate_series(1, ${clients}) n, generate_series(0, 2) s;
    insert into user_account (id, email, display_name, kind)
    select ${id('0003', 'n')}, 'finance@client' || n || '.example', 'Finance ' || n, 'client' from generate_series(1, ${clients}) n;
    insert into membership (client_id, user_id, role, source, external_id, source_updated_at)
    select ${id('0001', 'n')}, ${id('0003', 'n')}, 'finance', 'bench', n, '2025-01-01' from generate_series(1, ${clients}) n;
    insert into oauth_client (id, name, secret_sealed, scopes, allowed_origins) values ('bench', 'Bench', '', '{embed}', '{${partnerOrigin}}');
    set session_replication_role = replica;
    insert into invoice (client_id, id, number, issued_on, due_on, gst_rounding_method, net_cents, gst_cents, total_cents, standing, po_number, site_ids, search_text, source, external_id, source_updated_at)
    select ${id('0001', 'c')}, ${id('0004', 'c * 100000 + k')}, 'INV-' || k, date '2023-11-22' + (k * 1095 / ${Math.ceil(invoices / clients)})::integer,
      date '2023-12-06' + (k * 1095 / ${Math.ceil(invoices / clients)})::integer, 'total', 10000 + k, 1000, 11000 + k, 'issued', 'PO-' || k,
      array[${id('0002', 'c * 3 + k % 3')}], 'inv-' || k, 'bench', k, '2025-01-01'
    from generate_series(1, ${clients}) c, generate_series(1, ${Math.ceil(invoices / clients)}) k;
    reset session_replication_role;
    reset synchronous_commit;`);
  await superuser.unsafe('vacuum analyze invoice, site, client, user_account, membership');
  return Promise.all(Array.from({ length: 8 }, (_, n) => signIn(superuser, n + 1)));
}

async function signIn(superuser: Sql, n: number): Promise<Asker> {
  const [row] = await superuser<{ clientId: string; userId: string; email: string }[]>`
    select m.client_id as "clientId", m.user_id as "userId", u.email from membership m join user_account u on u.id = m.user_id
    where u.email = ${`finance@client${n}.example`}`;
  if (!row) throw new Error('the person to sign in was not made');
  const [session, embedToken] = [newToken('fs'), newToken('fet')];
  await superuser`
    insert into user_session (id, user_id, expires_at, acting_client_id)
    values (${tokenHashHex(session)}, ${row.userId}, now() + interval '1 hour', ${row.clientId})`;
  await superuser`
    insert into embed_token (hash, client_id, user_id, oauth_client_id, widgets, origin, expires_at)
    values (${tokenHash(embedToken)}, ${row.clientId}, ${row.userId}, 'bench', '{invoice-pay}', ${partnerOrigin}, now() + interval '1 hour')`;
  return { clientId: row.clientId, email: row.email, cookie: `__Host-foyer=${session}`, embedToken };
}
