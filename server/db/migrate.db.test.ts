import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import postgres, { type Sql } from 'postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { migrate } from './migrate.ts';

let database: TestDatabase;
let superuser: Sql;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase();
  superuser = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
  await superuser`delete from schema_migration`;
  folder = mkdtempSync(join(tmpdir(), 'foyer-migrations-'));
  write('0001_one.sql', 'create table one (n integer); insert into one values (1);');
});
afterEach(async () => {
  await superuser.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const run = () => migrate({ ownerUrl: database.ownerUrl, directory: pathToFileURL(`${folder}/`) });
const rows = async () => (await superuser<{ n: number }[]>`select n from one order by n`).map((row) => row.n);
const cutWhatSleeps = async () => {
  const cut = await superuser`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'foyer-migrate' and datname = current_database() and wait_event = 'PgSleep'`;
  return cut.length;
};

describe('F37 migrations', () => {
  it('F37 applies what is missing, once', async () => {
    expect([await run(), await run()]).toEqual([1, 0]);
    expect(await rows()).toEqual([1]);
  });

  it('F37 leaves nothing of one that fails half-way, and goes on from there', async () => {
    write('0002_two.sql', 'insert into one values (2); select 1 / 0;');
    await expect(run()).rejects.toThrow(/division/);
    expect(await rows()).toEqual([1]);
    write('0002_two.sql', 'insert into one values (2);');
    expect(await run()).toBe(1);
    expect(await rows()).toEqual([1, 2]);
  });

  it('F37 survives a connection that is cut in the middle', async () => {
    write('0002_two.sql', 'insert into one values (2); select pg_sleep(600);');
    const failed = expect(run()).rejects.toThrow();
    await expect.poll(cutWhatSleeps, { timeout: 30_000 }).toBe(1);
    await failed;
    write('0002_two.sql', 'insert into one values (2);');
    await run();
    expect(await rows()).toEqual([1, 2]);
  });

  it('F37 lets one of two runs at a time work', async () => {
    expect((await Promise.all([run(), run()])).sort()).toEqual([0, 1]);
  });

  it('F37 refuses a database of a newer version, and an applied migration that was changed', async () => {
    await run();
    write('0001_one.sql', 'create table one (n bigint);');
    await expect(run()).rejects.toThrow(/0001_one.sql is not the one in this version/);
    await superuser`insert into schema_migration (number, name, checksum) values (99, '0099_later.sql', 'x')`;
    await superuser`delete from schema_migration where number = 1`;
    await expect(run()).rejects.toThrow(/newer version/);
  });
});
