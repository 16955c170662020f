import postgres from 'postgres';
import { LaunchError } from './launch-error.ts';

const OLDEST = 14;

/** Makes sure that DATABASE_URL leads to a PostgreSQL new enough. @throws LaunchError; no message holds the password */
export async function checkExternalDatabase(url: string): Promise<void> {
  const where = placeOf(url);
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  let version: number;
  try {
    const [row] = await sql<
      { version: number }[]
    >`select current_setting('server_version_num')::int as version`;
    version = Math.floor((row?.version ?? 0) / 10_000);
  } catch (error) {
    throw new LaunchError(`The database of DATABASE_URL (${where}) cannot be used: ${reasonOf(error)}.`);
  } finally {
    await sql.end({ timeout: 1 });
  }
  if (version < OLDEST) {
    throw new LaunchError(
      `The database of DATABASE_URL (${where}) is PostgreSQL ${version}; Foyer needs ${OLDEST} or later.`,
    );
  }
}

function placeOf(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url);
    if (!/^postgres(ql)?:$/.test(protocol)) throw new Error('other protocol');
    return `${host}${pathname}`;
  } catch {
    throw new LaunchError(
      'DATABASE_URL is not an address of the form postgres://user:password@host:port/database.',
    );
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'ECONNREFUSED') return 'nobody listens there';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its host name is not known';
  if (code === 'CONNECT_TIMEOUT') return 'it does not answer';
  return (message ?? 'no reason given').replace(/\s+/g, ' ').replace(/\.$/, '');
}
