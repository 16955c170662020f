import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { TestClient } from './two-clients.ts';

export type SeedInvoice = {
  number?: string;
  totalCents?: number;
  siteIds?: string[];
  issuedOn?: string;
  dueOn?: string;
};

let counter = 0;

/** One issued invoice with one line; its total carries 10 % GST. @returns its id */
export async function seedInvoice(
  superuser: Sql,
  client: TestClient,
  given: SeedInvoice = {},
): Promise<string> {
  const id = randomUUID();
  counter += 1;
  const total = given.totalCents ?? 110_00;
  const gst = Math.round(total / 11);
  const number = given.number ?? `INV-${String(counter).padStart(5, '0')}`;
  const siteIds = given.siteIds ?? client.siteIds.slice(0, 1);
  await superuser`
    insert into invoice (client_id, id, number, issued_on, due_on, gst_rounding_method, net_cents, gst_cents, total_cents, standing, site_ids, search_text, source, external_id, source_updated_at)
    values (${client.clientId}, ${id}, ${number}, ${given.issuedOn ?? '2026-01-05'}, ${given.dueOn ?? '2026-01-19'}, 'total', ${total - gst}, ${gst}, ${total}, 'issued', ${siteIds}::uuid[], ${number.toLowerCase()}, 'test', ${id}, '2026-01-05')`;
  await superuser`
    insert into invoice_line (client_id, invoice_id, line_no, description, quantity, unit, unit_price, net_cents, gst_code, gst_cents, site_id)
    values (${client.clientId}, ${id}, 1, 'Contract cleaning', 1, 'month', ${(total - gst) / 100}, ${total - gst}, 'GST', ${gst}, ${siteIds[0] ?? null})`;
  return id;
}
