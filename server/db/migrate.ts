import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { runMigrations } from 'graphile-worker';
import postgres from 'postgres';
import { rolePassword, roles } from './role-urls.ts';

export type MigrateOptions = {
  /** Signs in as the owner of the database, who may create roles. */
  ownerUrl: string;
  /** Called once for each migration that is applied. */
  log?: (line: string) => void;
  /** Where the numbered `.sql` files are. */
  directory?: URL;
};

/** A database that this version cannot bring up to date; the message is for the person who runs it. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

const oldestPostgres = 140_000;

/**
 * Brings a database up to date: roles, the job queue's tables, then every numbered migration that is missing.
 * Each runs in a transaction of its own with its record, so an interrupted run is continued by the next one; a lock
 * lets only one run at a time.
 * @returns how many migrations were applied
 */
export async function migrate({ ownerUrl, log = () => {}, directory }: MigrateOptions): Promise<number> {
  const sql = postgres(ownerUrl, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: 'foyer-migrate' },
  });
  try {
    const [{ version } = { version: 0 }] = await sql<{ version: number }[]>`
      select current_setting('server_version_num')::integer as version`;
    if (version < oldestPostgres)
      throw new MigrationError(`PostgreSQL 14 or later is needed, and this is ${version}.`);
    await sql`select pg_advisory_lock(hashtextextended('foyer:migrate', 0))`;
    await ensureRoles(sql, ownerUrl);
    await runMigrations({ connectionString: ownerUrl });
    await sql.unsafe(queueGrants);
    const missing = await missingMigrations(sql, await readMigrations(directory));
    for (const migration of missing) {
      log(migration.name);
      await sql.begin(async (tx) => {
        await tx.unsafe(migration.text);
        await tx`insert into schema_migration (number, name, checksum) values (${migration.number}, ${migration.name}, ${migration.checksum})`;
      });
    }
    return missing.length;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

type Migration = { number: number; name: string; text: string; checksum: string };

async function readMigrations(directory = new URL('./migrations/', import.meta.url)): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, directory), 'utf8');
      return {
        number: Number(name.slice(0, 4)),
        name,
        text,
        checksum: createHash('sha256').update(text).digest('hex'),
      };
    }),
  );
}

async function missingMigrations(sql: postgres.Sql, known: Migration[]): Promise<Migration[]> {
  await sql`
    create table if not exists schema_migration (
      number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`;
  const applied = await sql<
    { number: number; name: string; checksum: string }[]
  >`select * from schema_migration order by number`;
  for (const row of applied) {
    const same = known.find((migration) => migration.number === row.number);
    if (!same) throw new MigrationError(`The database was migrated by a newer version (${row.name}).`);
    if (same.checksum !== row.checksum)
      throw new MigrationError(`The applied migration ${row.name} is not the one in this version.`);
  }
  return known.slice(applied.length);
}

async function ensureRoles(sql: postgres.Sql, ownerUrl: string): Promise<void> {
  for (const role of roles) {
    const exists = (await sql`select 1 from pg_roles where rolname = ${role}`).length > 0;
    const password = rolePassword(ownerUrl, role);
    await sql.unsafe(`${exists ? 'alter' : 'create'} role ${role} login password '${password}'`);
  }
  const [row] = await sql<{ name: string }[]>`select quote_ident(current_database()) as name`;
  await sql.unsafe(`grant connect on database ${row?.name} to ${roles.join(', ')}`);
  await sql.unsafe(`grant usage on schema public to ${roles.join(', ')}`);
}

/** The queue's tables carry row-level security without policies; its own role works on them, nobody else does. */
const queueGrants = `
  grant usage on schema graphile_worker to foyer_jobs;
  grant select, insert, update, delete on all tables in schema graphile_worker to foyer_jobs;
  grant usage, select on all sequences in schema graphile_worker to foyer_jobs;
  grant execute on all functions in schema graphile_worker to foyer_jobs;
  do $$
  declare target regclass;
  begin
    for target in select oid::regclass from pg_class
      where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity
    loop
      if not exists (select 1 from pg_policy where polrelid = target and polname = 'queue') then
        execute format('create policy queue on %s to foyer_jobs using (true) with check (true)', target);
      end if;
    end loop;
  end $$;`;
