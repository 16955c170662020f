import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';

/** Tables that no client owns: what they hold is the house's, or comes before a client is known. */
const houseTables = new Set([
  'schema_migration',
  'user_account',
  'user_session',
  'oauth_client',
  'oauth_record',
  'signing_key',
  'embed_secret',
  'embed_token',
  'inbox',
  'sync_batch',
  'bank_account',
  'bank_statement',
  'bank_line',
  'bank_match',
  'bank_payer',
  'bank_period_lock',
  'reconciliation',
  'discrepancy',
  'reconciliation_certificate',
  'public_holiday',
]);

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.superuserUrl, { max: 1 });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

type Table = {
  name: string;
  forced: boolean;
  enabled: boolean;
  policies: number;
  key: string[];
  partition: boolean;
};

const tables = () => sql<Table[]>`
  select c.relname as name, c.relforcerowsecurity as forced, c.relrowsecurity as enabled, c.relispartition as partition,
    (select count(*)::integer from pg_policy p where p.polrelid = c.oid) as policies,
    coalesce((select array_agg(a.attname::text order by k.n) from pg_index i, unnest(i.indkey) with ordinality k (attnum, n)
      join pg_attribute a on a.attnum = k.attnum where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid), '{}') as key
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`;

describe('S41 the catalogue', () => {
  it('S41 forces row-level security on every table but the list of migrations', async () => {
    const bare = (await tables()).filter(
      (table) => table.name !== 'schema_migration' && !(table.forced && table.enabled),
    );
    expect(bare.map((table) => table.name)).toEqual([]);
  });

  it('S41 gives every table a policy (partitions are reached through their parent)', async () => {
    const open = (await tables()).filter(
      (table) => table.name !== 'schema_migration' && !table.partition && table.policies === 0,
    );
    expect(open.map((table) => table.name)).toEqual([]);
  });

  it('S41 leads every tenant key with client_id', async () => {
    const wrong = (await tables()).filter(
      (table) => !houseTables.has(table.name) && table.key[0] !== 'client_id',
    );
    expect(wrong.map((table) => table.name)).toEqual([]);
  });

  it('S41 leads every foreign key between tenant tables with client_id', async () => {
    const keys = await sql<{ name: string; source: string; target: string; leading: string }[]>`
      select k.conname as name, s.relname as source, t.relname as target, a.attname as leading
      from pg_constraint k join pg_class s on s.oid = k.conrelid join pg_class t on t.oid = k.confrelid
      join pg_attribute a on a.attrelid = s.oid and a.attnum = k.conkey[1]
      where k.contype = 'f' and s.relnamespace = 'public'::regnamespace`;
    const wrong = keys.filter(
      (key) => !houseTables.has(key.source) && !houseTables.has(key.target) && key.leading !== 'client_id',
    );
    expect(wrong.map((key) => `${key.source}.${key.name}`)).toEqual([]);
  });

  it('S41 has no view without security_invoker', async () => {
    const views = await sql`
      select relname from pg_class where relnamespace in ('public'::regnamespace, 'app'::regnamespace) and relkind in ('v', 'm')
      and not coalesce(reloptions::text like '%security_invoker=true%', false)`;
    expect(views).toHaveLength(0);
  });

  it('S41 pins the search path of every function that runs as its owner or as a program', async () => {
    // What is left are single expressions that run as their caller: pinned, the planner could not inline them.
    const loose = await sql<{ proname: string }[]>`
      select proname from pg_proc p join pg_language l on l.oid = p.prolang
      where pronamespace in ('public'::regnamespace, 'app'::regnamespace) and (prosecdef or l.lanname <> 'sql')
      and not coalesce(proconfig::text like '%search_path=%', false)`;
    expect(loose.map((row) => row.proname)).toEqual([]);
  });

  it('S41 lets no server role own a table, bypass policies or be superuser', async () => {
    const roles = await sql<{ rolname: string; powers: boolean; owned: number }[]>`
      select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as powers,
        (select count(*)::integer from pg_class where relowner = r.oid) as owned
      from pg_roles r where rolname in ('foyer_app', 'foyer_identity', 'foyer_jobs')`;
    expect(roles).toHaveLength(3);
    for (const role of roles) expect(role).toMatchObject({ powers: false, owned: 0 });
  });

  it('S41 shows the app role nothing when nobody is asking, in any table', async () => {
    const app = postgres(database.appUrl, { max: 1 });
    const granted = await sql<{ name: string }[]>`
      select table_name as name from information_schema.role_table_grants
      where grantee = 'foyer_app' and privilege_type = 'SELECT' and table_schema = 'public'`;
    expect(granted.length).toBeGreaterThan(10);
    await sql`insert into client (client_id, legal_name, trading_name, abn, gst_registered, payment_terms_days, po_required, postal_address, source, external_id, source_updated_at)
      values (gen_random_uuid(), 'A', 'A', '51824753556', true, 14, false, '{x}', 's', 'a', now())`;
    for (const { name } of granted) {
      const [row] = await app<{ n: number }[]>`select count(*)::integer as n from ${app(name)}`;
      expect({ name, n: row?.n }).toEqual({ name, n: 0 });
    }
    await app.end();
  });

  it('S66 denies the app role every change to the audit log and the ledger', async () => {
    const app = postgres(database.appUrl, { max: 1 });
    for (const statement of [
      'update audit_log set action = $$x$$',
      'delete from audit_log',
      'truncate audit_log',
      'delete from allocation',
      'update allocation set amount_cents = 1',
      'update invoice set allocated_cents = 0',
      'update payment set allocated_cents = 0',
      'select * from user_account',
      'select * from user_session',
    ]) {
      await expect(app.unsafe(statement), statement).rejects.toThrow(/permission denied/);
    }
    await app.end();
  });
});
