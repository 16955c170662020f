import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';

export type Integrity = {
  readonly version: string;
  /** File names relative to the folder, to values for an `integrity` attribute or an import map. */
  readonly files: Readonly<Record<string, string>>;
};

/**
 * Beside the channel that rolls with each release, keeps a copy under the exact version that never changes, with the
 * hashes of every script a page can come to load from it.
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
  cpSync(channel, versioned, { recursive: true });
  const integrity: Integrity = { version, files: hashes(versioned) };
  writeFileSync(join(versioned, 'integrity.json'), `${JSON.stringify(integrity, null, 2)}\n`);
}

function hashes(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.js'),
  );
  const entries = files.sort().map((name) => {
    const hash = createHash('sha384')
      .update(readFileSync(join(folder, name)))
      .digest('base64');
    return [relative('.', name).split(sep).join('/'), `sha384-${hash}`] as const;
  });
  return Object.fromEntries(entries);
}
