import { type ParseArgsConfig, parseArgs } from 'node:util';
import { createDb } from '../db/db.ts';
import { roleUrl } from '../db/role-urls.ts';
import { createIds } from '../ids.ts';
import { createKeyRing } from '../integrations/key-file/key-ring.ts';
import { loadMasterKeys } from '../integrations/key-file/master-key.ts';

/** The options that a command was given; leaves with a sentence when one that it needs is missing. */
export function readOptions<Name extends string>(
  usage: string,
  names: readonly Name[],
): Record<Name, string> {
  const options: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
    names.map((name) => [name, { type: 'string' as const }]),
  );
  try {
    const { values } = parseArgs({ options });
    const missing = names.filter((name) => typeof values[name] !== 'string' || values[name] === '');
    if (missing.length === 0) return values as Record<Name, string>;
  } catch {
    // An unknown option is answered with the usage, too.
  }
  console.error(usage);
  process.exit(2);
}

/** What commands on identity work with, over the configured database. */
export async function openIdentity() {
  const databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl) {
    console.error('DATABASE_URL must name the database.');
    process.exit(2);
  }
  const identityDb = createDb({
    url: roleUrl(databaseUrl, 'foyer_identity'),
    max: 1,
    applicationName: 'foyer-command',
  });
  const keyRing = createKeyRing(
    await loadMasterKeys(process.env.MASTER_KEY ?? null, process.env.DATA_DIR ?? '.data'),
  );
  return { identityDb, keyRing, ids: createIds() };
}

/** Runs a command's work; a refusal is one sentence and exit code 1. */
export async function runCommand(work: () => Promise<void>): Promise<never> {
  try {
    await work();
    process.exit(0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
