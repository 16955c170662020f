import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';

export type TestClient = {
  clientId: string;
  siteIds: string[];
  name: string;
  emailOf(role: TestRole): string;
};
export type TestRole = 'admin' | 'finance' | 'quality' | 'site' | 'viewer';
export const testRoles: TestRole[] = ['admin', 'finance', 'quality', 'site', 'viewer'];

/** A client with three sites and one person for each role; the site person sees the first site alone. */
export async function makeClient(superuser: Sql, name: string): Promise<TestClient> {
  const clientId = randomUUID();
  const siteIds = [randomUUID(), randomUUID(), randomUUID()];
  const emailOf = (role: TestRole) => `${role}@${name}.example`;
  await superuser`
    insert into client (client_id, legal_name, trading_name, abn, gst_registered, payment_terms_days, po_required, postal_address, source, external_id, source_updated_at)
    values (${clientId}, ${`${name} Pty Ltd`}, ${name}, '51824753556', true, 14, false, ${['1 Test Street', 'Sydney NSW 2000']}, 'test', ${name}, '2025-01-01')`;
  for (const [n, id] of siteIds.entries()) {
    await superuser`
      insert into site (client_id, id, code, name, street_address, suburb, state, postcode, time_zone, source, external_id, source_updated_at)
      values (${clientId}, ${id}, ${`S${n}`}, ${`${name} site ${n}`}, '1 Test Street', 'Sydney', 'NSW', '2000', 'Australia/Sydney', 'test', ${`${name}-${n}`}, '2025-01-01')`;
  }
  for (const role of testRoles) {
    const userId = randomUUID();
    await superuser`insert into user_account (id, email, display_name, kind) values (${userId}, ${emailOf(role)}, ${`${role} of ${name}`}, 'client')`;
    await superuser`
      insert into membership (client_id, user_id, role, site_ids, source, external_id, source_updated_at)
      values (${clientId}, ${userId}, ${role}, ${role === 'site' ? siteIds.slice(0, 1) : null}, 'test', ${emailOf(role)}, '2025-01-01')`;
  }
  return { clientId, siteIds, name, emailOf };
}
