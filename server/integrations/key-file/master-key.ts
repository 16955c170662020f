import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The master keys, newest first: from configuration (base64, several comma-separated during a rotation), or from a
 * file in the data folder that is made at first start.
 */
export async function loadMasterKeys(configured: string | null, dataDir: string): Promise<Buffer[]> {
  const text = configured ?? (await keyFile(dataDir));
  return text.split(',').map((part) => {
    const key = Buffer.from(part.trim(), 'base64');
    if (key.length !== 32) throw new Error('MASTER_KEY must be 32 bytes in base64');
    return key;
  });
}

async function keyFile(dataDir: string): Promise<string> {
  const folder = join(dataDir, 'keys');
  const file = join(folder, 'master.key');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFile(file, 'utf8');
}
