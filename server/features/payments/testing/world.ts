import { randomBytes } from 'node:crypto';
import pino from 'pino';
import postgres, { type Sql } from 'postgres';
import { v7 as uuidv7 } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { forClient } from '../../../../test/support/for-client.ts';
import { createDb, type Db } from '../../../db/db.ts';
import type { Scope } from '../../../db/scope.ts';
import { createQueue } from '../../../jobs/queue.ts';
import type { Ctx } from '../../../ports/context.ts';
import type { Deps } from '../../../ports/deps.ts';
import type { Mail, Mailer } from '../../../ports/mailer.ts';
import type { PaymentGateway } from '../../../ports/payment-gateway.ts';
import { rail } from '../payments.contract.ts';

export type PaymentDeps = Omit<Deps, 'keyRing'>;

export const supplier: Deps['supplier'] = {
  legalName: 'Foyer Facility Services Pty Ltd',
  abn: '51824753556',
  addressLines: ['Level 4, 88 Wharf Street', 'Pyrmont NSW 2009'],
  email: 'accounts@foyer.example',
  phone: '02 5550 0142',
  timeZone: 'Australia/Sydney',
};

/** Every rail, with limits that no test meets by accident. */
export const testRails: Deps['rails'] = {
  limits: Object.fromEntries(rail.options.map((name) => [name, { minCents: 1, maxCents: 99_999_999_999 }])),
  surcharges: [],
  biller: { code: '123456', checkDigit: 'MOD10V01' },
  account: { name: 'Foyer Facility Services Pty Ltd', bsb: '062000', accountNumber: '12345678' },
};

/** A database with two clients, and everything that the payments' verbs need. */
export type World<Gateway extends PaymentGateway> = {
  database: TestDatabase;
  db: Db;
  /** Sees everything, behind row-level security. */
  sql: Sql;
  deps: PaymentDeps & { gateway: Gateway };
  gateway: Gateway;
  mails: Mail[];
  clients: { a: string; b: string };
  sites: string[];
  /** Moves the clock that the verbs read. */
  advance(ms: number): void;
  user(options?: { clientId?: string; capabilities?: string[]; siteIds?: 'all' | string[] }): Promise<Ctx>;
  invoice(options?: {
    clientId?: string;
    totalCents?: number;
    siteIds?: string[];
    standing?: string;
  }): Promise<string>;
  /** Tasks that wait in the queue, by name. */
  jobs(): Promise<{ task: string; payload: Record<string, string> }[]>;
  close(): Promise<void>;
};

export const silent = pino({ level: 'silent' });

export async function createWorld<Gateway extends PaymentGateway>(
  gateway: Gateway,
  options: { mailer?: Mailer; vaults?: Deps['vaults'] } = {},
): Promise<World<Gateway>> {
  const database = await createTestDatabase();
  const db = createDb({ url: database.appUrl, max: 16 });
  const identityDb = createDb({ url: database.identityUrl, max: 2 });
  const sql = postgres(database.superuserUrl, { max: 3, onnotice: () => {} });
  const mails: Mail[] = [];
  let offset = 0;
  const clients = { a: uuidv7(), b: uuidv7() };
  const sites = [uuidv7(), uuidv7()];
  await seed(sql, clients, sites);
  let number = 0;

  return {
    database,
    db,
    sql,
    gateway,
    mails,
    clients,
    sites,
    deps: {
      db,
      identityDb,
      gateway,
      gateways: { [gateway.vendor]: gateway },
      vaults: options.vaults ?? {},
      rails: testRails,
      vendorLedgers: {},
      supplier,
      clock: { now: () => new Date(Date.now() + offset) },
      ids: { next: () => uuidv7() },
      queue: createQueue(),
      mailer: options.mailer ?? { send: async (mail) => void mails.push(mail) },
      origin: 'https://portal.example',
    },
    advance(ms) {
      offset += ms;
    },
    async user({
      clientId = clients.a,
      capabilities = ['invoices:read', 'invoices:pay'],
      siteIds = 'all',
    } = {}) {
      const id = uuidv7();
      await sql`insert into user_account (id, email, display_name, kind) values (${id}, ${`u${id}@client.example`}, 'Asha Rao', 'client')`;
      const scope: Scope = {
        clientId,
        actor: { kind: 'user', id, name: 'Asha Rao' },
        capabilities,
        siteIds,
        validUntil: null,
        house: false,
        traceId: randomBytes(16).toString('hex'),
      };
      return { scope, log: silent };
    },
    async invoice({
      clientId = clients.a,
      totalCents = 11_000,
      siteIds = [sites[0] ?? ''],
      standing = 'issued',
    } = {}) {
      const id = uuidv7();
      number += 1;
      const name = `INV-${1000 + number}`;
      const gst = Math.round(totalCents / 11);
      await forClient(
        sql,
        clientId,
        (
          tx,
        ) => tx`insert into invoice (client_id, id, number, issued_on, due_on, gst_rounding_method, net_cents, gst_cents, total_cents, standing, site_ids, search_text, source, external_id, source_updated_at)
        values (${clientId}, ${id}, ${name}, '2026-03-03', '2026-04-02', 'total', ${totalCents - gst}, ${gst}, ${totalCents}, ${standing}, ${siteIds}::uuid[], '', 'test', ${id}, now())`,
      );
      return id;
    },
    async jobs() {
      const rows = await sql<{ task: string; payload: Record<string, string> }[]>`
        select t.identifier as task, j.payload from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`;
      return [...rows];
    },
    async close() {
      await Promise.all([db.close(), identityDb.close(), sql.end()]);
      await database.drop();
    },
  };
}

async function seed(sql: Sql, clients: { a: string; b: string }, sites: string[]): Promise<void> {
  for (const [name, id] of Object.entries(clients)) {
    await sql`insert into client (client_id, legal_name, trading_name, abn, gst_registered, payment_terms_days, po_required, postal_address, source, external_id, source_updated_at)
      values (${id}, ${`Client ${name.toUpperCase()} Pty Ltd`}, ${name}, '51824753556', true, 30, false, ${['1 George Street', 'Sydney NSW 2000']}, 'test', ${name}, now())`;
  }
  for (const [n, id] of sites.entries()) {
    await sql`insert into site (client_id, id, code, name, street_address, suburb, state, postcode, time_zone, source, external_id, source_updated_at)
      values (${clients.a}, ${id}, ${`S${n}`}, ${`Site ${n}`}, '1 George Street', 'Sydney', 'NSW', '2000', 'Australia/Sydney', 'test', ${id}, now())`;
  }
}

/**
 * I1 and I4 in SQL: each line is a fault. Repeated sums equal the ledger, nothing is over-allocated, each payment that
 * ever captured money has exactly one receipt, and no vendor's payment is recorded twice.
 */
export async function ledgerFaults(sql: Sql): Promise<string[]> {
  const rows = await sql<{ fault: string }[]>`
    select 'invoice ' || i.id || ' repeats ' || i.allocated_cents || ' and the ledger says ' || coalesce(sum(a.amount_cents), 0) as fault
      from invoice i left join allocation a on a.client_id = i.client_id and a.invoice_id = i.id
      group by i.client_id, i.id having i.allocated_cents <> coalesce(sum(a.amount_cents), 0) or i.allocated_cents > i.total_cents
    union all
    select 'payment ' || p.id || ' allocated ' || coalesce(sum(a.amount_cents), 0) || ' of ' || p.held_cents
      from payment p left join allocation a on a.client_id = p.client_id and a.payment_id = p.id
      group by p.client_id, p.id
      having p.allocated_cents <> coalesce(sum(a.amount_cents), 0) or p.allocated_cents > p.held_cents
    union all
    select 'payment ' || p.id || ' moved ' || coalesce(sum(m.amount_cents), 0) || ' and keeps ' || app.kept_cents(p)
      from payment p left join money_movement m on m.client_id = p.client_id and m.payment_id = p.id
      group by p.client_id, p.id having coalesce(sum(m.amount_cents), 0) <> app.kept_cents(p)
    union all
    select 'credit note ' || c.id || ' repeats ' || c.allocated_cents
      from credit_note c left join allocation a on a.client_id = c.client_id and a.credit_note_id = c.id
      group by c.client_id, c.id having c.allocated_cents <> coalesce(sum(a.amount_cents), 0) or c.allocated_cents > c.total_cents
    union all
    select 'payment ' || p.id || ' has ' || count(r.id) || ' receipts' from payment p
      left join receipt r on r.client_id = p.client_id and r.payment_id = p.id where p.source is null
      group by p.client_id, p.id having count(r.id) <> (p.rail = 'credit' or exists (
        select 1 from money_movement m where m.client_id = p.client_id and m.payment_id = p.id and m.kind = 'capture'))::integer
    union all
    select 'payment ' || p.id || ' has captured ' || p.captured_cents || ' and its transfers come to ' || sum(t.amount_cents)
      from payment p join payment_transfer t on t.client_id = p.client_id and t.payment_id = p.id where not p.dishonoured
      group by p.client_id, p.id having sum(t.amount_cents) <> p.captured_cents
    union all
    select 'vendor payment ' || vendor_ref || ' is recorded ' || count(*) || ' times' from payment
      where vendor_ref is not null group by vendor_ref having count(*) > 1`;
  return rows.map(({ fault }) => fault);
}
