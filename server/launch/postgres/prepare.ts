import postgres from 'postgres';

/**
 * Makes what migrations expect to find: the owner's role, which may create the application's roles and is no
 * superuser, and a database that it owns. Does nothing where both exist.
 */
export async function prepareDatabase(
  superuserUrl: string,
  { database, owner, ownerPassword }: { database: string; owner: string; ownerPassword: string },
): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  try {
    const [role] = await sql`select 1 from pg_roles where rolname = ${owner}`;
    // The password comes from our own generator: letters, digits, - and _ only.
    const attributes = `login createrole nosuperuser nobypassrls password '${ownerPassword}'`;
    if (!role) await sql.unsafe(`create role ${owner} ${attributes}`);
    const [found] = await sql`select 1 from pg_database where datname = ${database}`;
    if (!found) await sql.unsafe(`create database ${database} owner ${owner}`);
  } finally {
    await sql.end();
  }
}
