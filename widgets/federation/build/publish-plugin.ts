import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Plugin } from 'vite';

export type Integrity = {
  readonly version: string;
  /** File names relative to the folder, to values for an `integrity` attribute or an import map. */
  readonly files: Readonly<Record<string, string>>;
};

/**
 * Beside the channel that rolls with each release, keeps a copy under the exact version that never changes, with the
 * hashes of every script a page can come to load from it. Compressed copies lie beside the files.
 */
export function publishPlugin(channel: string, versioned: string, version: string): Plugin {
  return {
    name: 'foyer:publish',
    apply: 'build',
    closeBundle(error) {
      if (!error) publish(channel, versioned, version);
    },
  };
}

export function publish(channel: string, versioned: string, version: string): void {
  rmSync(versioned, { recursive: true, force: true });
  writeJson(join(channel, 'version.json'), { version });
  for (const name of filesIn(channel, /\.(js|css|json)$/)) {
    const path = join(channel, name);
    writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)));
  }
  cpSync(channel, versioned, { recursive: true });
  const integrity: Integrity = { version, files: hashes(versioned) };
  writeJson(join(versioned, 'integrity.json'), integrity);
}

function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .sort();
}

function writeJson(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

function hashes(folder: string): Record<string, string> {
  const entries = filesIn(folder, /\.js$/).map((name) => {
    const hash = createHash('sha384')
      .update(readFileSync(join(folder, name)))
      .digest('base64');
    return [name.split(sep).join('/'), `sha384-${hash}`] as const;
  });
  return Object.fromEntries(entries);
}
