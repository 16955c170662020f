import { randomBytes } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { roleUrl } from '../../server/db/role-urls.ts';
import { readCluster } from './database-cluster.ts';

export type TestDatabase = {
  /** Owns the schema; row-level security is forced on it too. */
  ownerUrl: string;
  /** The web server's role: owns nothing, cannot bypass row-level security. */
  appUrl: string;
  /** The role that reads credentials, sessions and tokens. */
  identityUrl: string;
  /** The worker's role. */
  jobsUrl: string;
  /** The cluster's superuser on this database, for looking behind row-level security. */
  superuserUrl: string;
  /** Removes the database; open connections are cut. */
  drop: () => Promise<void>;
};

/**
 * A database of its own, migrated and empty: a copy of the template that the run's global setup made once. Call it in
 * `beforeAll` and `drop()` in `afterAll`.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const cluster = readCluster();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(cluster.superuserUrl, (sql) =>
    sql.unsafe(`create database ${name} template ${cluster.template} owner ${cluster.ownerRole}`),
  );
  const ownerUrl = withDatabase(cluster.ownerUrl, name);
  return {
    ownerUrl,
    appUrl: roleUrl(ownerUrl, 'foyer_app'),
    identityUrl: roleUrl(ownerUrl, 'foyer_identity'),
    jobsUrl: roleUrl(ownerUrl, 'foyer_jobs'),
    superuserUrl: withDatabase(cluster.superuserUrl, name),
    drop: async () => {
      await asSuperuser(cluster.superuserUrl, (sql) =>
        sql.unsafe(`drop database if exists ${name} with (force)`),
      );
    },
  };
}

async function asSuperuser<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
