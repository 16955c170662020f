import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

async function ask<T>(url: string, question: string): Promise<T> {
  const sql = postgres(url, { max: 1 });
  try {
    const [row] = await sql.unsafe(question);
    return row as T;
  } finally {
    await sql.end();
  }
}

test('the embedded server keeps UTC, UTF-8 and the builtin locale', async () => {
  const row = await ask(
    database.ownerUrl,
    `select current_setting('timezone') as zone, current_setting('server_encoding') as encoding,
            current_setting('listen_addresses') as address,
            (select datlocale from pg_database where datname = current_database()) as locale`,
  );
  expect(row).toEqual({ zone: 'UTC', encoding: 'UTF8', address: '127.0.0.1', locale: 'C.UTF-8' });
});

test.each([
  ['owner', () => database.ownerUrl],
  ['application', () => database.appUrl],
  ['identity', () => database.identityUrl],
  ['jobs', () => database.jobsUrl],
])('S4: the %s role is neither superuser nor free of row-level security', async (_name, url) => {
  const row = await ask(url(), 'select rolsuper, rolbypassrls from pg_roles where rolname = current_user');
  expect(row).toEqual({ rolsuper: false, rolbypassrls: false });
});

test('a wrong password is refused', async () => {
  const url = new URL(database.ownerUrl);
  url.password = 'wrong';
  await expect(ask(url.href, 'select 1')).rejects.toThrow(/password authentication failed/);
});

test('two test databases share nothing', async () => {
  const other = await createTestDatabase();
  try {
    const sql = postgres(other.ownerUrl, { max: 1 });
    await sql`create table only_here (id int)`;
    await sql.end();
    const row = await ask(database.ownerUrl, `select to_regclass('only_here') as found`);
    expect(row).toEqual({ found: null });
  } finally {
    await other.drop();
  }
});
