import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatModule, formatReference, formatThemeModule, formatTokensCss } from './formats.ts';
import { resolveTokens } from './resolve.ts';

const HERE = dirname(fileURLToPath(import.meta.url));

/** Builds `dist/` and the reference table from the token files. Writes only what changed. */
export async function buildTokens(): Promise<void> {
  const sets = await resolveTokens();
  mkdirSync(join(HERE, 'dist'), { recursive: true });
  mkdirSync(join(HERE, '../docs/reference'), { recursive: true });
  write('dist/tokens.css', formatTokensCss(sets));
  write('dist/theme.css.ts', formatThemeModule(sets));
  write('dist/tokens.ts', formatModule(sets));
  write('../docs/reference/tokens.md', formatReference(sets));
}

function write(name: string, text: string): void {
  const path = join(HERE, name);
  if (read(path) === text) return;
  // Renamed into place: another process may be reading the file.
  const staging = `${path}.${process.pid}`;
  writeFileSync(staging, text);
  renameSync(staging, path);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildTokens();
