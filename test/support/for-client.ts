import type { Sql, TransactionSql } from 'postgres';

/**
 * Seeds in the name of one client. What triggers write they write as the owner, who is held to the policies: somebody has
 * to be asking.
 */
export async function forClient(
  sql: Sql,
  clientId: string,
  work: (tx: TransactionSql) => Promise<unknown>,
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select set_config('app.client_id', ${clientId}, true), set_config('app.capabilities', '*', true), set_config('app.sites', 'all', true)`;
    await work(tx);
  });
}
